using System.Globalization;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Formulas;

/// <summary>Finds the types of a formula's pieces, and what does not go together: before SQL is made, so that a warehouse's own words are never the error.</summary>
/// <param name="column">The type of a column; throws when there is none of that name.</param>
internal sealed class FormulaTypes(Func<string, FieldType> column)
{
    private static readonly string[] Units = ["day", "week", "month", "quarter", "year"];

    private bool isInWindow;

    /// <summary>The type of a piece, or throws what is wrong with it.</summary>
    public FieldType Of(FormulaNode node) => node switch
    {
        NumberNode => FieldType.Number,
        TextNode => FieldType.String,
        TruthNode => FieldType.Boolean,
        ColumnNode named => column(named.Name),
        NegationNode negation => Need(negation.Operand, FieldType.Number, "-"),
        NotNode negation => Need(negation.Operand, FieldType.Boolean, "NOT"),
        OperatorNode { Operator: "AND" or "OR" } both => Both(both, FieldType.Boolean),
        OperatorNode { Operator: "+" or "-" or "*" or "/" or "%" or "^" } both => Both(both, FieldType.Number),
        OperatorNode comparison => Compared(comparison),
        CallNode call => Call(call),
        _ => throw new InvalidOperationException($"Unknown piece {node.GetType().Name}."),
    };

    public static bool IsTime(FieldType type) => type is FieldType.Date or FieldType.Timestamp;

