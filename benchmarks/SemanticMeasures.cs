using System.Diagnostics;
using System.Text.Json;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Lightdash;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;

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
            measurements.Begin("A metric query, compiled to SQL, warm: recorded queries over 50 dbt models");
            Queries(measurements);
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

    /// <summary>Each recorded query once, after all were compiled a few times: the target is for 95 of 100.</summary>
    private static void Queries(Measurements measurements)
    {
        var data = Path.Combine(Product.Checkout(), "tests", "data", "jaffle");
        var layer = DbtProjectReader.Read(File.ReadAllBytes(Path.Combine(data, "manifest.json")), File.ReadAllBytes(Path.Combine(data, "catalog.json")), new SemanticOptions());
        var attributes = new Dictionary<string, IReadOnlyList<string>> { ["is_admin"] = ["true"], ["is_admin_saas_demo"] = ["true"], ["customer_id"] = ["1"], ["is_demo"] = ["true"], ["name"] = ["demo"] };
        var compiler = new MetricQueryCompiler(layer, SqlDialect.For("duckdb"));
        var context = new CompilationContext
        {
            Identity = new QueryIdentity { PersonId = "benchmark", Attributes = attributes },
            Now = new DateTimeOffset(2026, 1, 1, 12, 34, 56, TimeSpan.Zero),
            MayUseRawSql = true,
        };
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "query-cases.json")));
        List<double> times = [];
        for (var round = 0; round < 12; round++)
        {
            times.Clear();
            foreach (var recorded in cases.RootElement.EnumerateArray().Select(one => one.GetProperty("metricQuery")))
            {
                try
                {
                    var query = LightdashQueryReader.Read(recorded, layer);
                    var clock = Stopwatch.StartNew();
                    compiler.Compile(query, context);
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }
                catch (RefusalException)
                {
                    // Some of the recorded queries are refused on purpose.
                }
            }
        }

        measurements.Add("a query (the target is for the 95 % column)", 1, times);
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
