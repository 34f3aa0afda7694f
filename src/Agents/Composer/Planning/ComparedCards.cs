using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Where a comparison was asked for, the cards that were asked for compare too, not the headline numbers alone: bars beside bars, a dashed line, a change in a table.</summary>
internal static class ComparedCards
{
    /// <summary>More bars than this in pairs are not read any more; a list of them has no room for the earlier one.</summary>
    private const int MostPairs = 12;

    public static AppPlan Apply(AppPlan plan, PromptReading reading) => reading.Comparison is null ? plan : Apply(plan, kind => reading.Marks.All.OfType<Mark.Chart>().Any(mark => mark.Value == kind));

    /// <summary>The same where the pictures stand already; without a comparison nothing compares.</summary>
    public static AppPlan Apply(AppPlan plan) => Apply(plan, _ => true);

    /// <param name="plan">The plan.</param>
    /// <param name="isNamed">Whether that picture was asked for, so that no other takes its place.</param>
    private static AppPlan Apply(AppPlan plan, Func<ChartKind, bool> isNamed)
        => plan with { Pages = [.. plan.Pages.Select(page => page with { Widgets = [.. page.Widgets.Select(widget => plan.Compare is null ? widget with { IsCompared = false } : Compared(widget, plan, isNamed))] })] };

    private static PlanWidget Compared(PlanWidget widget, AppPlan plan, Func<ChartKind, bool> isNamed)
    {
        if (widget.Chart == ChartKind.Kpi || !IsShifted(widget, plan)) return widget;
        if (widget is { Chart: ChartKind.Table, Time: null }) return widget with { IsCompared = true };
        if (!widget.IsAsked && widget.Time is null) return widget;
        return widget switch
        {
            { Time: not null, Dimensions.Count: 0, Metrics.Count: 1, Chart: ChartKind.Line or ChartKind.Area or ChartKind.Bar } => widget with { IsCompared = true },
            { Time: null, Dimensions.Count: 1, Chart: ChartKind.Bar } => widget with { IsCompared = true, Metrics = [widget.Metrics[0]] },
            { Time: null, Dimensions.Count: 1, Keys.Count: 0, IsRanked: false, Chart: ChartKind.HorizontalBar, Limit: <= MostPairs } when !isNamed(ChartKind.HorizontalBar) => widget with { IsCompared = true, Chart = ChartKind.Bar, Metrics = [widget.Metrics[0]] },
            _ => widget,
        };
    }

    /// <summary>Whether the page's range holds the very time that cuts the widget: another one has no earlier stretch to match.</summary>
    private static bool IsShifted(PlanWidget widget, AppPlan plan)
        => plan.Filters.FirstOrDefault(filter => filter.IsRange) is { } range && widget.Uses.FirstOrDefault(use => use.Filter == range.Name) is { } use && (widget.Time is null || widget.Time.Field == (use.Field ?? range.Field));
}
