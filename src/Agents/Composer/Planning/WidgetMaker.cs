using System.Globalization;
using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Makes the cards of one wish: which picture suits these fields, how many rows, what it is called.</summary>
internal sealed class WidgetMaker(Breadth breadth, Coverage coverage, TimeRange? range, PlanNotes notes)
{
    private const int UsualRank = 10;
    private const int BreakdownRows = 12;
    private const int TableRows = 500;
    private const int SeriesRows = 2_000;

    /// <summary>The cards that a wish asks for, the one that was asked for first.</summary>
    public async Task<IReadOnlyList<PlanWidget>> MakeAsync(ResolvedWish wish, CancellationToken cancellationToken)
    {
        if (wish.Chart == ChartKind.Table || wish.Dimensions.Count > 2) return [Table(wish)];
        if (wish.Chart == ChartKind.Scatter && wish.Dimensions.Count > 0) return [Scatter(wish)];
        if (wish.Chart == ChartKind.Funnel && (wish.Dimensions.Count == 0 || IsStage(wish.Dimensions[0]))) return [Funnel(wish)];
        if (wish.Chart == ChartKind.Funnel) return await FunnelAndBreakdownAsync(wish, cancellationToken);
        // A heatmap of one breakdown has time for its other side.
        if (wish is { Chart: ChartKind.Heatmap, Dimensions.Count: 1, Time: null, Rank: null } && wish.Explore.MainTime is { } time) return [.. wish.Metrics.Take(2).Select(metric => Trend(wish.Explore, [metric], time, wish.Grain, ChartKind.Heatmap, wish.Dimensions[0]) with { IsAsked = true })];
        if (wish.Chart == ChartKind.Kpi && wish.Dimensions.Count == 0 && wish.Time is null) return [];
        if (wish.Time is not null) return await OverTimeAsync(wish, cancellationToken);
        return wish.Dimensions.Count switch
        {
            0 => [],
            1 => Breakdowns(wish, wish.Dimensions[0], await breadth.OfAsync(wish.Explore, wish.Dimensions[0], cancellationToken)),
            _ => await TwoDimensionsAsync(wish, cancellationToken),
        };
    }

    public PlanWidget Trend(CatalogExplore explore, IReadOnlyList<CatalogField> metrics, CatalogField time, TimeUnit? grain, ChartKind? chart, CatalogField? series = null)
    {
        var unit = grain is { } wanted ? Coverage.Nearest(wanted, time) : coverage.GrainFor(range, time);
        if (grain is { } asked && unit != asked) notes.Assume($"{time.Label} cannot be cut by {asked.ToString().ToLowerInvariant()}, so it is cut by {unit.ToString().ToLowerInvariant()}.");
        var labels = Wording.List(metrics.Select(metric => Wording.Lower(Wording.Subject(metric.Label))));
        return new PlanWidget
        {
            Name = "",
            Title = series is null ? Wording.Upper(labels) + " over time" : $"{Wording.Upper(labels)} by {Wording.Lower(Wording.Subject(series.Label))} over time",
            Chart = chart is ChartKind.Bar or ChartKind.StackedBar or ChartKind.Area or ChartKind.Heatmap or ChartKind.Line ? chart.Value : series is null && metrics.Count == 1 ? ChartKind.Area : ChartKind.Line,
            Explore = explore.Name,
            Metrics = [.. metrics.Select(PlanField.Of)],
            Dimensions = series is null ? [] : [PlanField.Of(series)],
            Time = new PlanTime(time.Name, unit, Choices(time, unit)),
            Limit = series is null ? TableRows : SeriesRows,
        };
    }

    public static PlanWidget Breakdown(CatalogExplore explore, IReadOnlyList<CatalogField> metrics, CatalogField dimension, int? values, ChartKind? chart = null, bool isShare = false)
    {
        // What does not add up has no parts: a donut of means would show shares of nothing.
        if (chart == ChartKind.Donut && !explore.AddsUp(metrics[0], dimension)) chart = ChartKind.HorizontalBar;
        var kind = chart ?? (dimension.IsOrdinal || dimension.Type is FieldType.Number or FieldType.Date ? ChartKind.Bar : (isShare || values <= 6) && explore.AddsUp(metrics[0], dimension) && values is not 1 && (isShare || values <= 5) ? ChartKind.Donut : ChartKind.HorizontalBar);
        return new PlanWidget
        {
            Name = "",
            Title = $"{Wording.Subject(metrics[0].Label)} by {Wording.Lower(Wording.Subject(dimension.Label))}",
            Subtitle = kind == ChartKind.Donut && explore.AddsUp(metrics[0], dimension) ? "Share of total" : "",
            Chart = kind,
            Explore = explore.Name,
            Metrics = [.. metrics.Take(kind == ChartKind.Donut ? 1 : 2).Select(PlanField.Of)],
            Dimensions = [PlanField.Of(dimension)],
            Limit = kind == ChartKind.Donut ? 50 : kind == ChartKind.Bar ? 40 : BreakdownRows,
            IsSortedByName = kind == ChartKind.Bar && (dimension.IsOrdinal || dimension.Type is FieldType.Number or FieldType.Date),
        };
    }

