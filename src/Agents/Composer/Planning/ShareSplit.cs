using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>"The share of visits with a card" is that value beside the others, where no figure is the share itself: narrowed to it, it would always be all.</summary>
internal static class ShareSplit
{
    public static (IReadOnlyList<ResolvedWish> Wishes, IReadOnlyList<PlanCondition> Where) Apply(IReadOnlyList<ResolvedWish> wishes, IReadOnlyList<PlanCondition> where, PromptReading reading, PlanNotes notes)
    {
        if (!SaysShareOf(reading) || wishes is not [{ Metrics: [var metric], Dimensions.Count: 0, Rank: null } wish] || metric.Unit == "%") return (wishes, where);
        var parts = where.Where(condition => condition is { Operator: "equals", Values.Count: 1 } && wish.Explore.Find(condition.Field) is { Type: FieldType.String or FieldType.Boolean } field && wish.Explore.AddsUp(metric, field)).ToList();
        if (parts is not [var part]) return (wishes, where);
        notes.Withdraw($"so only rows with {part.Label} = {part.Values[0]} count.");
        notes.Assume($"The share of {part.Values[0]} is shown beside the other values of {part.Label}, so rows are not narrowed to it.");
        return ([wish with { Dimensions = [wish.Explore.Find(part.Field)!], IsShare = true }], [.. where.Where(condition => condition != part)]);
    }

    private static bool SaysShareOf(PromptReading reading)
        => reading.Text.Words.Where((word, at) => word.IsAny("share", "percentage", "percent", "proportion", "fraction") && reading.Text[at + 1].Is("of")).Any();
}
