using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>A picture that needs two things to cut by, where each card is cut by one: the trend is split by what the breakdown beside it is by.</summary>
internal static class StackEdit
{
    public static bool Try(ChartKind kind, IReadOnlyList<PlanWidget> named, EditDesk desk)
    {
        if (kind is not (ChartKind.StackedBar or ChartKind.Heatmap)) return false;
        var cards = desk.Plan.Widgets.Where(widget => widget.Chart is not (ChartKind.Kpi or ChartKind.Table)).ToList();
        var breakdowns = cards.Where(widget => widget is { Time: null, Dimensions.Count: 1 }).ToList();
        var breakdown = breakdowns.Find(named.Contains) ?? breakdowns.Find(widget => widget.IsAsked) ?? breakdowns.FirstOrDefault();
        if (breakdown is null || desk.Find(breakdown.Explore) is not { } explore || explore.Find(breakdown.Dimensions[0].Name) is not { } field || explore.Find(breakdown.Metrics[0].Name) is not { } metric) return false;
        var trend = cards.Find(widget => widget is { Dimensions.Count: 0, Time: not null } && widget.Explore == breakdown.Explore && widget.Metrics[0].Name == metric.Name);
        if (trend is null && explore.MainTime is null) return false;
        var time = trend?.Time is { } known ? explore.Find(known.Field) : explore.MainTime;
        if (time is null) return false;
        var card = desk.Widgets.Trend(explore, [metric], time, trend?.Time!.Grain, kind, field);
        var old = trend ?? breakdown;
        desk.Replace(old, card with { Name = old.Name, Page = old.Page, Where = old.Where, Uses = old.Uses, Span = old.Span, IsAsked = true });
        desk.Say($"“{old.Title}” is split by {Wording.Lower(field.Label)} and drawn as {Titles.Picture(card)}");
        return true;
    }

    /// <summary>"Stack the bars by X": the breakdown that was asked for is split by one field more.</summary>
    public static bool By(PromptReading reading, IReadOnlyList<Mention> mentions, EditDesk desk)
    {
        if (mentions.Count != 1 || !reading.Text[0].IsAny("stack", "stacked") || !reading.Text.Words.Any(word => word.Is("by"))) return false;
        var card = desk.Plan.Widgets.FirstOrDefault(widget => widget is { Time: null, Dimensions.Count: 1, IsAsked: true } && widget.Chart is not (ChartKind.Kpi or ChartKind.Table)) ?? desk.Plan.Widgets.FirstOrDefault(widget => widget is { Time: not null, Dimensions.Count: 0 } && widget.Chart is not (ChartKind.Kpi or ChartKind.Table));
        if (card is null || mentions[0].In(card.Explore, candidate => candidate.Field is { IsMetric: false, IsTime: false })?.Field is not { } field || card.Dimensions.Any(known => known.Name == field.Name)) return false;
        desk.Replace(card, card with
        {
            Metrics = [card.Metrics[0]],
            Dimensions = [.. card.Dimensions, PlanField.Of(field)],
            Chart = ChartKind.StackedBar,
            Limit = 2_000,
            IsRanked = false,
            Subtitle = "",
            Title = $"{Wording.Subject(card.Metrics[0].Label)} by {Wording.List([.. card.Dimensions.Select(known => Wording.Lower(known.Label)), Wording.Lower(field.Label)])}{(card.Time is null ? "" : " over time")}",
        });
        desk.Say($"“{card.Title}” is stacked by {Wording.Lower(field.Label)}");
        return true;
    }
}
