using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Says which chart was asked for and could not be kept, and what it would have needed.</summary>
internal static class ChartNotes
{
    public static void Say(PromptReading reading, AppPlan plan, PlanNotes notes)
    {
        var asked = plan.Widgets.Where(widget => widget.IsAsked).ToList();
        foreach (var chart in reading.Marks.All.OfType<Mark.Chart>().Select(mark => mark.Value).Distinct().Where(chart => !asked.Exists(widget => IsKept(chart, widget.Chart))))
        {
            var others = asked.Where(widget => widget.Chart != ChartKind.Kpi).Select(Titles.Picture).Distinct().ToList();
            notes.Assume($"{Need(chart)}, which this is not, so the nearest stands in its place{(others.Count == 0 ? "" : $" ({Wording.List(others)})")}.");
        }
    }

    /// <summary>Bars are bars, whichever way they lie.</summary>
    private static bool IsKept(ChartKind asked, ChartKind drawn)
        => asked == drawn || (asked == ChartKind.Bar && drawn is ChartKind.StackedBar or ChartKind.HorizontalBar) || (asked == ChartKind.StackedBar && drawn == ChartKind.Area);

    private static string Need(ChartKind chart) => chart switch
    {
        ChartKind.Line => "A line chart shows a figure over time",
        ChartKind.Area => "An area chart shows a figure over time",
        ChartKind.Bar => "A bar chart shows a figure by something",
        ChartKind.HorizontalBar => "Ranked bars show a figure by something",
        ChartKind.StackedBar => "Stacked bars show one figure by two things, or by one over time",
        ChartKind.Donut => "A donut shows the parts of a whole",
        ChartKind.Scatter => "A scatter chart shows two figures against each other",
        ChartKind.Heatmap => "A heatmap shows one figure by two things, or by one over time",
        ChartKind.Funnel => "A funnel shows steps",
        ChartKind.Table => "A table lists figures by something",
        ChartKind.Kpi => "Headline numbers show figures by themselves",
        _ => throw new InvalidOperationException($"Unknown chart {chart}."),
    };
}
