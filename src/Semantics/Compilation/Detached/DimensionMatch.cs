using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Compilation.Detached;

/// <summary>
/// Which dimension of a metric's own explore means the same as one of the explore that is asked: the one of the same model that is reached by the same MetricFlow entities, and for the explore's time
/// the metric's time.
/// </summary>
internal sealed class DimensionMatch(Explore asked, Explore own, MetricOrigin origin)
{
    public MetricOrigin Origin => origin;

    public Explore Own => own;

    public bool IsTime(Dimension dimension) => IsTime(dimension.IntervalBase ?? dimension.Reference);

    /// <summary>Whether a field of the explore that is asked is its time, whole or cut.</summary>
    public bool IsTime(FieldReference field)
        => origin.HomeTime is { } time && (field == time || (asked.TryGetField(field, out var found) && found is Dimension { IntervalBase: { } cut } && cut == time));

    /// <summary>Whether its values are days.</summary>
    public static bool IsDay(Dimension dimension) => dimension.Interval is TimeInterval.Day || dimension is { Interval: null, Granularity: null, Type: FieldType.Date };

    /// <summary>The metric that is counted there.</summary>
    public Metric Counted(Metric metric)
        => own.TryGetField(new FieldReference(own.BaseTable, metric.Origin!.Metric), out var field) && field is Metric found
            ? found
            : throw new RefusalException("semantics.left-out", $"{metric.Reference} cannot be computed: {own.BaseTable}.{metric.Origin.Metric} is left out of its model. Look at the findings of the ingest.");

    /// <summary>The dimension in the metric's own explore, or a refusal.</summary>
    public Dimension Map(Dimension dimension, Metric metric, Explore at)
    {
        if (ReferenceEquals(asked, own) || dimension.Bin is not null) return ReferenceEquals(asked, own) ? Find(at, dimension.Reference) with { Bin = dimension.Bin } : throw NoSuch(dimension.Reference, metric);
        if (origin is { HomeTime: not null, Time: { } time } && IsTime(dimension))
        {
            if (dimension.Granularity is { } granularity)
                return own.Dimensions.FirstOrDefault(other => other.IntervalBase == time && other.Granularity == granularity) is { } same ? Find(at, same.Reference) : throw NoSuch(dimension.Reference, metric);
            if (dimension.Interval is null) return Find(at, time);
            var known = own.Dimensions.FirstOrDefault(other => other.IntervalBase == time && other.Interval == dimension.Interval);
            if (known is not null) return Find(at, known.Reference);
            return Find(at, time) with { Interval = dimension.Interval, IntervalBase = time, Type = TimeIntervals.TypeOf(dimension.Interval.Value, FieldType.Timestamp) };
        }

        return Find(at, Map(dimension.Reference, metric));
    }

    /// <summary>The conditions over dimensions of the metric's own explore.</summary>
    public FilterGroup? Map(FilterGroup? filters, Metric metric)
    {
        if (filters is null || ReferenceEquals(asked, own)) return filters;
        return (FilterGroup)Mapped(filters);

        FilterNode Mapped(FilterNode node) => node switch
        {
            FilterRule rule => rule with { Field = Map(rule.Field, metric) },
            FilterGroup group => group with { Members = [.. group.Members.Select(Mapped)] },
            _ => node,
        };
    }

    public static Dimension Find(Explore at, FieldReference reference)
        => at.Everything.TryGet(reference, out var field) && field is Dimension dimension ? dimension : throw QueryRefusals.UnknownField(reference, at);

    private FieldReference Map(FieldReference field, Metric metric)
    {
        if (origin is { HomeTime: not null, Time: { } time } && IsTime(field))
        {
            if (field == origin.HomeTime) return time;
            var cut = asked.TryGetField(field, out var found) ? found as Dimension : null;
            return own.Dimensions.FirstOrDefault(other => other.IntervalBase == time && other.Interval == cut?.Interval && other.Granularity == cut?.Granularity)?.Reference ?? throw NoSuch(field, metric);
        }

        var table = asked.Tables.First(one => one.Name == field.Table);
        var same = own.Tables.FirstOrDefault(other => other.Model == table.Model && IsSame(table, other)) ?? throw NoSuch(field, metric);
        var mapped = field with { Table = same.Name };
        return own.TryGetField(mapped, out _) ? mapped : throw NoSuch(field, metric);
    }

    /// <summary>Reached by the same entities; or by the same ones behind the entity that the other explore starts from.</summary>
    private bool IsSame(ExploreTable one, ExploreTable two)
    {
        if (one.EntityPath is not { } first || two.EntityPath is not { } second) return false;
        if (first.Count > 0 && first.SequenceEqual(second)) return true;
        return EndsWith(Whole(asked, first), Whole(own, second)) || EndsWith(Whole(own, second), Whole(asked, first));
    }

    private static IReadOnlyList<string> Whole(Explore explore, IReadOnlyList<string> path) => explore.Tables[0].Entity is { } entity ? [entity, .. path] : path;

    private static bool EndsWith(IReadOnlyList<string> path, IReadOnlyList<string> end) => end.Count > 0 && path.Count >= end.Count && path.Skip(path.Count - end.Count).SequenceEqual(end);

    private RefusalException NoSuch(FieldReference field, Metric metric)
        => new("semantics.no-common-dimension", $"{metric.Reference} is computed over {own.BaseTable}, where there is nothing like {field}. Leave {field} out, or connect {own.BaseTable} with an entity.");
}
