using System.Diagnostics;

namespace Vitrine.Benchmarks;

/// <summary>Collects times, in milliseconds, under headings. Medians: a shared machine has outliers that say nothing.</summary>
internal sealed class Measurements
{
    private readonly List<Section> sections = [];

    /// <summary>What was measured so far.</summary>
    public IReadOnlyList<Section> Sections => sections;

    /// <summary>Rows that follow stand under this heading.</summary>
    public void Begin(string title) => sections.Add(new Section(title, []));

    /// <summary>Keeps times that were taken elsewhere.</summary>
    /// <param name="name">What they are the times of.</param>
    /// <param name="target">The most that the median may be, in milliseconds; null where nothing is promised.</param>
    /// <param name="times">Milliseconds.</param>
    /// <param name="unit">What they are, where they are no times.</param>
    public void Add(string name, double? target, IEnumerable<double> times, string? unit = null)
    {
        var sorted = times.Order().ToList();
        if (sorted.Count == 0) return;
        sections[^1].Rows.Add(new Row(name, target, sorted, unit));
    }

    /// <summary>Runs it that many times and keeps each time. What happens before the action is asked for its work does not count.</summary>
    public async Task TimeAsync(string name, double? target, int times, Func<int, Task<Func<Task>>> prepare)
    {
        var taken = new List<double>();
        for (var at = 0; at < times; at++)
        {
            var work = await prepare(at);
            taken.Add(await TimeAsync(work));
        }

        Add(name, target, taken);
    }

    /// <summary>How long it takes, once.</summary>
    public static async Task<double> TimeAsync(Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>What a person does between two prompts. Meanwhile the server makes the next sandbox and the next pages ready.</summary>
    public static Task LookAroundAsync() => Task.Delay(TimeSpan.FromSeconds(5));

    internal sealed record Section(string Title, List<Row> Rows);

    internal sealed record Row(string Name, double? Target, IReadOnlyList<double> Sorted, string? Unit)
    {
        public double At(double share) => Sorted[(int)Math.Min(Sorted.Count - 1, Math.Round(share * (Sorted.Count - 1)))];
    }
}
