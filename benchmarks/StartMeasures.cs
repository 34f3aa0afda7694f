namespace Vitrine.Benchmarks;

/// <summary>From the start of the process to the first whole page.</summary>
internal static class StartMeasures
{
    public static async Task RunAsync(Measurements measurements)
    {
        measurements.Begin("Server start to first page");
        var product = await Product.SharedAsync();
        var starts = new List<double>();
        for (var at = 0; at < 7; at++)
        {
            await using var server = await product.StartAsync();
            starts.Add(server.MillisecondsToFirstPage);
        }

        measurements.Add("a start, with the demo in the data folder", 4000, starts);
        var first = new List<double>();
        for (var at = 0; at < 3; at++) first.Add(await Product.FirstStartAsync());
        measurements.Add("the first start ever: database, people, 200,000 order lines, two projects", null, first);
    }
}
