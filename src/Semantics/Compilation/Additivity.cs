using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Compilation;

/// <summary>Whether the figures of groups add up to the figure of all: only then are there shares of a whole, and an "Other" of what is left.</summary>
public static class Additivity
{
    /// <summary>
    /// True for counts and sums over rows that each stand in one group. An average or a rate has no sum; somebody who ordered twice stands in two groups of order statuses, but one order never does.
    /// </summary>
    /// <param name="explore">The explore that is asked.</param>
    /// <param name="metric">A metric of it; false for anything else.</param>
    /// <param name="dimensions">What the groups are made of.</param>
    public static bool AddsUp(Explore explore, FieldReference metric, IEnumerable<FieldReference> dimensions)
    {
        ArgumentNullException.ThrowIfNull(explore);
        if (explore.Metrics.FirstOrDefault(one => one.Reference == metric) is not { } found) return false;
        var graph = new JoinGraph(explore);
        var home = found.Reference.Table;
        if (found.Origin is not null) return false;
        var isCounted = found.Kind switch
        {
            MetricType.Count or MetricType.Sum => true,
            // Distinct keys are the rows themselves.
            MetricType.CountDistinct => found.DimensionReference is { } counted && counted.Table == home && graph.Table(home).PrimaryKey is [var key] && key == counted.Name,
            _ => false,
        };
        return isCounted && !graph.IsMultiplied(home, graph.Close([home, .. dimensions.Select(dimension => dimension.Table)]));
    }
}