    public static PlanWidget Table(CatalogExplore explore, IReadOnlyList<CatalogField> metrics, IReadOnlyList<CatalogField> dimensions, PlanTime? time = null)
    {
        var by = time is null ? dimensions.Select(field => Wording.Lower(field.Label)) : dimensions.Select(field => Wording.Lower(field.Label)).Append(time.Grain.ToString().ToLowerInvariant());
        return new PlanWidget
        {
            Name = "",
            Title = dimensions.Count == 1 && time is null ? $"{Wording.Plural(Wording.Subject(dimensions[0].Label))} in detail" : dimensions.Count == 0 && time is null ? "All figures" : $"Details by {Wording.List(by)}",
            Chart = ChartKind.Table,
            Explore = explore.Name,
            Metrics = [.. metrics.Select(PlanField.Of)],
            Dimensions = [.. dimensions.Select(PlanField.Of)],
            Time = time,
            Limit = TableRows,
            Span = 12,
        };
    }

    private async Task<IReadOnlyList<PlanWidget>> OverTimeAsync(ResolvedWish wish, CancellationToken cancellationToken)
    {
        var (explore, time) = (wish.Explore, wish.Time!);
        if (wish.Dimensions.Count == 0)
        {
            // Two figures of different kinds share a chart with two axes; more than two get one each.
            if (wish.Metrics.Count <= 2 || wish.Chart is ChartKind.StackedBar) return [Trend(explore, wish.Metrics, time, wish.Grain, wish.Chart) with { IsAsked = true }];
            return [.. wish.Metrics.Take(6).Select(metric => Trend(explore, [metric], time, wish.Grain, wish.Chart) with { IsAsked = true })];
        }

        var widgets = new List<PlanWidget>();
        foreach (var dimension in wish.Dimensions)
        {
            var values = await breadth.OfAsync(explore, dimension, cancellationToken);
            if (wish.Rank is not null) values ??= Breadth.Many;
            if ((values is null or <= 8 && wish.Rank is null) || wish.Chart is ChartKind.StackedBar or ChartKind.Heatmap)
            {
                var chart = wish.Chart is ChartKind.Donut or ChartKind.HorizontalBar ? null : wish.Chart;
                widgets.AddRange(wish.Metrics.Take(3).Select(metric => Trend(explore, [metric], time, wish.Grain, chart == ChartKind.Bar ? ChartKind.StackedBar : chart, dimension) with { IsAsked = true }));
            }
            else
            {
                if (wish.Rank is null) notes.Assume($"{dimension.Label} has too many values for lines of their own, so the trend shows the total and the largest {Wording.Lower(Wording.Plural(dimension.Label))} stand beside it.");
                if (widgets.All(widget => widget.Time is null || widget.Dimensions.Count > 0)) widgets.Add(Trend(explore, wish.Metrics.Count > 2 ? [wish.Metrics[0]] : wish.Metrics, time, wish.Grain, wish.Chart is ChartKind.Donut or ChartKind.HorizontalBar ? null : wish.Chart) with { IsAsked = true });
            }

            widgets.AddRange(Breakdowns(wish with { Chart = wish.Chart is ChartKind.Donut or ChartKind.HorizontalBar ? wish.Chart : null }, dimension, values));
        }

        return widgets;
    }

