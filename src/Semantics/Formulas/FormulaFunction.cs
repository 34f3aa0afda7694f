namespace Vitrine.Semantics.Formulas;

/// <summary>Which rows a function looks at.</summary>
internal enum FormulaReach
{
    /// <summary>The row itself.</summary>
    Row,

    /// <summary>All rows of the answer.</summary>
    AllRows,

    /// <summary>Rows in an order, and perhaps parted.</summary>
    Window,
}

/// <summary>
/// A function of formulas. Names and numbers of arguments are those of Lightdash's formulas (docs.lightdash.com, formula table calculations); Excel users know most of them.
/// </summary>
/// <param name="Name">In capitals; formulas may write it as they like.</param>
/// <param name="Least">The least number of arguments.</param>
/// <param name="Most">The greatest.</param>
/// <param name="Reach">Which rows it looks at.</param>
internal sealed record FormulaFunction(string Name, int Least, int Most, FormulaReach Reach = FormulaReach.Row)
{
    private const int Many = 100;

    private static readonly Dictionary<string, FormulaFunction> Known = new FormulaFunction[]
    {
        new("IF", 2, 3), new("AND", 1, Many), new("OR", 1, Many), new("NOT", 1, 1),
        new("ABS", 1, 1), new("ROUND", 1, 2), new("CEIL", 1, 1), new("CEILING", 1, 1), new("FLOOR", 1, 1), new("MIN", 1, Many), new("MAX", 1, Many),
        new("CONCAT", 1, Many), new("LEN", 1, 1), new("LENGTH", 1, 1), new("TRIM", 1, 1), new("LOWER", 1, 1), new("UPPER", 1, 1),
        new("TODAY", 0, 0), new("NOW", 0, 0), new("YEAR", 1, 1), new("MONTH", 1, 1), new("DAY", 1, 1), new("LAST_DAY", 1, 1),
        new("DATE_TRUNC", 2, 2), new("DATE_ADD", 3, 3), new("DATE_SUB", 3, 3), new("DATE_DIFF", 3, 3),
        new("COALESCE", 1, Many), new("ISNULL", 1, 1),
        new("SUM", 1, 1, FormulaReach.AllRows), new("AVERAGE", 1, 1, FormulaReach.AllRows), new("AVG", 1, 1, FormulaReach.AllRows), new("COUNT", 0, 1, FormulaReach.AllRows),
        new("SUMIF", 2, 2, FormulaReach.AllRows), new("AVERAGEIF", 2, 2, FormulaReach.AllRows), new("COUNTIF", 1, 1, FormulaReach.AllRows),
        new("RUNNING_TOTAL", 1, 1, FormulaReach.Window), new("ROW_NUMBER", 0, 0, FormulaReach.Window), new("RANK", 0, 0, FormulaReach.Window), new("DENSE_RANK", 0, 0, FormulaReach.Window),
        new("NTILE", 1, 1, FormulaReach.Window), new("LAG", 1, 3, FormulaReach.Window), new("LEAD", 1, 3, FormulaReach.Window),
        new("FIRST", 1, 1, FormulaReach.Window), new("LAST", 1, 1, FormulaReach.Window), new("MOVING_SUM", 2, 2, FormulaReach.Window), new("MOVING_AVG", 2, 2, FormulaReach.Window),
    }.ToDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => Known.Keys;

    public static FormulaFunction? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>Which rows a call looks at: the least and the greatest of one value are those of all rows.</summary>
    public FormulaReach ReachOf(int arguments) => Name is "MIN" or "MAX" && arguments == 1 ? FormulaReach.AllRows : Reach;
}
