namespace Vitrine.Queries.Contracts;

/// <summary>The operators of filters by the names that contract files and apps use, and the units of relative ranges.</summary>
internal static class OperatorNames
{
    public static readonly IReadOnlyList<string> All =
    [
        "equals", "notEquals", "include", "doesNotInclude", "startsWith", "endsWith", "isNull", "notNull",
        "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual", "inBetween", "notInBetween",
        "inThePast", "notInThePast", "inTheNext", "inTheCurrent", "notInTheCurrent", "inPeriodToDate",
    ];

    /// <summary>What <c>type: range</c> allows.</summary>
    public static readonly IReadOnlyList<string> Range = ["inBetween", "inThePast", "inTheNext", "inTheCurrent"];

    public static readonly IReadOnlyList<string> Units =
        ["milliseconds", "seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years"];

    /// <summary>Whether the operator counts units from now.</summary>
    public static bool IsRelative(string name)
        => name is "inThePast" or "notInThePast" or "inTheNext" or "inTheCurrent" or "notInTheCurrent" or "inPeriodToDate";

    /// <summary>Whether its one value is a number of units.</summary>
    public static bool TakesCount(string name) => name is "inThePast" or "notInThePast" or "inTheNext";

    public static bool TakesNoValue(string name)
        => name is "isNull" or "notNull" or "inTheCurrent" or "notInTheCurrent" or "inPeriodToDate";

    public static bool TakesTwo(string name) => name is "inBetween" or "notInBetween";

    /// <summary>Comparisons with one bound.</summary>
    public static bool TakesOne(string name)
        => name is "lessThan" or "lessThanOrEqual" or "greaterThan" or "greaterThanOrEqual" || TakesCount(name);
}