    private static List<PlanWidget> Breakdowns(ResolvedWish wish, CatalogField dimension, int? values)
    {
        var chart = wish.Chart is ChartKind.Line or ChartKind.Area or ChartKind.StackedBar ? ChartKind.Bar : wish.Chart is ChartKind.Kpi or ChartKind.Heatmap ? null : wish.Chart;
        if (wish.Rank is { } rank)
        {
            var count = rank.Count ?? UsualRank;
            var word = rank.IsBottom ? "Bottom" : "Top";
            var names = Wording.Lower(Wording.Plural(Wording.Subject(dimension.Label)));
            var ranked = Breakdown(wish.Explore, wish.Metrics, dimension, values, chart ?? ChartKind.HorizontalBar) with
            {
                Title = rank.Count is null ? $"{word} {names}" : string.Create(CultureInfo.InvariantCulture, $"{word} {count} {names}"),
                Subtitle = $"By {Wording.Lower(Wording.Subject(wish.Metrics[0].Label))}",
                Limit = count,
                IsRanked = true,
                IsBottom = rank.IsBottom,
                IsSortedByName = false,
                IsAsked = true,
            };
            return [ranked];
        }

        var first = Breakdown(wish.Explore, wish.Metrics, dimension, values, chart, wish.IsShare) with { IsAsked = true };
        // Each further figure of a breakdown has its own card, unless it stands as the second figure of the first.
        var rest = wish.Metrics.Skip(first.Metrics.Count).Take(3).Select(metric => Breakdown(wish.Explore, [metric], dimension, values, chart) with { IsAsked = true });
        return [first, .. rest];
    }

    private async Task<IReadOnlyList<PlanWidget>> TwoDimensionsAsync(ResolvedWish wish, CancellationToken cancellationToken)
    {
        var (x, series) = (wish.Dimensions[0], wish.Dimensions[1]);
        var (ofX, ofSeries) = (await breadth.OfAsync(wish.Explore, x, cancellationToken), await breadth.OfAsync(wish.Explore, series, cancellationToken));
        if (ofX <= 8 && ofSeries > 8 && wish.Rank is null) (x, series, ofX, ofSeries) = (series, x, ofSeries, ofX);
        var isSmall = ofSeries is null or <= 8 && ofX is null or <= 20;
        if (!isSmall && wish.Chart is null or ChartKind.HorizontalBar or ChartKind.Donut or ChartKind.Line or ChartKind.Area)
            return [.. Breakdowns(wish, wish.Dimensions[0], ofX), .. Breakdowns(wish with { Rank = null }, wish.Dimensions[1], ofSeries), Table(wish) with { IsAsked = false }];
        var chart = wish.Chart switch
        {
            ChartKind.Heatmap => ChartKind.Heatmap,
            ChartKind.Bar => ChartKind.Bar,
            _ => wish.Explore.AddsUp(wish.Metrics[0], x) && wish.Explore.AddsUp(wish.Metrics[0], series) ? ChartKind.StackedBar : ofX * ofSeries > 24 ? ChartKind.Heatmap : ChartKind.Bar,
        };
        return [.. wish.Metrics.Take(2).Select(metric => new PlanWidget
        {
            Name = "",
            Title = $"{Wording.Subject(metric.Label)} by {Wording.Lower(Wording.Subject(x.Label))} and {Wording.Lower(Wording.Subject(series.Label))}",
            Chart = chart,
            Explore = wish.Explore.Name,
            Metrics = [PlanField.Of(metric)],
            Dimensions = [PlanField.Of(x), PlanField.Of(series)],
            Limit = TableRows,
            IsAsked = true,
        })];
    }

