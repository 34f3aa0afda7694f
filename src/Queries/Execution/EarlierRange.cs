using System.Globalization;
using Vitrine.Queries.Contracts;

namespace Vitrine.Queries.Execution;

/// <summary>Shifts a half-open range of wall-clock times to the one that it is compared with.</summary>
internal static class EarlierRange
{
    /// <summary>
    /// The earlier range. The period before is as long by the calendar where the range is made of whole months (or of months
    /// counted back from now), so that twelve months are compared with twelve months; else it is as long by days. A range that has begun and not ended, such as this year, is compared as far as
    /// it has come: eleven months against twelve would tell of a fall that is none.
    /// </summary>
    /// <param name="from">The first moment of the range.</param>
    /// <param name="to">The first moment after it.</param>
    /// <param name="now">How far it has come.</param>
    /// <param name="target">What it is compared with.</param>
    /// <param name="value">How the range was said.</param>
    public static (DateTime From, DateTime To) Of(DateTime from, DateTime to, DateTime now, ComparisonTarget target, ArgumentValue value)
    {
        var end = from < now && now < to ? now : to;
        if (target == ComparisonTarget.PreviousYear) return (AddMonths(from, -12), AddMonths(end, -12));
        var months = Months(from, to, value);
        if (months > 0) return (AddMonths(from, -months), end == to ? from : Earlier(AddMonths(end, -months), from));
        var length = to - from;
        return length > from - DateTime.MinValue ? (DateTime.MinValue, from) : (from - length, end - length);
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private static int Months(DateTime from, DateTime to, ArgumentValue value)
    {
        var units = value.Unit switch
        {
            "months" => 1,
            "quarters" => 3,
            "years" => 12,
            _ => 0,
        };
        if (units > 0) return units * (value.Values.Count == 1 ? int.Parse(value.Values[0].Text!, CultureInfo.InvariantCulture) : 1);
        return IsMonthStart(from) && IsMonthStart(to) ? ((to.Year - from.Year) * 12) + to.Month - from.Month : 0;
    }

    private static bool IsMonthStart(DateTime at) => at is { Day: 1, TimeOfDay.Ticks: 0 };

    private static DateTime AddMonths(DateTime at, int months)
        => ((at.Year * 12) + at.Month + months) < 24 ? DateTime.MinValue : at.AddMonths(months);
}
