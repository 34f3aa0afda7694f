namespace Vitrine.Benchmarks;

/// <summary>
/// What a contract call over HTTP costs beside DuckDB's own time, which the server says of each call: both are of the same call, so a busy machine slows both. Nothing is taken from the cache.
/// </summary>
internal static class ContractMeasures
{
    private const int Calls = 60;

    // The runtime compiles what is called often a second time, in the background; what is measured is a server at work, not one that has just begun.
    private const int Warming = 60;

    public static async Task RunAsync(Measurements measurements)
    {
        var product = await Product.SharedAsync();
        await using var server = await product.StartAsync();
        var app = await server.GetAsync("/api/v1/apps/shop-overview");
        var at = $"/api/v1/apps/{app.GetProperty("id").GetString()}/versions/{app.GetProperty("publishedVersion")}";
        var prefetch = (await server.PostAsync($"{at}/frame", new { })).GetProperty("prefetch").EnumerateArray().Select(question => question.GetProperty("contract").GetString()!).Distinct().ToList();
        for (var warming = 0; warming < Warming; warming++)
        {
            foreach (var contract in prefetch) await server.PostTimedAsync($"{at}/contracts/{contract}", new { arguments = new { }, refresh = true });
        }

        measurements.Begin("A contract call, over HTTP, with its warehouse time apart");
        foreach (var contract in prefetch)
        {
            List<double> added = [], asked = [];
            for (var call = 0; call < Calls; call++)
            {
                double warehouse = 0;
                var whole = await Measurements.TimeAsync(async () => warehouse = (await server.PostTimedAsync($"{at}/contracts/{contract}", new { arguments = new { }, refresh = true }))["warehouse"]);
                asked.Add(warehouse);
                added.Add(whole - warehouse);
            }

            measurements.Add($"{contract}: added to DuckDB's time", 3, added);
            measurements.Add($"{contract}: DuckDB", null, asked);
        }
    }
}
