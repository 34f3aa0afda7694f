namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>Names of units, months and quarters.</summary>
internal static class TimeWords
{
    private static readonly Dictionary<string, TimeUnit> Units = new(StringComparer.Ordinal)
    {
        ["hour"] = TimeUnit.Hour,
        ["hours"] = TimeUnit.Hour,
        ["hr"] = TimeUnit.Hour,
        ["hrs"] = TimeUnit.Hour,
        ["day"] = TimeUnit.Day,
        ["days"] = TimeUnit.Day,
        ["date"] = TimeUnit.Day,
        ["week"] = TimeUnit.Week,
        ["weeks"] = TimeUnit.Week,
        ["wk"] = TimeUnit.Week,
        ["wks"] = TimeUnit.Week,
        ["month"] = TimeUnit.Month,
        ["months"] = TimeUnit.Month,
        ["mo"] = TimeUnit.Month,
        ["mth"] = TimeUnit.Month,
        ["mths"] = TimeUnit.Month,
        ["quarter"] = TimeUnit.Quarter,
        ["quarters"] = TimeUnit.Quarter,
        ["qtr"] = TimeUnit.Quarter,
        ["qtrs"] = TimeUnit.Quarter,
        ["year"] = TimeUnit.Year,
        ["years"] = TimeUnit.Year,
        ["yr"] = TimeUnit.Year,
        ["yrs"] = TimeUnit.Year,
    };

    private static readonly string[] MonthNames =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] ShortMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Words of this vocabulary that are long enough to be misspelt.</summary>
    public static IEnumerable<string> All => Units.Keys.Concat(MonthNames);

    public static TimeUnit? Unit(Word word) => Units.TryGetValue(word.Text, out var unit) ? unit : null;

    /// <summary>1 to 12, or null.</summary>
    public static int? Month(Word word)
    {
        var at = Array.IndexOf(MonthNames, word.Text);
        if (at < 0) at = Array.IndexOf(ShortMonths, word.Text == "sept" ? "sep" : word.Text);
        return at < 0 ? null : at + 1;
    }

    /// <summary>Words that are month names and something else besides.</summary>
    public static bool IsDoubtfulMonth(Word word) => word.IsAny("may", "march", "mar", "sep", "dec");

    /// <summary>A year that data may have.</summary>
    public static int? Year(Word word)
        => word.Kind == WordKind.Number && word.Text.Length == 4 && word.Number is { } number && number is >= 1990 and <= 2099 ? (int)number : null;

    /// <summary>1 to 4 for "q1" to "q4".</summary>
    public static int? Quarter(Word word) => word.Text is ['q', >= '1' and <= '4'] ? word.Text[1] - '0' : null;
}