    private PlanWidget Table(ResolvedWish wish)
    {
        var time = wish.Time is { } field ? Trend(wish.Explore, wish.Metrics, field, wish.Grain, null).Time! : null;
        var dimensions = wish.Dimensions.Count == 0 && time is null ? [.. MetricChoice.Breakdowns(wish.Explore).Take(1)] : wish.Dimensions;
        var table = Table(wish.Explore, wish.Metrics, dimensions, time is null ? null : time with { Choices = [time.Choices[0]] }) with { IsAsked = true };
        if (wish.Rank is not { } rank || dimensions.Count == 0) return table;
        var count = rank.Count ?? UsualRank;
        return table with
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"{(rank.IsBottom ? "Bottom" : "Top")} {count} {Wording.Lower(Wording.Plural(Wording.Subject(dimensions[0].Label)))}"),
            Limit = count,
            IsRanked = true,
            IsBottom = rank.IsBottom,
        };
    }

    private static PlanWidget Scatter(ResolvedWish wish)
    {
        IReadOnlyList<CatalogField> metrics = wish.Metrics.Count > 1 ? wish.Metrics : [.. wish.Metrics, .. MetricChoice.Companion(wish.Explore, wish.Metrics[0]) is { } other ? (CatalogField[])[other] : []];
        return new PlanWidget
        {
            Name = "",
            Title = metrics.Count > 1 ? $"{metrics[0].Label} and {Wording.Lower(metrics[1].Label)} by {Wording.Lower(wish.Dimensions[0].Label)}" : $"{metrics[0].Label} by {Wording.Lower(wish.Dimensions[0].Label)}",
            Chart = metrics.Count > 1 ? ChartKind.Scatter : ChartKind.HorizontalBar,
            Explore = wish.Explore.Name,
            Metrics = [.. metrics.Take(2).Select(PlanField.Of)],
            Dimensions = [PlanField.Of(wish.Dimensions[0])],
            Limit = wish.Rank?.Count ?? 200,
            IsRanked = wish.Rank is not null,
            IsBottom = wish.Rank is { IsBottom: true },
            IsAsked = true,
        };
    }

    private static bool IsStage(CatalogField field)
        => field.IsOrdinal || field.Names.Any(name => name.Stems.Any(stem => stem.StartsWith("stag", StringComparison.Ordinal) || stem.StartsWith("step", StringComparison.Ordinal) || stem.StartsWith("statu", StringComparison.Ordinal)));

    /// <summary>Nobody goes on from one value to the next where the values are no stages: the figures are the steps then, if several lead to the last one, and the breakdown stands beside them.</summary>
    private async Task<IReadOnlyList<PlanWidget>> FunnelAndBreakdownAsync(ResolvedWish wish, CancellationToken cancellationToken)
    {
        var (dimension, last) = (wish.Dimensions[0], wish.Metrics[^1]);
        var breakdown = Breakdowns(wish with { Chart = ChartKind.HorizontalBar, Metrics = [last] }, dimension, await breadth.OfAsync(wish.Explore, dimension, cancellationToken));
        if (wish.Metrics.Count < 2 && StepsOf(wish) is null) return breakdown;
        notes.Assume($"{Wording.Upper(Wording.Plural(Wording.Lower(dimension.Label)))} are no steps, so the funnel is of all of them, and {Wording.Lower(last.Label)} by {Wording.Lower(dimension.Label)} stands beside it.");
        return [Funnel(wish with { Dimensions = [] }), .. breakdown];
    }

    /// <summary>The figures that lead to the only one that was named; null where they make no funnel.</summary>
    private static IReadOnlyList<CatalogField>? StepsOf(ResolvedWish wish) => wish.Metrics is [var last] && MetricChoice.StepsTo(wish.Explore, last) is { Count: > 2 } steps ? steps : null;

    private PlanWidget Funnel(ResolvedWish wish)
    {
        var dimension = wish.Dimensions.Count > 0 ? wish.Dimensions[0] : null;
        if (dimension is null && wish.Metrics.Count < 2) dimension = MetricChoice.Breakdowns(wish.Explore).FirstOrDefault(IsStage);
        if (dimension is null && StepsOf(wish) is { } steps)
        {
            wish = wish with { Metrics = steps };
            notes.Assume($"The steps of the funnel are {Wording.List(steps.Select(step => Wording.Lower(step.Label)))}, in the order of the catalog.");
        }

        if (dimension is null && wish.Metrics.Count < 2) notes.Assume("A funnel needs several figures or steps, and there is only one, so it has a single step.");
        return new PlanWidget
        {
            Name = "",
            Title = dimension is null ? "From " + Wording.Lower(wish.Metrics[0].Label) + " to " + Wording.Lower(wish.Metrics[^1].Label) : $"{wish.Metrics[0].Label} by {Wording.Lower(dimension.Label)}",
            Chart = ChartKind.Funnel,
            Explore = wish.Explore.Name,
            Metrics = [.. (dimension is null ? wish.Metrics : wish.Metrics.Take(1)).Select(PlanField.Of)],
            Dimensions = dimension is null ? [] : [PlanField.Of(dimension)],
            Limit = dimension is null ? 1 : BreakdownRows,
            IsAsked = true,
        };
    }

    /// <summary>The chosen grain and its neighbours that make sense beside it.</summary>
    private static List<string> Choices(CatalogField time, TimeUnit grain)
        => [time.Grains[grain], .. time.Grains.Where(choice => choice.Key != grain && choice.Key != TimeUnit.Hour && Math.Abs((int)choice.Key - (int)grain) <= 2).OrderBy(choice => choice.Key).Select(choice => choice.Value).Take(3)];
}
