using System.Globalization;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>What an app is called, and what is told of it.</summary>
internal static class Titles
{
    public static string Of(PlanMaker.Material material)
    {
        if (material.IsOverview) return $"{material.Main.Label} overview";
        if (material.Wishes[0] is { Rank: { } rank, Dimensions.Count: > 0, Metrics.Count: > 0 } ranked)
            return $"{(rank.IsBottom ? "Bottom" : "Top")} {(rank.Count is { } count ? count.ToString(CultureInfo.InvariantCulture) + " " : "")}{Wording.Lower(Wording.Plural(Wording.Subject(ranked.Dimensions[0].Label)))} by {Wording.Lower(Wording.Subject(ranked.Metrics[0].Label))}";
        var metrics = material.Wishes.Where(wish => wish.HasOwnMetrics).SelectMany(wish => wish.Metrics).DistinctBy(metric => metric.Label).Take(2).Select((metric, at) => at == 0 ? Wording.Subject(metric.Label) : Wording.Lower(Wording.Subject(metric.Label))).ToList();
        if (metrics.Count == 0) metrics = [Wording.Subject(material.Wishes[0].Metrics[0].Label)];
        var dimensions = material.Wishes.SelectMany(wish => wish.Dimensions).DistinctBy(field => field.Label).Take(2).Select(field => Wording.Lower(Wording.Subject(field.Label))).ToList();
        var grain = material.Understanding.Reading.Grain;
        var title = dimensions.Count > 0 ? $"{Wording.List(metrics)} by {Wording.List(dimensions)}" : grain is { } unit ? $"{Wording.Adverb(unit)} {Wording.List(metrics.Select(Wording.Lower))}" : Wording.List(metrics);
        return title.Length > 80 ? title[..79] + "…" : title;
    }

    public static string Subtitle(IEnumerable<PlanWidget> widgets, IReadOnlyList<PlanCondition> where)
    {
        var cards = widgets.Where(widget => widget.Chart != ChartKind.Kpi).ToList();
        var by = cards.Where(card => card.Chart != ChartKind.Table).SelectMany(card => card.Dimensions).DistinctBy(field => field.Label).Take(4).Select(field => Wording.Lower(Wording.Subject(field.Label))).ToList();
        var parts = new List<string>();
        if (cards.Exists(card => card.Time is not null)) parts.Add("development over time");
        if (by.Count > 0) parts.Add("breakdowns by " + Wording.List(by));
        var text = parts.Count == 0 ? "Key figures" : Wording.Upper("key figures, " + Wording.List(parts));
        return where.Count == 0 ? text : $"{text} · {string.Join(" · ", where.Select(Condition))}";
    }

    /// <summary>A condition in plain words.</summary>
    public static string Condition(PlanCondition condition)
    {
        var values = string.Join(" or ", condition.Values);
        return condition.Operator switch
        {
            "equals" when condition.Values is ["true"] => condition.Label,
            "equals" when condition.Values is ["false"] => "not " + Wording.Lower(condition.Label),
            "equals" => $"{condition.Label}: {values}",
            "notEquals" => $"{condition.Label}: not {values}",
            "greaterThan" => $"{condition.Label} over {values}",
            "greaterThanOrEqual" => $"{condition.Label} at least {values}",
            "lessThan" => $"{condition.Label} under {values}",
            "lessThanOrEqual" => $"{condition.Label} at most {values}",
            "inBetween" => $"{condition.Label} from {condition.Values[0]} to {condition.Values[^1]}",
            "isNull" => $"without {Wording.Lower(condition.Label)}",
            "notNull" => $"with {Wording.Lower(condition.Label)}",
            _ => condition.Label,
        };
    }

    /// <summary>The same after a noun: "rows with …", "rows without …".</summary>
    public static string With(PlanCondition condition) => condition.Operator is "isNull" or "notNull" ? Condition(condition) : "with " + Condition(condition);

    /// <summary>What stands in the app, for the summary.</summary>
    public static IReadOnlyList<string> Done(AppPlan plan)
    {
        var done = new List<string>();
        var headlines = plan.Widgets.Where(widget => widget.Chart == ChartKind.Kpi).SelectMany(widget => widget.Metrics).Select(metric => Wording.Lower(metric.Label)).ToList();
        if (headlines.Count > 0)
        {
            var compared = plan.Compare switch { Comparison.PreviousYear => ", compared with the year before", Comparison.PreviousPeriod => ", compared with the period before", _ => "" };
            done.Add($"headline numbers for {Wording.List(headlines)}{compared}");
        }

        done.AddRange(plan.Widgets.Where(widget => widget.Chart != ChartKind.Kpi).Select(widget => $"{Wording.Lower(widget.Title)} ({Picture(widget)})"));
        return done;
    }

    /// <summary>What a widget is drawn as, in words.</summary>
    public static string Picture(PlanWidget widget) => widget.Chart switch
    {
        ChartKind.Line => widget.Metrics.Count == 2 && widget.Metrics[0].Unit != widget.Metrics[1].Unit ? "bars and line" : "line chart",
        ChartKind.Area => "area chart",
        ChartKind.Bar => "bar chart",
        ChartKind.StackedBar => "stacked bars",
        ChartKind.HorizontalBar => "ranked bars",
        ChartKind.Donut => "donut",
        ChartKind.Scatter => "scatter chart",
        ChartKind.Heatmap => "heatmap",
        ChartKind.Funnel => "funnel",
        ChartKind.Table => "table",
        ChartKind.Kpi => "headline numbers",
        _ => throw new InvalidOperationException($"Unknown chart {widget.Chart}."),
    };
}
