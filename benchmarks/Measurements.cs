using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Vitrine.Benchmarks;

/// <summary>Collects times and prints them as a Markdown table. Medians: a shared machine has outliers that say nothing.</summary>
internal sealed class Measurements
{
    private readonly List<(string Name, double? TargetMilliseconds, List<double> Times)> rows = [];

    /// <summary>Runs it that many times and keeps each time. What happens before the action is asked for its work does not count.</summary>
    public async Task TimeAsync(string name, double? targetMilliseconds, int times, Func<int, Task<Func<Task>>> prepare)
    {
        var taken = new List<double>();
        for (var at = 0; at < times; at++)
        {
            var work = await prepare(at);
            var clock = Stopwatch.StartNew();
            await work();
            taken.Add(clock.Elapsed.TotalMilliseconds);
        }

        rows.Add((name, targetMilliseconds, taken));
    }

    public string ToTable()
    {
        var text = new StringBuilder("| what | n | least, ms | median, ms | 95 %, ms | target, ms |\n|---|---|---|---|---|---|\n");
        foreach (var (name, target, times) in rows)
        {
            var sorted = times.Order().ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {sorted.Count} | {sorted[0]:0.#} | {At(0.5):0.#} | {At(0.95):0.#} | {(target is { } most ? $"{most:0}" : "–")} |");

            double At(double share) => sorted[(int)Math.Min(sorted.Count - 1, Math.Round(share * (sorted.Count - 1)))];
        }

        return text.ToString();
    }
}
