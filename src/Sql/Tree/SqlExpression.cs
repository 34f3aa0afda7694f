namespace Vitrine.Sql.Tree;

/// <summary>An expression. Closed: the writer knows all of them.</summary>
internal abstract record SqlExpression;

/// <summary>SQL of a dbt project's author, after the lexer: verbatim text and what was put in the place of its references.</summary>
internal sealed record AuthorSql(IReadOnlyList<SqlExpression> Pieces) : SqlExpression;

/// <summary>A verbatim piece of it. Only text that stands in the dbt project may become one.</summary>
internal sealed record AuthorText(string Text) : SqlExpression;

/// <summary>Values with commas between them, as in <c>IN (…)</c>.</summary>
internal sealed record ValueList(IReadOnlyList<SqlExpression> Values) : SqlExpression;

/// <summary>An expression in parentheses.</summary>
internal sealed record Enclosed(SqlExpression Inner) : SqlExpression;

/// <summary>The name of a table in its query.</summary>
internal sealed record TableName(string Table) : SqlExpression;

/// <summary>A column; the table is null for a column of the only relation.</summary>
internal sealed record ColumnName(string? Table, string Name) : SqlExpression;

/// <summary>A column of a warehouse's table by a name whose case nobody vouches for: not quoted where it need not be.</summary>
internal sealed record LooseColumn(string Table, string Name) : SqlExpression;

/// <summary>A bound value.</summary>
internal sealed record BoundValue(object? Value, SqlType Type) : SqlExpression
{
    /// <summary>Digits after the point, for a number that is bound as text and cast to a decimal.</summary>
    public int? Scale { get; init; }
}

/// <summary>A word of SQL: NULL, TRUE, FALSE.</summary>
internal sealed record Constant(string Word) : SqlExpression
{
    public static Constant Null { get; } = new("NULL");

    public static Constant True { get; } = new("TRUE");

    public static Constant False { get; } = new("FALSE");
}

/// <summary>A small whole number that the compiler made: no value of anybody.</summary>
internal sealed record SmallNumber(int Value) : SqlExpression;

/// <summary>Two sides and an operator such as <c>=</c>.</summary>
internal sealed record Binary(string Operator, SqlExpression Left, SqlExpression Right) : SqlExpression;

internal sealed record AllOf(IReadOnlyList<SqlExpression> Conditions) : SqlExpression
{
    /// <summary>Null when there are none, the condition itself when there is one.</summary>
    public static SqlExpression? Of(IReadOnlyList<SqlExpression> conditions)
        => conditions.Count switch { 0 => null, 1 => conditions[0], _ => new AllOf(conditions) };
}

internal sealed record AnyOf(IReadOnlyList<SqlExpression> Conditions) : SqlExpression;

internal sealed record Not(SqlExpression Condition) : SqlExpression;

internal sealed record IsNull(SqlExpression Operand, bool Negated = false) : SqlExpression;

internal sealed record InList(SqlExpression Operand, IReadOnlyList<SqlExpression> Values, bool Negated = false) : SqlExpression;

/// <summary>Compares with a pattern in which <c>!</c> escapes.</summary>
internal sealed record Like(SqlExpression Operand, SqlExpression Pattern, bool Escapes, bool Negated = false) : SqlExpression;

internal sealed record NullSafeEquals(SqlExpression Left, SqlExpression Right) : SqlExpression;

/// <summary>The value where the condition holds, else null.</summary>
internal sealed record When(SqlExpression Condition, SqlExpression Value) : SqlExpression;

/// <summary>The value of the first condition that holds, else <paramref name="Otherwise"/>, else null.</summary>
internal sealed record Case(IReadOnlyList<(SqlExpression Condition, SqlExpression Value)> Branches, SqlExpression? Otherwise) : SqlExpression;

/// <summary>A function by the name that it has in most warehouses.</summary>
internal sealed record Call(string Function, IReadOnlyList<SqlExpression> Arguments) : SqlExpression;

/// <summary>A column of a select of the same statement's WITH that has one row.</summary>
internal sealed record Scalar(string Relation, string Column) : SqlExpression;

/// <summary>A number for each of the texts, for sorting; others stand last.</summary>
internal sealed record RankOf(SqlExpression Operand, IReadOnlyList<string> Order) : SqlExpression;

internal sealed record Cast(SqlExpression Operand, SqlType Type) : SqlExpression;

