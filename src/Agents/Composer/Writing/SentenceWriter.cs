using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Writing;

/// <summary>Sentences with live figures in them, for slides and reports. They are true whatever the rows are.</summary>
internal static class SentenceWriter
{
    /// <summary>The sentence of each widget, where it has one. What a chart says already is not said again of the table behind it.</summary>
    public static IReadOnlyList<string?> Of(IEnumerable<PlanWidget> widgets, AppPlan plan)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        return [.. widgets.Select(widget => Of(widget, plan) is { } sentence && said.Add(sentence) ? sentence : null)];
    }

    /// <summary>The text of a <c>Narrative</c> over the widget's contract, or null where nothing can be said of it.</summary>
    public static string? Of(PlanWidget widget, AppPlan plan)
    {
        var metric = widget.Metrics.Count > 0 ? widget.Metrics[0] : null;
        if (metric is null) return null;
        if (widget.Chart == ChartKind.Kpi)
        {
            var isCompared = plan.Compare is not null && plan.Range is not null && widget.Uses.Any(use => plan.Filters.Any(filter => filter.IsRange && filter.Name == use.Filter));
            var figures = widget.Metrics.Take(3).Select((one, at) => (Name: $"**{(at == 0 && !isCompared ? Label(one) : Wording.Lower(Label(one)))}**", Verb: at == 0 ? " is" : "", Field: one.Name));
            // The move stands behind the figure, where "without an earlier figure" reads as well as "up 3 %".
            return isCompared
                ? $"Compared with the previous {(plan.Compare == Comparison.PreviousYear ? "year" : "period")}: {Wording.List(figures.Select(one => $"{one.Name} {{{one.Field}}} ({{{one.Field}.move}})"))}."
                : $"{Wording.List(figures.Select(one => $"{one.Name}{one.Verb} {{{one.Field}}}"))}.";
        }

        if (widget.Time is not null || widget.Chart is ChartKind.Scatter or ChartKind.Heatmap or ChartKind.Funnel || widget.Dimensions.Count != 1) return null;
        var dimension = widget.Dimensions[0];
        if (widget.IsSortedByName) return null;
        return widget.IsBottom
            ? $"**{{{dimension.Name}}}** is lowest with {{{metric.Name}}}."
            : $"**{{{dimension.Name}}}** leads with {{{metric.Name}}}; **{{last:{dimension.Name}}}** comes last{(widget.IsRanked ? " of these" : "")} with {{last:{metric.Name}}}.";
    }

    public static string Element(PlanWidget widget, string text) => $"<Narrative contract=\"{widget.Name}\" text={{{CodeText.Quote(text)}}} />";

    private static string Label(PlanField field) => CodeText.Prose(field.Label);
}
