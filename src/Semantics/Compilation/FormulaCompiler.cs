using System.Globalization;
using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Formulas;
using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>Makes SQL of a formula whose types were found to go together. What it writes itself is bound.</summary>
/// <param name="types">The types of the formula's pieces.</param>
/// <param name="column">The column of a name.</param>
/// <param name="calendar">The present, in the query's zone.</param>
/// <param name="weekStart">The first day of a week.</param>
/// <param name="queryOrder">The order of windows that name none.</param>
internal sealed class FormulaCompiler(FormulaTypes types, Func<string, SqlExpression> column, ZoneCalendar calendar, DayOfWeek weekStart, Func<List<SqlOrder>> queryOrder)
{
    public SqlExpression Compile(FormulaNode node) => node switch
    {
        NumberNode number => number.Digits.Contains('.', StringComparison.Ordinal) ? new BoundValue(number.Digits, SqlType.Double) : NumberLiteral.Read(number.Digits)!,
        TextNode text => new BoundValue(text.Text, SqlType.Text),
        TruthNode truth => truth.Value ? Constant.True : Constant.False,
        ColumnNode named => column(named.Name),
        NegationNode negation => new Binary("-", new SmallNumber(0), Compile(negation.Operand)),
        NotNode negation => new Not(Compile(negation.Operand)),
        OperatorNode both => Compile(both),
        CallNode call => Compile(call),
        _ => throw new InvalidOperationException($"Unknown piece {node.GetType().Name}."),
    };

    private SqlExpression Compile(OperatorNode both)
    {
        var (left, right) = Alike(both.Left, both.Right);
        return both.Operator switch
        {
            "AND" => new AllOf([left, right]),
            "OR" => new AnyOf([left, right]),
            "/" => new Ratio(left, right),
            // As in spreadsheets: the rest has the sign of the divisor.
            "%" => new Binary("-", Double(left), new Binary("*", Double(right), new Call("FLOOR", [new Ratio(left, right)]))),
            "^" => new Call("POWER", [Double(left), Double(right)]),
            var other => new Binary(other, left, right),
        };
    }