/// <summary>A number as people read it, for a label.</summary>
internal sealed record NumberText(SqlExpression Operand) : SqlExpression;

internal sealed record Upper(SqlExpression Operand) : SqlExpression;

internal sealed record Aggregate(AggregateKind Kind, SqlExpression Operand) : SqlExpression
{
    /// <summary>For a percentile, 0 to 1.</summary>
    public decimal Fraction { get; init; }
}

/// <summary>The beginning of the grain; a day or coarser is a date.</summary>
/// <param name="Operand">A date or a wall-clock time.</param>
/// <param name="Grain">How coarse.</param>
/// <param name="WeekStart">For weeks.</param>
internal sealed record Truncation(SqlExpression Operand, TimeGrain Grain, DayOfWeek WeekStart) : SqlExpression;

/// <summary>A date or time moved on the calendar: by whole days, months and the like. The last day of a month stands in for days that the other month lacks.</summary>
/// <param name="Operand">A date or a wall-clock time; the result is of the same kind.</param>
/// <param name="Count">How many, below zero for earlier.</param>
/// <param name="Grain">Of what.</param>
/// <param name="IsDate">Whether the operand is a date.</param>
internal sealed record TimeShift(SqlExpression Operand, int Count, TimeGrain Grain, bool IsDate) : SqlExpression;

internal sealed record PartOf(SqlExpression Operand, TimePart Part, DayOfWeek WeekStart) : SqlExpression;

internal sealed record NameOf(SqlExpression Operand, TimeName Name) : SqlExpression;

/// <summary>Days since the beginning of the grain, from 0.</summary>
internal sealed record DaysInto(SqlExpression Operand, TimeGrain Grain, DayOfWeek WeekStart) : SqlExpression;

/// <summary>Days from one time to another; negative where the other comes before it.</summary>
internal sealed record DaysBetween(SqlExpression From, SqlExpression To) : SqlExpression;

/// <summary>A time so many units later, where only the rows know how many.</summary>
/// <param name="Operand">A date or a wall-clock time.</param>
/// <param name="Amount">A whole number; negative for earlier.</param>
/// <param name="Unit">A day or longer.</param>
/// <param name="IsDay">Whether the answer is a date.</param>
internal sealed record Moved(SqlExpression Operand, SqlExpression Amount, TimeGrain Unit, bool IsDay) : SqlExpression;

/// <summary>A number rounded to so many digits behind the point, half away from zero; negative digits stand before it.</summary>
internal sealed record Rounded(SqlExpression Operand, int Digits) : SqlExpression;

/// <summary>A wall-clock time in UTC, or a point in time that knows its zone, as a wall-clock time in a zone.</summary>
internal sealed record InZone(SqlExpression Operand, string Zone, bool OperandKnowsZone) : SqlExpression;

/// <summary>A window function over an operand, which is null for those that look at none.</summary>
internal sealed record Windowed(string Function, SqlExpression? Operand) : SqlExpression
{
    /// <summary>What follows the operand: how far a row is away, what stands for one that is not there.</summary>
    public IReadOnlyList<SqlExpression> More { get; init; } = [];

    public IReadOnlyList<SqlExpression> Partition { get; init; } = [];

    public IReadOnlyList<SqlOrder> Order { get; init; } = [];

    /// <summary>Rows from and to, relative to this one; a null bound is open. Null for none.</summary>
    public (int? From, int? To)? Frame { get; init; }
}

/// <summary>The quotient as a floating-point number, null where the divisor is zero.</summary>
internal sealed record Ratio(SqlExpression Numerator, SqlExpression Divisor) : SqlExpression;

/// <summary>The sum of all rows up to this one, of those with the same <paramref name="Partition"/>.</summary>
internal sealed record RunningSum(SqlExpression Operand, IReadOnlyList<SqlExpression> Partition, IReadOnlyList<SqlOrder> Order) : SqlExpression;

/// <summary>The change against the row before, as a share of it.</summary>
internal sealed record ChangeSincePrevious(SqlExpression Operand, IReadOnlyList<SqlExpression> Partition, IReadOnlyList<SqlOrder> Order) : SqlExpression;

/// <summary>The share of the sum of all rows.</summary>
internal sealed record ShareOfTotal(SqlExpression Operand, IReadOnlyList<SqlExpression> Partition) : SqlExpression;
