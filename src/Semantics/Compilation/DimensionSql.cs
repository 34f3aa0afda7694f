using Vitrine.Primitives;
using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>Cuts times as a dimension says, in the query's zone. Days have no zone and are never moved.</summary>
internal sealed class DimensionSql(CompilationContext context)
{
    private readonly DayOfWeek weekStart = context.WeekStart ?? DayOfWeek.Monday;

    public SqlExpression Cut(Dimension dimension, SqlExpression value)
    {
        if (dimension.Interval is not { } interval || interval == TimeInterval.Raw) return dimension.Offset is null ? value : OnClock(dimension, value);
        CheckType(dimension);
        return CutLocal(dimension, OnClock(dimension, value));
    }

    /// <summary>Cuts what stands in the query's zone already.</summary>
    public SqlExpression CutLocal(Dimension dimension, SqlExpression local)
    {
        var interval = dimension.Interval!.Value;
        if (TimeIntervals.GrainOf(interval) is { } grain)
        {
            var cut = new Truncation(local, grain, weekStart);
            return context.FollowsLightdash && grain >= TimeGrain.Day ? new Cast(cut, SqlType.Timestamp) : cut;
        }

        if (TimeIntervals.PartIn(interval) is { } part) return new PartOf(local, part, weekStart);
        if (TimeIntervals.NameIn(interval) is { } name) return new NameOf(local, name);
        throw new InvalidOperationException($"Unknown interval {interval}.");
    }

    /// <summary>On the clock of the query's zone.</summary>
    public SqlExpression OnClock(Dimension dimension, SqlExpression value) => Moved(dimension, Local(dimension, value));

    /// <summary>Refuses to compare or cut what is declared as something else than the warehouse holds.</summary>
    public static void CheckType(Dimension dimension)
    {
        if (TypeMismatch.Of(dimension) is { } mismatch) throw new RefusalException("semantics.type-mismatch", mismatch);
    }

    /// <summary>On which clock the values of a dimension are compared.</summary>
    public static TimeAxis AxisOf(Dimension dimension)
    {
        if (dimension.Type == FieldType.Date) return TimeAxis.Days;
        return dimension is { Interval: null or TimeInterval.Raw, Offset: null, Granularity: null } ? TimeAxis.Instants : TimeAxis.WallClock;
    }

    /// <summary>The zone in which a column's values are to be read, when they were moved into one.</summary>
    public string? ZoneOf(Dimension dimension) => dimension.Interval is not (null or TimeInterval.Raw) && IsMoved(dimension) ? context.TimeZone : null;

    /// <summary>On the clock of the zone, where a month is a month: in another, its first hours are those of the month before.</summary>
    private static SqlExpression Moved(Dimension dimension, SqlExpression local)
        => dimension.Offset is { } offset ? new TimeShift(local, offset.Count, offset.Grain, dimension.BaseType == FieldType.Date) : local;

    private SqlExpression Local(Dimension dimension, SqlExpression value)
    {
        if (IsMoved(dimension)) return new InZone(value, context.TimeZone, dimension.IsZoned);
        return dimension is { BaseType: FieldType.Timestamp, IsZoned: true } ? new InZone(value, "UTC", true) : value;
    }

    private bool IsMoved(Dimension dimension) => dimension is { BaseType: FieldType.Timestamp, ConvertTimeZone: true } && context.TimeZone != "UTC";
}