    private SqlExpression Compile(CallNode call)
    {
        var arguments = call.Arguments;
        return call.Function.Name switch
        {
            "IF" => new Case([(Compile(arguments[0]), Alike([.. arguments.Skip(1)])[0])], arguments.Count > 2 ? Alike([.. arguments.Skip(1)])[1] : null),
            "AND" => AllOf.Of([.. arguments.Select(Compile)])!,
            "OR" => new AnyOf([.. arguments.Select(Compile)]),
            "NOT" => new Not(Compile(arguments[0])),
            "ROUND" => new Rounded(Compile(arguments[0]), arguments.Count > 1 ? FormulaTypes.Literal(arguments[1])!.Value : 0),
            "CEIL" or "CEILING" => new Call("CEIL", [Compile(arguments[0])]),
            "MIN" or "MAX" when arguments.Count == 1 => AllRows(call, call.Function.Name, Compile(arguments[0])),
            "MIN" => new Call("LEAST", Alike(arguments)),
            "MAX" => new Call("GREATEST", Alike(arguments)),
            "CONCAT" => arguments.Select(argument => (SqlExpression)new Call("COALESCE", [new Cast(Compile(argument), SqlType.Text), new BoundValue("", SqlType.Text)])).Aggregate((left, right) => new Binary("||", left, right)),
            "LEN" or "LENGTH" => new Call("LENGTH", [Compile(arguments[0])]),
            "ABS" or "FLOOR" or "TRIM" or "LOWER" or "UPPER" => new Call(call.Function.Name, [Compile(arguments[0])]),
            "COALESCE" => new Call("COALESCE", Alike(arguments)),
            "ISNULL" => new IsNull(Compile(arguments[0])),
            "TODAY" => Day(calendar.Today),
            "NOW" => new BoundValue(calendar.Local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), SqlType.Timestamp),
            "YEAR" => new PartOf(Time(arguments[0]), TimePart.Year, weekStart),
            "MONTH" => new PartOf(Time(arguments[0]), TimePart.Month, weekStart),
            "DAY" => new PartOf(Time(arguments[0]), TimePart.DayOfMonth, weekStart),
            "LAST_DAY" => new TimeShift(new TimeShift(new Truncation(Time(arguments[0]), TimeGrain.Month, weekStart), 1, TimeGrain.Month, IsDate: true), -1, TimeGrain.Day, IsDate: true),
            "DATE_TRUNC" => new Truncation(Time(arguments[1]), Grain(call, 0), weekStart),
            "DATE_ADD" => Added(call, 1),
            "DATE_SUB" => Added(call, -1),
            "DATE_DIFF" => Difference(Time(arguments[0]), Time(arguments[1]), Grain(call, 2)),
            _ => Windows(call),
        };
    }

    private Windowed Windows(CallNode call)
    {
        var arguments = call.Arguments;
        var first = arguments.Count > 0 ? Compile(arguments[0]) : null;
        return call.Function.Name switch
        {
            "SUM" => AllRows(call, "SUM", first!),
            "AVG" or "AVERAGE" => AllRows(call, "AVG", first!),
            "COUNT" => AllRows(call, "COUNT", first ?? new SmallNumber(1)),
            "SUMIF" => AllRows(call, "SUM", new When(Compile(arguments[1]), first!)),
            "AVERAGEIF" => AllRows(call, "AVG", new When(Compile(arguments[1]), first!)),
            "COUNTIF" => AllRows(call, "COUNT", new When(first!, new SmallNumber(1))),
            "RUNNING_TOTAL" => InOrder(call, "SUM", first) with { Frame = (null, 0) },
            "MOVING_SUM" => InOrder(call, "SUM", first) with { Frame = (-FormulaTypes.Literal(arguments[1])!.Value, 0) },
            "MOVING_AVG" => InOrder(call, "AVG", first) with { Frame = (-FormulaTypes.Literal(arguments[1])!.Value, 0) },
            "ROW_NUMBER" or "RANK" or "DENSE_RANK" => InOrder(call, call.Function.Name, null),
            "NTILE" => InOrder(call, "NTILE", new SmallNumber(FormulaTypes.Literal(arguments[0])!.Value)),
            "FIRST" => InOrder(call, "FIRST_VALUE", first) with { Frame = (null, null) },
            "LAST" => InOrder(call, "LAST_VALUE", first) with { Frame = (null, null) },
            "LAG" or "LEAD" => InOrder(call, call.Function.Name, arguments.Count > 2 ? Alike(arguments[0], arguments[2]).Left : first) with
            {
                More = [.. arguments.Count > 1 ? [new SmallNumber(FormulaTypes.Literal(arguments[1])!.Value)] : Array.Empty<SqlExpression>(), .. arguments.Count > 2 ? [Alike(arguments[0], arguments[2]).Right] : Array.Empty<SqlExpression>()],
            },
            var other => throw new InvalidOperationException($"Unknown function {other}."),
        };
    }

    private Windowed AllRows(CallNode call, string function, SqlExpression operand) => new(function, operand) { Partition = [.. call.PartitionBy.Select(Compile)] };

    private Windowed InOrder(CallNode call, string function, SqlExpression? operand) => new(function, operand)
    {
        Partition = [.. call.PartitionBy.Select(Compile)],
        Order = call.OrderBy.Count > 0 ? [.. call.OrderBy.Select(order => new SqlOrder(Compile(order.Value), order.Descending, false))] : queryOrder(),
    };

    private SqlExpression Added(CallNode call, int sign)
    {
        var (time, grain) = (Time(call.Arguments[0]), Grain(call, 2));
        var isDay = call.Arguments[0] is TextNode || types.Of(call.Arguments[0]) == FieldType.Date;
        if (FormulaTypes.Literal(call.Arguments[1]) is { } count) return new TimeShift(time, sign * count, grain, isDay);
        var amount = Compile(call.Arguments[1]);
        return new Moved(time, sign < 0 ? new Binary("-", new SmallNumber(0), amount) : amount, grain, isDay);
    }

    private SqlExpression Difference(SqlExpression from, SqlExpression to, TimeGrain grain) => grain switch
    {
        TimeGrain.Day => new DaysBetween(from, to),
        TimeGrain.Week => new Cast(new Binary("/", new DaysBetween(new Truncation(from, grain, weekStart), new Truncation(to, grain, weekStart)), new SmallNumber(7)), SqlType.Whole),
        TimeGrain.Year => Less(to, from, TimePart.Year),
        // Months or quarters of the years between, and what the parts differ by.
        _ => new Binary("+", new Binary("*", Less(to, from, TimePart.Year), new SmallNumber(grain == TimeGrain.Month ? 12 : 4)), Less(to, from, grain == TimeGrain.Month ? TimePart.Month : TimePart.Quarter)),
    };

    private Binary Less(SqlExpression to, SqlExpression from, TimePart part) => new("-", new PartOf(to, part, weekStart), new PartOf(from, part, weekStart));

    /// <summary>Both sides, where a text beside a time is the time that it writes.</summary>
    private (SqlExpression Left, SqlExpression Right) Alike(FormulaNode left, FormulaNode right) => Alike([left, right]) is [var one, var other] ? (one, other) : throw new InvalidOperationException("Two pieces were given.");

    private List<SqlExpression> Alike(IReadOnlyList<FormulaNode> nodes)
    {
        if (!nodes.Any(node => node is TextNode)) return [.. nodes.Select(Compile)];
        var isTime = nodes.Any(node => FormulaTypes.IsTime(types.Of(node)));
        return [.. nodes.Select(node => isTime && node is TextNode ? Time(node) : Compile(node))];
    }

    private SqlExpression Time(FormulaNode node)
    {
        if (node is not TextNode text || FormulaTypes.Time(text.Text) is not { } time) return Compile(node);
        return time.TimeOfDay == TimeSpan.Zero && text.Text.Length == 10
            ? Day(DateOnly.FromDateTime(time))
            : new BoundValue(time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), SqlType.Timestamp);
    }

    private static TimeGrain Grain(CallNode call, int at) => Enum.Parse<TimeGrain>(FormulaTypes.Unit(call, at), ignoreCase: true);

    private static BoundValue Day(DateOnly day) => new(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), SqlType.Date);

    private static Cast Double(SqlExpression value) => new(value, SqlType.Double);
}
