using System.Globalization;
using Vitrine.Queries.Contracts;

namespace Vitrine.Queries.Execution;

/// <summary>Shifts a half-open range of wall-clock times to the one that it is compared with.</summary>
internal static class EarlierRange
{
    /// <summary>
    /// The earlier range. The period before is as long by the calendar where the range is made of whole months (or of months
    /// counted back from now), so that twelve months are compared with twelve months; else it is as long by days.
    /// </summary>
    public static (DateTime From, DateTime To) Of(DateTime from, DateTime to, ComparisonTarget target, ArgumentValue value)
    {
        if (target == ComparisonTarget.PreviousYear) return (AddMonths(from, -12), AddMonths(to, -12));
        var months = Months(from, to, value);
        return months > 0 ? (AddMonths(from, -months), from) : (to - from > from - DateTime.MinValue ? DateTime.MinValue : from - (to - from), from);
    }

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
