using System.Globalization;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation.Filters;

/// <summary>On which clock the values of a field stand.</summary>
internal enum TimeAxis
{
    /// <summary>Days of the query's zone.</summary>
    Days,

    /// <summary>Points in time, stored as UTC.</summary>
    Instants,

    /// <summary>Times of the query's wall clock: what was cut to hours or finer.</summary>
    WallClock,
}

/// <summary>Filters over dates and times. Every range is half-open, so that nothing between two of them is lost.</summary>
/// <param name="context">For when.</param>
/// <param name="asText">Whether bounds are written as texts, for a column that holds texts. Their order is that of time only where all of them are written alike.</param>
/// <param name="shift">The earlier period to whose bounds those of the filters are moved, or null.</param>
internal sealed class TimeFilters(CompilationContext context, bool asText = false, PeriodShift? shift = null)
{
    private readonly ZoneCalendar calendar = new(context);

    public SqlExpression? Compile(FilterRule rule, FieldType type, TimeAxis axis, SqlExpression operand) => asText && HoldsNoTime(rule) ? OfTexts(rule, axis, operand) : rule.Operator switch
    {
        FilterOperator.Equals => OneOf(rule, axis, operand),
        FilterOperator.NotEquals => OneOf(rule, axis, operand) is { } any ? OrNull(new Not(any), operand, rule) : null,
        FilterOperator.LessThan => First(rule) is { } value ? Compare("<", operand, Start(value, axis)) : null,
        FilterOperator.LessThanOrEqual => First(rule) is { } value ? Compare("<", operand, End(value, axis)) : null,
        FilterOperator.GreaterThan => First(rule) is { } value ? Compare(">=", operand, End(value, axis)) : null,
        FilterOperator.GreaterThanOrEqual => First(rule) is { } value ? Compare(">=", operand, Start(value, axis)) : null,
        FilterOperator.InBetween => rule.Values.Count < 2 && !context.FollowsLightdash ? null : Within(Completed(rule), axis, operand),
        FilterOperator.NotInBetween => rule.Values.Count < 2 ? null : Outside(rule, axis, operand),
        FilterOperator.InThePast or FilterOperator.InTheNext or FilterOperator.InTheCurrent => Within(rule, axis, operand),
        FilterOperator.NotInThePast or FilterOperator.NotInTheCurrent => Outside(rule, axis, operand),
        FilterOperator.InPeriodToDate => ToDate(rule, axis, operand),
        _ => throw FilterRefusals.Operator(rule.Field, rule.Operator, type),
    };

    /// <summary>Whether a text is compared with one that is no time.</summary>
    private static bool HoldsNoTime(FilterRule rule)
        => rule.Operator is FilterOperator.Equals or FilterOperator.NotEquals or FilterOperator.LessThan or FilterOperator.LessThanOrEqual or FilterOperator.GreaterThan or FilterOperator.GreaterThanOrEqual or FilterOperator.InBetween
            && rule.Values.Count > 0 && rule.Values.All(value => value is not null) && rule.Values.Any(value => !TimeValue.IsOne(value));

    /// <summary>Lightdash writes two words for what is no time, and a text compares with them as with any other.</summary>
    private SqlExpression OfTexts(FilterRule rule, TimeAxis axis, SqlExpression operand)
    {
        var texts = rule.Values.Select(value => TimeValue.IsOne(value) ? Start(TimeValue.Read(rule, value), axis) : new BoundValue("Invalid date", SqlType.Text)).ToList();
        return rule.Operator switch
        {
            FilterOperator.Equals => new InList(operand, texts),
            FilterOperator.NotEquals => new AnyOf([new Not(new InList(operand, texts)), new IsNull(operand)]),
            FilterOperator.LessThan => Compare("<", operand, texts[0]),
            FilterOperator.LessThanOrEqual => Compare("<=", operand, texts[0]),
            FilterOperator.GreaterThan => Compare(">", operand, texts[0]),
            FilterOperator.GreaterThanOrEqual => Compare(">=", operand, texts[0]),
            _ => new AllOf([Compare(">=", operand, texts[0]), Compare("<=", operand, texts[^1])]),
        };
    }

    private SqlExpression? OneOf(FilterRule rule, TimeAxis axis, SqlExpression operand)
    {
        // Lightdash takes today for a date that is not given.
        var values = rule.Values.Count == 0 && context.FollowsLightdash ? [Today()] : rule.Values;
        if (values.Count == 0) return null;
        var tests = new List<SqlExpression>();
        var points = new List<SqlExpression>();
        foreach (var text in values)
        {
            if (text is null) tests.Add(new IsNull(operand));
            else if (TimeValue.Read(rule, text) is { IsDay: true } day && axis != TimeAxis.Days && !context.FollowsLightdash) tests.Add(Range(operand, Start(day, axis), End(day, axis)));
            else points.Add(Start(TimeValue.Read(rule, text), axis));
        }

        if (points.Count > 0) tests.Insert(0, new InList(operand, points));
        return tests.Count == 1 ? tests[0] : new AnyOf(tests);
    }

