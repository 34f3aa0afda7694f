using System.Globalization;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Compilation;

/// <summary>The order of names that are not sorted by their letters.</summary>
internal static class CalendarOrder
{
    private static readonly string[] Months = [.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Take(12)];

    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static IReadOnlyList<string>? Of(Explore explore, FieldReference field)
        => explore.Everything.TryGet(field, out var found) && found is Dimension dimension
            ? dimension.Interval switch { TimeInterval.MonthName => Months, TimeInterval.DayOfWeekName => Days, _ => null }
            : null;
}
