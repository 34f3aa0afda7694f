using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Compilation.Detached;

/// <summary>An explore in which one time means another: filters and groups over it follow by themselves.</summary>
internal static class Retimed
{
    /// <summary>Its values are moved.</summary>
    public static Explore Moved(Explore explore, FieldReference time, TimeOffset? offset) => Changed(explore, time, dimension => dimension with { Offset = offset });

    /// <summary>Its values are days that were cut in the query's zone already.</summary>
    public static Explore Days(Explore explore, FieldReference time) => Changed(explore, time, AsDay);

    public static Dimension AsDay(Dimension dimension) => dimension with
    {
        Type = dimension.Interval is { } interval ? TimeIntervals.TypeOf(interval, FieldType.Date) : FieldType.Date,
        BaseType = FieldType.Date,
        ColumnType = null,
        IsZoned = false,
    };

    private static Explore Changed(Explore explore, FieldReference time, Func<Dimension, Dimension> change)
    {
        // A granularity of the project's own is SQL over the time, and follows it.
        var fields = explore.Everything.Copy();
        foreach (var dimension in explore.Dimensions.Where(dimension => dimension.Granularity is null && (dimension.Reference == time || dimension.IntervalBase == time))) fields.Set(change(dimension));
        return explore.With([], [], fields);
    }
}
