using System.Globalization;
using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Says where an app opens with nothing to show: its range or its conditions leave no rows. The app is made as it was asked for, but nobody shall find out by opening it.</summary>
internal sealed class Emptiness(IValueSource source)
{
    public async Task SayAsync(AppPlan plan, CatalogExplore main, CatalogField? time, PlanNotes notes, CancellationToken cancellationToken)
    {
        var row = plan.Widgets.FirstOrDefault(widget => widget.Chart == ChartKind.Kpi && widget.Explore == main.Name) ?? plan.Widgets.FirstOrDefault(widget => widget.Explore == main.Name);
        var questions = new FigureQuestions(source);
        if (row is not { Metrics.Count: > 0 } || await questions.HasAnyAsync(plan, row, cancellationToken) is not false) return;
        var what = Wording.List(row.Metrics.Take(2).Select(metric => Wording.Lower(metric.Label)));
        var narrowed = row.Where.Count == 0 ? "" : $" {Wording.List(row.Where.Select(Titles.With))}";
        var metric = main.Find(row.Metrics[0].Name);
        var months = time is null || metric is null ? null : await questions.MonthsAsync(main, time, metric, row.Where, cancellationToken);
        notes.Assume(months is { Count: > 0 } && plan.Range is { } range
            ? $"There is nothing of {what}{narrowed} for {range.Describe()}, so the app opens empty: the data of {main.Label} goes from {Month(months[0])} to {Month(months[^1])}."
            : $"There is nothing of {what}{narrowed} at all, so the app opens empty.");
    }

    private static string Month(FigureQuestions.Share share) => share.Month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
}
