using System.Diagnostics;
using Vitrine.Outside.Processes;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;

namespace Vitrine.Benchmarks;

/// <summary>Large dbt projects: a fresh process that reads the files and answers one search over all fields, and explores that are compiled when first asked for.</summary>
internal static class SemanticMeasures
{
    private static readonly (int Copies, string Name, double? Target)[] Sizes = [(1, "50 dbt models", null), (30, "1,500 dbt models", 1_000), (60, "3,000 dbt models", null), (100, "5,000 dbt models", 3_000)];

    public static async Task RunAsync(Measurements measurements)
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-benchmarks-").FullName;
        try
        {
            measurements.Begin("A fresh process: dbt's files read, one search over all fields answered");
            foreach (var (copies, name, target) in Sizes)
            {
                var project = Path.Combine(folder, copies.ToString(System.Globalization.CultureInfo.InvariantCulture));
                await RunAsync("python3", Path.Combine(Product.Checkout(), "eng", "make-scaled-manifest.py"), $"{copies}", project);
                var (times, most) = (new List<double>(), 0L);
                for (var at = 0; at < 7; at++)
                {
                    var clock = Stopwatch.StartNew();
                    most = Math.Max(most, await PeakOfAsync(Product.Program(), "semantic", "search", "--folder", project, "--json", "customer", "revenue"));
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }

                measurements.Add($"{name}, at most {most / 1024 / 1024} MB", target, times);
            }

            measurements.Begin("An explore, compiled when it is first asked for");
            foreach (var (copies, name, _) in Sizes) Explores(measurements, Path.Combine(folder, $"{copies}", "target"), name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Explores(Measurements measurements, string target, string name)
    {
        var layer = DbtProjectReader.Read(File.ReadAllBytes(Path.Combine(target, "manifest.json")), File.ReadAllBytes(Path.Combine(target, "catalog.json")), new SemanticOptions());
        var times = new List<double>();
        foreach (var explore in layer.ExploreNames)
        {
            var clock = Stopwatch.StartNew();
            layer.TryGetExplore(explore, out _);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        measurements.Add($"of {name}, each of them", 10, times);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var result = await LocalProcess.RunAsync(new ProcessRequest(program, arguments) { Environment = Environment() }, CancellationToken.None);
        if (!result.Succeeded) throw new InvalidOperationException($"{program}: {result.Errors}");
    }

    /// <summary>Runs it to its end; the most memory that it had, in bytes, as the kernel tells while it runs.</summary>
    private static async Task<long> PeakOfAsync(string program, params string[] arguments)
    {
        await using var process = await LocalProcess.StartAsync(new ProcessRequest(program, arguments) { Environment = Environment() });
        process.Input.Close();
        var said = new StreamReader(process.Output).ReadToEndAsync();
        var peak = 0L;
        while (!process.Exit.IsCompleted)
        {
            peak = Math.Max(peak, Peak(process.Id));
            await Task.WhenAny(process.Exit, Task.Delay(20));
        }

        if (await process.Exit != 0) throw new InvalidOperationException($"{program} failed: {await new StreamReader(process.Errors).ReadToEndAsync()}");
        return (await said).Contains("\"found\":[{", StringComparison.Ordinal) ? peak : throw new InvalidOperationException("The search found nothing.");
    }

    private static long Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static Dictionary<string, string> Environment() => new() { ["PATH"] = System.Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin", ["HOME"] = System.Environment.GetEnvironmentVariable("HOME") ?? "/tmp", ["DOTNET_ROOT"] = Product.Runtime };
}
