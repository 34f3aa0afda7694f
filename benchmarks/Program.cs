using Vitrine.Benchmarks;

// dotnet run -c Release --project benchmarks -- all | NAME ... [--markdown]. One measure, one file; add it to this list.
(string Name, Func<Measurements, Task> Run)[] all =
[
    ("start", StartMeasures.RunAsync),
    ("prompt", PromptMeasures.RunAsync),
    ("view", ViewMeasures.RunAsync),
    ("preview", PreviewMeasures.RunAsync),
    ("contract", ContractMeasures.RunAsync),
    ("build", BuildMeasures.RunAsync),
    ("sandbox", SandboxMeasures.RunAsync),
    ("semantic", SemanticMeasures.RunAsync),
];

List<string> names = [.. args.Where(word => !word.StartsWith('-'))];
var isMarkdown = args.Contains("--markdown");
if (names.Except(all.Select(measure => measure.Name).Append("all")).ToList() is { Count: > 0 } unknown)
{
    Console.Error.WriteLine($"There is no measure {string.Join(", ", unknown)}. There are: all, {string.Join(", ", all.Select(measure => measure.Name))}.");
    return 1;
}

var machine = Machine.Describe();
var measurements = new Measurements();
foreach (var (name, run) in all.Where(measure => names.Count == 0 || names.Contains("all") || names.Contains(measure.Name)))
{
    Console.Error.WriteLine($"{name} …");
    await run(measurements);
}

await Product.DisposeAllAsync();
Console.WriteLine($"{machine}\n");
Console.Write(MeasurementTable.Write(measurements, isMarkdown));
return 0;
