using Vitrine.Primitives;
using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>Moves the rows of an earlier period to where those of the query stand: buckets forward, the bounds of filters back.</summary>
/// <param name="Time">The bucket that is moved.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Count">How many.</param>
internal sealed record PeriodShift(Dimension Time, FilterUnit Unit, int Count)
{
    /// <summary>Reads what a query asks for, and refuses what has no counterpart.</summary>
    public static PeriodShift Of(EarlierPeriod earlier, Explore explore, MetricQuery query)
    {
        if (!explore.TryGetField(earlier.Time, out var field)) throw QueryRefusals.UnknownField(earlier.Time, explore);
        if (field is not Dimension { Interval: { } interval } time || TimeIntervals.GrainOf(interval) is not { } grain || grain < TimeGrain.Hour)
            throw Bad($"{earlier.Time} is no time that is cut to hours, days or coarser, so there is no period before it.");
        if (!query.Dimensions.Contains(earlier.Time)) throw Bad($"An earlier period needs {earlier.Time} among the dimensions.");
        if (earlier.Count is < 1 or > 1000 || !Fits(grain, earlier.Unit)) throw Bad($"{earlier.Time} cannot be compared with {earlier.Count} {Name(earlier.Unit)} before: name 1 to 1,000 of a unit that its buckets divide.");
        foreach (var selected in query.Dimensions)
        {
            if (selected == time.IntervalBase || (explore.TryGetField(selected, out var other) && other is Dimension { Interval: { } cut } also && also.IntervalBase == time.IntervalBase && (cut == TimeInterval.Raw || TimeIntervals.GrainOf(cut) < grain)))
                throw Bad($"{selected} is finer than {earlier.Time}. Move the finest time that is selected.");
        }

        if (query.Bins.FirstOrDefault(bin => explore.TryGetField(bin.Dimension, out var binned) && binned is Dimension of && (of.IntervalBase ?? of.Reference) == time.IntervalBase) is { } put)
            throw Bad($"The bin {put.Name} is made of the time that moves.");
        return new PeriodShift(time, earlier.Unit, earlier.Count);
    }

    /// <summary>Whether a dimension shows the time that is moved.</summary>
    public bool Moves(Dimension dimension) => (dimension.IntervalBase ?? dimension.Reference) == Time.IntervalBase;

    /// <summary>The bucket where it stands in the query's rows.</summary>
    public TimeShift Forward(SqlExpression bucket) => Move(bucket, Count);

    /// <summary>What holds for rows whose bucket has a counterpart; null where all have.</summary>
    public SqlExpression? Counterpart(SqlExpression bucket)
        => Unit >= FilterUnit.Months && TimeIntervals.GrainOf(Time.Interval!.Value) <= TimeGrain.Day ? new Binary("=", Move(Forward(bucket), -Count), bucket) : null;

    /// <summary>A wall-clock time in the earlier period.</summary>
    public DateTime Back(DateTime at) => ZoneCalendar.Add(Unit, at, -Count);

    /// <summary>Refuses a filter that has no meaning for a moved time.</summary>
    public void Check(FilterRule rule, Dimension dimension)
    {
        if (dimension.Type is not (FieldType.Date or FieldType.Timestamp))
            throw Bad($"{dimension.Reference} is cut of the time that an earlier period moves, so it cannot be filtered by. Filter {Time.IntervalBase} or its days, months or years.");
        if (rule.Operator == FilterOperator.InPeriodToDate && !(Unit == (rule.Unit ?? FilterUnit.Years) || (Unit >= FilterUnit.Months && (rule.Unit ?? FilterUnit.Years) >= FilterUnit.Months && Unit > (rule.Unit ?? FilterUnit.Years))))
            throw Bad($"The periods to date of {dimension.Reference} have no counterpart {Count} {Name(Unit)} before.");
    }

    private static bool Fits(TimeGrain bucket, FilterUnit unit) => bucket switch
    {
        TimeGrain.Hour => unit is FilterUnit.Days or FilterUnit.Weeks,
        TimeGrain.Day => unit is FilterUnit.Days or FilterUnit.Weeks or FilterUnit.Months or FilterUnit.Quarters or FilterUnit.Years,
        TimeGrain.Week => unit == FilterUnit.Weeks,
        TimeGrain.Month => unit is FilterUnit.Months or FilterUnit.Quarters or FilterUnit.Years,
        TimeGrain.Quarter => unit is FilterUnit.Quarters or FilterUnit.Years,
        TimeGrain.Year => unit == FilterUnit.Years,
        _ => false,
    };

    private TimeShift Move(SqlExpression bucket, int count) => new(bucket, count, Unit switch
    {
        FilterUnit.Days => TimeGrain.Day,
        FilterUnit.Weeks => TimeGrain.Week,
        FilterUnit.Months => TimeGrain.Month,
        FilterUnit.Quarters => TimeGrain.Quarter,
        _ => TimeGrain.Year,
    }, IsDate: Time.Type == FieldType.Date);

    private static string Name(FilterUnit unit) => unit.ToString().ToLowerInvariant();

    private static RefusalException Bad(string message) => new("semantics.bad-period", message);
}