    private AllOf Within(FilterRule rule, TimeAxis axis, SqlExpression operand)
    {
        switch (axis)
        {
            case TimeAxis.Days:
                var days = TimeRange.OfDays(rule, calendar);
                return Range(operand, Literal(days.From), Literal(days.To));
            case TimeAxis.Instants:
                var (from, to) = TimeRange.OfInstants(rule, calendar, context.FollowsLightdash);
                return Range(operand, Literal(from), Literal(to));
            case TimeAxis.WallClock when rule.Operator is FilterOperator.InBetween or FilterOperator.NotInBetween:
                return Range(operand, Start(TimeValue.Read(rule, rule.Values[0]), axis), End(TimeValue.Read(rule, rule.Values[1]), axis));
            case TimeAxis.WallClock:
                var (start, end) = TimeRange.Relative(rule, calendar);
                return Range(operand, Literal(start), Literal(end));
            default:
                throw new InvalidOperationException($"Unknown axis {axis}.");
        }
    }

    private SqlExpression Outside(FilterRule rule, TimeAxis axis, SqlExpression operand) => OrNull(new Not(Within(rule, axis, operand)), operand, rule);

    /// <summary>Lightdash drops rows without a value when a range is negated.</summary>
    private SqlExpression OrNull(SqlExpression test, SqlExpression operand, FilterRule rule)
        => rule.Values.Contains(null) || (context.FollowsLightdash && rule.Operator is FilterOperator.NotInThePast or FilterOperator.NotInTheCurrent)
            ? test
            : new AnyOf([test, new IsNull(operand)]);

    private AllOf ToDate(FilterRule rule, TimeAxis axis, SqlExpression operand)
    {
        var grain = (rule.Unit ?? FilterUnit.Years) switch
        {
            FilterUnit.Weeks => TimeGrain.Week,
            FilterUnit.Months => TimeGrain.Month,
            FilterUnit.Quarters => TimeGrain.Quarter,
            FilterUnit.Years => TimeGrain.Year,
            _ => throw FilterRefusals.Value(rule.Field, rule.Unit.ToString(), "weeks, months, quarters or years"),
        };
        // An instant has its day in the query's zone only.
        var local = axis == TimeAxis.Instants && context.TimeZone != "UTC" ? new InZone(operand, context.TimeZone, false) : operand;
        var start = calendar.StartOf(rule.Unit ?? FilterUnit.Years, calendar.Local);
        var passed = calendar.Today.DayNumber - DateOnly.FromDateTime(start).DayNumber;
        var weekStart = context.WeekStart ?? DayOfWeek.Monday;
        return new AllOf([new IsNull(operand, Negated: true), new Binary("<=", new DaysInto(local, grain, weekStart), new SmallNumber(passed))]);
    }

    private FilterRule Completed(FilterRule rule)
        => rule.Values.Count >= 2 ? rule : rule with { Values = [rule.Values.Count > 0 ? rule.Values[0] : Today(), Today()] };

    private string? FirstText(FilterRule rule) => rule.Values.Count > 0 ? rule.Values[0] : context.FollowsLightdash ? Today() : null;

    private TimeValue? First(FilterRule rule) => FirstText(rule) is { } text ? TimeValue.Read(rule, text) : null;

    private string Today() => calendar.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private BoundValue Start(TimeValue value, TimeAxis axis) => axis switch
    {
        TimeAxis.Days => Literal(value.Day(calendar)),
        TimeAxis.Instants => Literal(value.Instant(calendar)),
        _ => Literal(value.WallClock(calendar)),
    };

    private BoundValue End(TimeValue value, TimeAxis axis) => axis switch
    {
        TimeAxis.Days => Literal(TimeRange.Next(value.Day(calendar))),
        TimeAxis.Instants => Literal(TimeRange.EndOf(value, calendar, context.FollowsLightdash)),
        _ => Literal(value is { IsDay: true } && !context.FollowsLightdash ? ZoneCalendar.Add(FilterUnit.Days, value.WallClock(calendar), 1) : value.WallClock(calendar) + TimeRange.Step),
    };

    private static AllOf Range(SqlExpression operand, SqlExpression from, SqlExpression to) => new([Compare(">=", operand, from), Compare("<", operand, to)]);

    private static Binary Compare(string comparison, SqlExpression operand, SqlExpression value) => new(comparison, operand, value);

    private BoundValue Literal(DateOnly day)
        => new((shift is null ? day : DateOnly.FromDateTime(shift.Back(day.ToDateTime(default)))).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), asText ? SqlType.Text : SqlType.Date);

    // Moved by the clock on the wall: a month before is the same hour there, whatever summer time does.
    private BoundValue Literal(DateTimeOffset at) => Written((shift is null ? at : calendar.Instant(shift.Back(calendar.WallClock(at)))).UtcDateTime);

    private BoundValue Literal(DateTime local) => Written(shift?.Back(local) ?? local);

    private BoundValue Written(DateTime at) => asText
        ? new(at.ToString("yyyy-MM-dd HH:mm:ss'+00:00'", CultureInfo.InvariantCulture), SqlType.Text)
        : new(at.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture), SqlType.Timestamp);
}
