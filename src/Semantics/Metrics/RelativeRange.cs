using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>What a filter over time means as of now.</summary>
public static class RelativeRange
{
    /// <summary>The half-open range from the first instant to before the second, in the context's zone.</summary>
    /// <param name="rule">A filter with inBetween, equals, inThePast, inTheNext or inTheCurrent, or the negation of one.</param>
    /// <param name="type">Date or timestamp.</param>
    /// <param name="context">Zone, week start and the present.</param>
    public static (DateTimeOffset From, DateTimeOffset To) Resolve(FilterRule rule, FieldType type, CompilationContext context)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(context);
        var calendar = new ZoneCalendar(context);
        if (type == FieldType.Date)
        {
            var days = TimeRange.OfDays(rule, calendar);
            return (calendar.Instant(days.From.ToDateTime(default)), calendar.Instant(days.To.ToDateTime(default)));
        }

        return TimeRange.OfInstants(rule, calendar, false);
    }
}
