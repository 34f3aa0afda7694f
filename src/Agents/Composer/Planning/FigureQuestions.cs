using System.Globalization;
using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Asks the data for a figure as the app will, before there is an app: when there is any of it, and whether a range has some.</summary>
internal sealed class FigureQuestions(IValueSource source)
{
    private const string Name = "figure";

    /// <summary>More months than this are of no use for choosing a range.</summary>
    private const int MostMonths = 2_000;

    /// <summary>A month with what there is of a figure in it.</summary>
    /// <param name="Month">Its first day.</param>
    /// <param name="Amount">The figure.</param>
    internal readonly record struct Share(DateOnly Month, decimal Amount);

    /// <summary>The months that have some of the figure, in their order; null where it cannot be asked for. A sum or a count of 0 is nothing.</summary>
    /// <param name="explore">Where it is asked from.</param>
    /// <param name="time">The time that cuts it.</param>
    /// <param name="metric">The figure.</param>
    /// <param name="where">Fixed conditions.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Share>?> MonthsAsync(CatalogExplore explore, CatalogField time, CatalogField metric, IReadOnlyList<PlanCondition> where, CancellationToken cancellationToken)
    {
        if (!time.Grains.TryGetValue(TimeUnit.Month, out var month)) return null;
        var widget = Widget(explore, metric, where) with { Chart = ChartKind.Line, Time = new PlanTime(time.Name, TimeUnit.Month, [month]), Limit = MostMonths };
        if (await source.AskAsync(PlanOf(widget), Name, cancellationToken) is not { } rows) return null;
        return [.. rows.Where(row => IsSome(row[1], metric.IsAdditive)).Select(row => (Day: DayOf(row[0]), Amount: AmountOf(row[1]) ?? 0)).Where(one => one.Day is not null).Select(one => new Share(one.Day!.Value, one.Amount)).OrderBy(one => one.Month)];
    }

    /// <summary>Whether a widget of the plan has anything to show as the app opens: some figure that is neither absent nor, where it adds up, 0. Null where that cannot be asked.</summary>
    public async Task<bool?> HasAnyAsync(AppPlan plan, PlanWidget widget, CancellationToken cancellationToken)
    {
        if (await source.AskAsync(plan, widget.Name, cancellationToken) is not { } rows) return null;
        var first = widget.Dimensions.Count + (widget.Time is null || widget.Chart == ChartKind.Kpi ? 0 : 1);
        return rows.Any(row => widget.Metrics.Where((metric, at) => IsSome(row[first + at], metric.IsAdditive)).Any());
    }

    /// <summary>Whether there is anything of a figure under these conditions, whenever; null where that cannot be asked.</summary>
    public Task<bool?> HasAnyAsync(CatalogExplore explore, CatalogField metric, IReadOnlyList<PlanCondition> where, CancellationToken cancellationToken)
    {
        var widget = Widget(explore, metric, where);
        return HasAnyAsync(PlanOf(widget), widget, cancellationToken);
    }

    /// <summary>All there is of a figure, whenever; null where that cannot be asked.</summary>
    public async Task<decimal?> AmountAsync(CatalogExplore explore, CatalogField metric, CancellationToken cancellationToken)
        => await source.AskAsync(PlanOf(Widget(explore, metric, [])), Name, cancellationToken) is [[var raw]] ? AmountOf(raw) : null;

    /// <summary>Whether two values of a dimension at least have something of a figure, so that a breakdown by it tells anything; null where that cannot be asked.</summary>
    public async Task<bool?> DiffersByAsync(CatalogExplore explore, CatalogField metric, CatalogField dimension, IReadOnlyList<PlanCondition> where, CancellationToken cancellationToken)
    {
        var widget = Widget(explore, metric, where) with { Chart = ChartKind.HorizontalBar, Dimensions = [PlanField.Of(dimension)], Limit = Breadth.Many };
        return await source.AskAsync(PlanOf(widget), Name, cancellationToken) is { } rows ? rows.Count(row => IsSome(row[1], metric.IsAdditive)) >= 2 : null;
    }

    private static PlanWidget Widget(CatalogExplore explore, CatalogField metric, IReadOnlyList<PlanCondition> where) => new()
    {
        Name = Name,
        Title = Name,
        Chart = ChartKind.Kpi,
        Explore = explore.Name,
        Metrics = [PlanField.Of(metric)],
        Where = [.. where.Where(condition => !condition.IsOfMetric && explore.Find(condition.Field) is not null), .. explore.Required.Where(condition => explore.Find(condition.Field) is { IsTime: false })],
        Limit = 1,
    };

    private static AppPlan PlanOf(PlanWidget widget) => new() { Title = Name, Pages = [new PlanPage { Name = Name, Title = Name, Widgets = [widget] }] };

    private static bool IsSome(object? raw, bool isAdditive) => raw is not null && (!isAdditive || AmountOf(raw) is not 0);

    private static decimal? AmountOf(object? raw) => raw switch
    {
        double number => double.IsFinite(number) && Math.Abs(number) < 1e27 ? (decimal)number : null,
        decimal number => number,
        long number => number,
        int number => number,
        _ => null,
    };

    private static DateOnly? DayOf(object? raw)
        => Convert.ToString(raw, CultureInfo.InvariantCulture) is { Length: >= 10 } text && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
