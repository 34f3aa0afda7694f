using System.Globalization;
using System.Text.Json;

namespace Vitrine.Benchmarks;

/// <summary>From the prompt to a version that is ready: the composer, all six gates, two screenshots, one thumbnail.</summary>
internal static class PromptMeasures
{
    private const string Prompt = "Monthly revenue by region with top products";

    public static async Task RunAsync(Measurements measurements)
    {
        var product = await Product.SharedAsync();
        var warm = new List<Run>();
        await using (var server = await product.StartAsync())
        {
            await RunAsync(server); // makes it warm
            for (var at = 0; at < 7; at++)
            {
                await Measurements.LookAroundAsync();
                warm.Add(await RunAsync(server));
            }
        }

        Report(measurements, "Prompt to ready, warm: the server has built an app before", 4000, warm);

        var cold = new List<Run>();
        for (var at = 0; at < 5; at++)
        {
            await using var server = await product.StartAsync();
            cold.Add(await RunAsync(server));
        }

        Report(measurements, "Prompt to ready, cold: the moment the server is up", 10_000, cold);
    }

    private static async Task<Run> RunAsync(RunningServer server)
    {
        JsonElement turn = default;
        var whole = await Measurements.TimeAsync(async () => turn = await server.PromptAsync(Prompt));
        var number = turn.GetProperty("versionNumber");
        if (number.ValueKind != JsonValueKind.Number) throw new InvalidOperationException($"No version: {turn.GetProperty("message").GetString()}");
        var version = string.Create(CultureInfo.InvariantCulture, $"/api/v1/apps/{turn.GetProperty("appId").GetString()}/versions/{number.GetInt32()}");
        var status = (await server.GetAsync(version)).GetProperty("status").GetString();
        if (status != "ready") throw new InvalidOperationException($"The version is {status}, not ready.");
        var gates = (await server.GetAsync($"{version}/report")).GetProperty("gates").EnumerateArray().ToList();
        return new Run(
            whole,
            turn.GetProperty("stageSeconds").EnumerateObject().ToDictionary(stage => stage.Name, stage => stage.Value.GetDouble() * 1000),
            gates.ToDictionary(gate => gate.GetProperty("name").GetString()!, gate => gate.GetProperty("milliseconds").GetDouble()));
    }

    private static void Report(Measurements measurements, string title, double target, List<Run> runs)
    {
        measurements.Begin(title);
        measurements.Add("prompt → ready", target, runs.Select(run => run.Whole));
        foreach (var stage in runs[0].Stages.Keys) measurements.Add($"stage {stage}", null, runs.Where(run => run.Stages.ContainsKey(stage)).Select(run => run.Stages[stage]));
        foreach (var gate in runs[0].Gates.Keys) measurements.Add($"gate {gate}", null, runs.Where(run => run.Gates.ContainsKey(gate)).Select(run => run.Gates[gate]));
    }

    private sealed record Run(double Whole, IReadOnlyDictionary<string, double> Stages, IReadOnlyDictionary<string, double> Gates);
}
