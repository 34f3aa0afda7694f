using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>Finds the cards that words of a follow-up mean.</summary>
internal static class Targets
{
    /// <summary>The cards that fit the words best; empty where nothing of the words fits one.</summary>
    public static IReadOnlyList<PlanWidget> Of(string text, EditDesk desk)
    {
        var (reading, _, mentions) = desk.Read(text);
        var widgets = desk.Plan.Widgets.ToList();
        var scored = widgets.Select(widget => (Widget: widget, Score: Score(widget, reading, mentions))).ToList();
        var best = scored.Max(one => one.Score);
        return best <= 0 ? [] : [.. scored.Where(one => one.Score >= best - 0.01).Select(one => one.Widget)];
    }

    /// <summary>The cards that a kind of chart makes sense for, where no card is named.</summary>
    public static IReadOnlyList<PlanWidget> For(ChartKind chart, EditDesk desk)
    {
        var cards = desk.Plan.Widgets.Where(widget => widget.Chart != ChartKind.Kpi).ToList();
        var fitting = cards.Where(widget => Fits(chart, widget)).ToList();
        var asked = fitting.Where(widget => widget.IsAsked).ToList();
        if (asked.Count > 0) fitting = asked;
        return fitting.Count == 0 ? [] : [fitting[0]];
    }

    /// <summary>
    /// Of cards that words fit equally well, those that another chart is wanted for. A trend and a table of the same fields stay as they are beside a breakdown: fifty weeks of bars for each value
    /// are no picture, and the table is there for its rows.
    /// </summary>
    public static List<PlanWidget> Likeliest(ChartKind chart, List<PlanWidget> cards, string text)
    {
        if (PromptText.Read(text).Words.Any(word => word.IsAny("all", "both", "each", "every", "everything", "charts", "cards"))) return cards;
        foreach (Predicate<PlanWidget> isLikelier in (Predicate<PlanWidget>[])[widget => widget.Chart != ChartKind.Table, widget => widget.Chart != chart, widget => widget.Time is null])
        {
            if (cards.Exists(isLikelier)) cards = cards.FindAll(isLikelier);
        }

        return cards;
    }

    public static bool Fits(ChartKind chart, PlanWidget widget) => chart switch
    {
        ChartKind.Line or ChartKind.Area => widget.Time is not null,
        ChartKind.Bar => widget.Chart != ChartKind.Kpi && (widget.Time is not null || widget.Dimensions.Count > 0),
        ChartKind.StackedBar => widget.Dimensions.Count + (widget.Time is null ? 0 : 1) >= 2 || (widget.Time is not null && widget.Metrics.Count > 1),
        ChartKind.Heatmap => widget.Dimensions.Count + (widget.Time is null ? 0 : 1) >= 2,
        ChartKind.HorizontalBar or ChartKind.Donut => widget.Time is null && widget.Dimensions.Count > 0,
        ChartKind.Funnel => widget.Time is null && (widget.Dimensions.Count > 0 || widget.Metrics.Count > 1),
        ChartKind.Scatter => widget.Time is null && widget.Dimensions.Count > 0 && widget.Metrics.Count > 1,
        ChartKind.Table => widget.Chart != ChartKind.Kpi,
        _ => false,
    };

    private static double Score(PlanWidget widget, PromptReading reading, IReadOnlyList<Mention> mentions)
    {
        var score = 0.0;
        foreach (var chart in reading.Marks.All.OfType<Mark.Chart>()) score += chart.Value == widget.Chart || (chart.Value == ChartKind.Bar && widget.Chart is ChartKind.HorizontalBar or ChartKind.StackedBar) || (chart.Value == ChartKind.Line && widget.Chart == ChartKind.Area) ? 2 : -1;
        if (reading.HasTrend) score += widget.Time is not null && widget.Chart is not (ChartKind.Kpi or ChartKind.Table) ? 2 : -1;
        if (reading.First<Mark.Rank>() is { } rank) score += widget.IsRanked && widget.IsBottom == rank.IsBottom ? 1.5 : 0;
        if (reading.Text.Words.Any(word => word.IsAny("breakdown", "breakdowns", "split"))) score += widget.Time is null && widget.Dimensions.Count > 0 && widget.Chart != ChartKind.Table ? 1 : 0;
        foreach (var mention in mentions)
        {
            if (widget.Dimensions.Any(field => Means(mention, field))) score += 2;
            else if (widget.Metrics.Any(field => Means(mention, field))) score += widget.Chart == ChartKind.Kpi ? 0.5 : 1;
            else score -= 0.5;
        }

        return score;
    }

    /// <summary>Whether the words mean that field: it is among their best meanings.</summary>
    public static bool Means(Mention mention, PlanField field)
        => mention.Candidates.Any(candidate => candidate.Field.Name == field.Name && candidate.Score >= Math.Max(0.5, mention.Top - 0.2));
}