    /// <summary>A whole number that stands in the formula itself.</summary>
    public static int? Literal(FormulaNode node) => node switch
    {
        NumberNode number when int.TryParse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) => whole,
        NegationNode { Operand: NumberNode number } when int.TryParse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) => -whole,
        _ => null,
    };

    /// <summary>The unit of a function of days.</summary>
    public static string Unit(CallNode call, int at)
        => call.Arguments[at] is TextNode text && Units.Contains(text.Text, StringComparer.OrdinalIgnoreCase)
            ? text.Text.ToLowerInvariant()
            : throw new FormulaProblemException($"needs one of \"{string.Join("\", \"", Units)}\" in {call.Function.Name}, at {call.Arguments[at].Position}");

    /// <summary>The day or the time that a text writes, or null.</summary>
    public static DateTime? Time(string text)
        => DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private FieldType Call(CallNode call)
    {
        if (call.Function.ReachOf(call.Arguments.Count) == FormulaReach.Row) return Typed(call);
        if (isInWindow)
            throw new FormulaProblemException($"looks at other rows inside of what looks at other rows already: {call.Function.Name}, at {call.Position}. Give the inner part a calculation of its own and name that");
        isInWindow = true;
        var type = Typed(call);
        foreach (var part in call.PartitionBy.Concat(call.OrderBy.Select(order => order.Value))) _ = Of(part);
        isInWindow = false;
        return type;
    }

    private FieldType Typed(CallNode call)
    {
        var (name, arguments) = (call.Function.Name, call.Arguments);
        switch (name)
        {
            case "IF":
                Need(arguments[0], FieldType.Boolean, name);
                return Same(call, arguments.Skip(1));
            case "AND" or "OR" or "NOT":
                foreach (var argument in arguments) Need(argument, FieldType.Boolean, name);
                return FieldType.Boolean;
            case "ROUND" when arguments.Count == 2 && Literal(arguments[1]) is not (>= -15 and <= 15):
                throw new FormulaProblemException($"needs a whole number from -15 to 15 for the digits of ROUND, at {arguments[1].Position}");
            case "ABS" or "ROUND" or "CEIL" or "CEILING" or "FLOOR" or "SUM" or "AVERAGE" or "AVG" or "RUNNING_TOTAL":
                return Need(arguments[0], FieldType.Number, name);
            case "MIN" or "MAX" or "COALESCE":
                return Same(call, arguments);
            case "CONCAT":
                foreach (var argument in arguments) _ = Of(argument);
                return FieldType.String;
            case "LEN" or "LENGTH":
                Need(arguments[0], FieldType.String, name);
                return FieldType.Number;
            case "TRIM" or "LOWER" or "UPPER":
                return Need(arguments[0], FieldType.String, name);
            case "TODAY":
                return FieldType.Date;
            case "NOW":
                return FieldType.Timestamp;
            case "YEAR" or "MONTH" or "DAY":
                NeedTime(arguments[0], name);
                return FieldType.Number;
            case "LAST_DAY":
                NeedTime(arguments[0], name);
                return FieldType.Date;
            case "DATE_TRUNC":
                _ = Unit(call, 0);
                NeedTime(arguments[1], name);
                return FieldType.Date;
            case "DATE_ADD" or "DATE_SUB":
                _ = Unit(call, 2);
                Need(arguments[1], FieldType.Number, name);
                return NeedTime(arguments[0], name);
            case "DATE_DIFF":
                _ = Unit(call, 2);
                NeedTime(arguments[0], name);
                NeedTime(arguments[1], name);
                return FieldType.Number;
            case "ISNULL":
                _ = Of(arguments[0]);
                return FieldType.Boolean;
            case "COUNT":
                if (arguments.Count > 0) _ = Of(arguments[0]);
                return FieldType.Number;
            case "SUMIF" or "AVERAGEIF":
                Need(arguments[0], FieldType.Number, name);
                Need(arguments[1], FieldType.Boolean, name);
                return FieldType.Number;
            case "COUNTIF":
                Need(arguments[0], FieldType.Boolean, name);
                return FieldType.Number;
            case "ROW_NUMBER" or "RANK" or "DENSE_RANK":
                return FieldType.Number;
            case "NTILE":
                NeedCount(arguments[0], name);
                return FieldType.Number;
            case "LAG" or "LEAD":
                if (arguments.Count > 1) NeedCount(arguments[1], name);
                return Same(call, arguments.Where((_, at) => at != 1));
            case "FIRST" or "LAST":
                return Of(arguments[0]);
            case "MOVING_SUM" or "MOVING_AVG":
                NeedCount(arguments[1], name);
                return Need(arguments[0], FieldType.Number, name);
            default:
                throw new InvalidOperationException($"Unknown function {name}.");
        }
    }

    private FieldType Both(OperatorNode both, FieldType type)
    {
        Need(both.Left, type, both.Operator);
        return Need(both.Right, type, both.Operator);
    }

    private FieldType Compared(OperatorNode comparison)
    {
        var (left, right) = (Of(comparison.Left), Of(comparison.Right));
        if (Joint(left, comparison.Left, right, comparison.Right) is null) throw new FormulaProblemException($"compares {Name(left)} with {Name(right)}, at {comparison.Position}");
        return FieldType.Boolean;
    }

    private FieldType Same(CallNode call, IEnumerable<FormulaNode> nodes)
    {
        var all = nodes.ToList();
        var type = Of(all[0]);
        foreach (var node in all.Skip(1))
        {
            var other = Of(node);
            type = Joint(type, all[0], other, node) ?? throw new FormulaProblemException($"mixes {Name(type)} and {Name(other)} in {call.Function.Name}, at {node.Position}");
        }

        return type;
    }

    /// <summary>The type that both are of; a text that writes a day is one beside days.</summary>
    private static FieldType? Joint(FieldType left, FormulaNode leftNode, FieldType right, FormulaNode rightNode)
    {
        if (left == right) return left;
        if (IsTime(left) && IsTime(right)) return FieldType.Timestamp;
        if (IsTime(left) && rightNode is TextNode one && Time(one.Text) is not null) return left;
        if (IsTime(right) && leftNode is TextNode other && Time(other.Text) is not null) return right;
        return null;
    }

    private FieldType Need(FormulaNode node, FieldType wanted, string by)
    {
        var type = Of(node);
        if (type == wanted) return type;
        var remedy = IsTime(type) && wanted == FieldType.Number ? ". For days there are DATE_ADD, DATE_SUB and DATE_DIFF"
            : by == "+" && type == FieldType.String ? ". Texts are put together by CONCAT" : "";
        throw new FormulaProblemException($"gives {by} {Name(type)} where it needs {Name(wanted)}, at {node.Position}{remedy}");
    }

    private FieldType NeedTime(FormulaNode node, string by)
    {
        if (node is TextNode text && Time(text.Text) is not null) return FieldType.Date;
        var type = Of(node);
        return IsTime(type) ? type : throw new FormulaProblemException($"gives {by} {Name(type)} where it needs a day, at {node.Position}");
    }

    private static void NeedCount(FormulaNode node, string by)
    {
        if (Literal(node) is not (>= 1 and <= 10_000)) throw new FormulaProblemException($"gives {by} something else than a whole number from 1, at {node.Position}");
    }

    private static string Name(FieldType type) => type switch
    {
        FieldType.String => "a text",
        FieldType.Number => "a number",
        FieldType.Boolean => "true or false",
        FieldType.Date => "a day",
        _ => "a time",
    };
}
