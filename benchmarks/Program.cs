using Vitrine.Benchmarks;

// dotnet run -c Release --project benchmarks [-- name …]: prints a table of medians. One measure, one file; add it to this list.
(string Name, Func<Measurements, Task> Run)[] all =
[
    ("builds", BuildMeasures.RunAsync),
];

var measurements = new Measurements();
foreach (var (name, run) in all.Where(measure => args.Length == 0 || args.Contains(measure.Name)))
{
    Console.Error.WriteLine($"{name} …");
    await run(measurements);
}

Console.WriteLine(measurements.ToTable());
