using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>"Remove the table", "drop revenue", "without the comparison".</summary>
internal static class RemoveEdit
{
    public static void Apply(Clause clause, EditDesk desk)
    {
        var (reading, _, mentions) = desk.Read(clause.Text);
        if (reading.Comparison is not null || reading.Text.Words.Any(word => word.IsAny("comparison", "comparisons", "compare", "deltas")))
        {
            desk.Plan = ComparedCards.Apply(desk.Plan with { Compare = null });
            desk.Say("headline numbers are no longer compared with an earlier time");
            return;
        }

        if (reading.Text.Words.Any(word => word.IsAny("tab", "page", "tabs", "pages")) && desk.Plan.Pages.Count > 1 && Page(clause.Text, desk) is { } page)
        {
            desk.Plan = desk.Plan with { Pages = [.. desk.Plan.Pages.Where(one => one != page)] };
            desk.Say($"the page {page.Title} is gone");
            return;
        }

        if (desk.Plan.Where.FirstOrDefault(condition => mentions.Any(mention => mention.Candidates.Any(candidate => candidate.Field.Name == condition.Field && candidate.Score >= 0.8)) || condition.Values.Any(value => clause.Text.Contains(value, StringComparison.OrdinalIgnoreCase))) is { } where && reading.First<Mark.Chart>() is null)
        {
            desk.Plan = desk.Plan with { Where = [.. desk.Plan.Where.Where(one => one != where)] };
            desk.Say($"rows are no longer narrowed by {Wording.Lower(where.Label)}");
            return;
        }

        // A figure leaves everything; the cards that showed only it go with it.
        if (reading.First<Mark.Chart>() is null && !reading.HasTrend && mentions.Count > 0 && mentions.All(mention => mention.BestMetric >= mention.BestDimension - 0.08))
        {
            foreach (var metric in mentions.Select(mention => desk.Plan.Widgets.SelectMany(widget => widget.Metrics).FirstOrDefault(field => Targets.Means(mention, field))).OfType<PlanField>()) RemoveMetric(metric, desk);
            if (desk.Done.Count > 0) return;
        }

        if (reading.First<Mark.Chart>() is null && mentions.Count == 1 && mentions[0].BestDimension > mentions[0].BestMetric && RemoveDimension(mentions[0], desk)) return;
        var targets = Targets.Of(clause.Text, desk);
        if (targets.Count == 0)
        {
            desk.Notes.Assume($"Nothing in the app fits “{clause.Text}”.");
            return;
        }

        foreach (var widget in targets)
        {
            if (desk.Plan.Widgets.Count() == 1)
            {
                desk.Notes.Assume("The last card stays: an app has to show something.");
                return;
            }

            desk.Remove(widget);
            desk.Say(widget.Chart == ChartKind.Kpi ? "the headline numbers are gone" : $"“{widget.Title}” is gone");
        }
    }

    /// <summary>"Remove region": trends are no longer split by it, cards that are about it alone leave.</summary>
    private static bool RemoveDimension(Mention mention, EditDesk desk)
    {
        var targets = desk.Plan.Widgets.Where(widget => widget.Dimensions.Any(field => Targets.Means(mention, field))).ToList();
        if (targets.TrueForAll(widget => widget.Time is null && widget.Dimensions.Count == 1)) return false;
        foreach (var widget in targets)
        {
            var rest = widget.Dimensions.Where(field => !Targets.Means(mention, field)).ToList();
            if (rest.Count == 0 && widget.Time is null)
            {
                desk.Remove(widget);
                continue;
            }

            var by = rest.Count > 0 ? $" by {Wording.Lower(rest[0].Label)}" : "";
            desk.Replace(widget, widget with { Dimensions = rest, Title = $"{Wording.Upper(Wording.List(widget.Metrics.Select(metric => Wording.Lower(metric.Label))))}{by}{(widget.Time is null ? "" : " over time")}", Chart = rest.Count == 0 && widget.Chart is ChartKind.StackedBar or ChartKind.Heatmap ? ChartKind.Bar : widget.Chart });
        }

        desk.Say($"nothing is split by {Wording.Lower(mention.Text)} any more");
        return true;
    }

    private static void RemoveMetric(PlanField metric, EditDesk desk)
    {
        if (desk.Plan.Widgets.SelectMany(widget => widget.Metrics).All(field => field.Name == metric.Name))
        {
            desk.Notes.Assume($"{metric.Label} is the only figure of the app, so it stays. Add another one first.");
            return;
        }

        foreach (var widget in desk.Plan.Widgets.Where(widget => widget.Metrics.Any(field => field.Name == metric.Name)).ToList())
        {
            if (widget.Metrics.Count == 1) desk.Remove(widget);
            else desk.Replace(widget, WithoutTitleOf(widget, metric) with { Metrics = [.. widget.Metrics.Where(field => field.Name != metric.Name)] });
        }

        desk.Say($"“{metric.Label}” is gone");
    }

    private static PlanWidget WithoutTitleOf(PlanWidget widget, PlanField metric)
    {
        var rest = widget.Metrics.Where(field => field.Name != metric.Name).ToList();
        if (!widget.Title.Contains(metric.Label, StringComparison.OrdinalIgnoreCase)) return widget;
        var labels = Wording.Upper(Wording.List(rest.Select(field => Wording.Lower(field.Label))));
        var by = widget.Dimensions.Count > 0 ? $" by {Wording.Lower(widget.Dimensions[0].Label)}" : "";
        return widget with { Title = labels + by + (widget.Time is null ? "" : " over time") };
    }

    private static PlanPage? Page(string text, EditDesk desk)
        => desk.Plan.Pages.Skip(1).FirstOrDefault(page => page.Title.Split(' ').Any(word => word.Length > 2 && text.Contains(word, StringComparison.OrdinalIgnoreCase))) ?? (desk.Plan.Pages.Count == 2 ? desk.Plan.Pages[1] : null);
}
