using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;

namespace Vitrine.Semantics.Compilation.Detached;

/// <summary>Takes the conditions on a time out of the others: they say which days are shown, not which rows are counted.</summary>
internal static class TimeConditions
{
    public static (FilterGroup? Time, FilterGroup? Others) Split(FilterGroup? filters, DimensionMatch match, string metric)
    {
        if (filters is null) return (null, null);
        var members = filters.Conjunction == FilterConjunction.And ? filters.Members : [filters];
        var (time, others) = (new List<FilterNode>(), new List<FilterNode>());
        foreach (var member in members)
        {
            var isTime = FilterNode.RulesOf(member).Select(rule => match.IsTime(rule.Field)).Distinct().ToList();
            if (isTime.Count > 1) throw new RefusalException("semantics.mixed-filter", $"{metric} is shown for days and counts rows of others, so a filter cannot be on {match.Origin.HomeTime} or on something else. Write two filters.");
            if (isTime is [true]) time.Add(member);
            else others.Add(member);
        }

        return (Of(time), Of(others));
    }

    private static FilterGroup? Of(List<FilterNode> members) => members.Count == 0 ? null : new FilterGroup(FilterConjunction.And, members);
}
