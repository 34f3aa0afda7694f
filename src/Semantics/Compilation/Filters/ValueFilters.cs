using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation.Filters;

/// <summary>Filters over texts, numbers and truth values. Null means that the filter holds no value and so filters nothing.</summary>
internal static class ValueFilters
{
    public static SqlExpression? Text(FilterRule rule, SqlExpression operand, bool caseSensitive, bool hasWildcards)
    {
        // In Lightdash % and _ in a value are wildcards.
        (string Text, bool Escapes) Pattern(string before, string value, string after) => hasWildcards ? (before + value + after, false) : ValueFilters.Pattern(before, value, after);
        var side = caseSensitive ? operand : new Upper(AsText(operand));
        string Value(string text) => caseSensitive ? text : text.ToUpperInvariant();
        switch (rule.Operator)
        {
            case FilterOperator.Equals: return OneOf(rule, operand, side, value => new BoundValue(Value(value), SqlType.Text));
            case FilterOperator.NotEquals: return NoneOf(rule, operand, side, value => new BoundValue(Value(value), SqlType.Text));
            case FilterOperator.Include: return Patterns(rule, side, value => Pattern("%", Value(value), "%"));
            case FilterOperator.StartsWith: return Patterns(rule, side, value => Pattern("", Value(value), "%"));
            case FilterOperator.EndsWith: return Patterns(rule, side, value => Pattern("%", Value(value), ""));
            case FilterOperator.DoesNotInclude:
                var texts = rule.Values.OfType<string>().ToList();
                if (texts.Count == 0) return null;
                var none = texts.ConvertAll<SqlExpression>(value => LikePattern(side, Pattern("%", Value(value), "%"), negated: true));
                return new AnyOf([AllOf.Of(none)!, new IsNull(operand)]);
            default: throw FilterRefusals.Operator(rule.Field, rule.Operator, FieldType.String);
        }
    }

    public static SqlExpression? Number(FilterRule rule, SqlExpression operand)
    {
        BoundValue Value(string? text) => NumberLiteral.Read(text) ?? throw FilterRefusals.Value(rule.Field, text, "a number");
        SqlExpression? Compare(string comparison) => rule.Values is [{ } value, ..] ? new Binary(comparison, operand, Value(value)) : null;
        switch (rule.Operator)
        {
            case FilterOperator.Equals: return OneOf(rule, operand, operand, Value);
            case FilterOperator.NotEquals: return NoneOf(rule, operand, operand, Value);
            case FilterOperator.LessThan: return Compare("<");
            case FilterOperator.LessThanOrEqual: return Compare("<=");
            case FilterOperator.GreaterThan: return Compare(">");
            case FilterOperator.GreaterThanOrEqual: return Compare(">=");
            case FilterOperator.InBetween when rule.Values.Count < 2: return null;
            case FilterOperator.InBetween: return new AllOf([new Binary(">=", operand, Value(rule.Values[0])), new Binary("<=", operand, Value(rule.Values[1]))]);
            case FilterOperator.NotInBetween when rule.Values.Count < 2: return null;
            // Rows without a value are outside of nothing: Lightdash drops them here, and so does SQL.
            case FilterOperator.NotInBetween: return new AnyOf([new Binary("<", operand, Value(rule.Values[0])), new Binary(">", operand, Value(rule.Values[1]))]);
            default: throw FilterRefusals.Operator(rule.Field, rule.Operator, FieldType.Number);
        }
    }

    /// <param name="rule">The filter.</param>
    /// <param name="operand">The value that is tested.</param>
    /// <param name="takesAny">Whether what is no truth value counts as true, as any text does in Lightdash.</param>
    public static SqlExpression? Truth(FilterRule rule, SqlExpression operand, bool takesAny)
    {
        Constant Value(string text) => text.ToUpperInvariant() switch
        {
            "TRUE" => Constant.True,
            "FALSE" => Constant.False,
            { Length: > 0 } when takesAny => Constant.True,
            _ => throw FilterRefusals.Value(rule.Field, text, "true or false"),
        };
        return rule.Operator switch
        {
            FilterOperator.Equals => OneOf(rule, operand, operand, Value),
            FilterOperator.NotEquals => NoneOf(rule, operand, operand, Value),
            _ => throw FilterRefusals.Operator(rule.Field, rule.Operator, FieldType.Boolean),
        };
    }

    private static SqlExpression? OneOf(FilterRule rule, SqlExpression operand, SqlExpression side, Func<string, SqlExpression> value)
    {
        if (rule.Values.Count == 0) return null;
        var values = rule.Values.OfType<string>().Select(value).ToList();
        if (values.Count == rule.Values.Count) return new InList(side, values);
        return values.Count == 0 ? new IsNull(operand) : new AnyOf([new InList(side, values), new IsNull(operand)]);
    }

    private static SqlExpression? NoneOf(FilterRule rule, SqlExpression operand, SqlExpression side, Func<string, SqlExpression> value)
    {
        if (rule.Values.Count == 0) return null;
        var values = rule.Values.OfType<string>().Select(value).ToList();
        if (values.Count == rule.Values.Count) return new AnyOf([new InList(side, values, Negated: true), new IsNull(operand)]);
        return values.Count == 0 ? new IsNull(operand, Negated: true) : new InList(side, values, Negated: true);
    }

    private static SqlExpression? Patterns(FilterRule rule, SqlExpression side, Func<string, (string, bool)> pattern)
    {
        var tests = rule.Values.OfType<string>().Select(value => LikePattern(side, pattern(value), negated: false)).ToList();
        return tests.Count switch { 0 => null, 1 => tests[0], _ => new AnyOf(tests) };
    }

    private static Like LikePattern(SqlExpression side, (string Text, bool Escapes) pattern, bool negated)
        => new Like(AsText(side), new BoundValue(pattern.Text, SqlType.Text), pattern.Escapes, negated);

    /// <summary>The wildcards of a value stand for themselves.</summary>
    public static (string Text, bool Escapes) Pattern(string before, string value, string after)
    {
        var escaped = value.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
        return (before + escaped + after, escaped.Length != value.Length);
    }

    /// <summary>A field that is said to be text may be a number in the warehouse.</summary>
    public static SqlExpression AsText(SqlExpression operand) => operand is Upper or Cast { Type: SqlType.Text } ? operand : new Cast(operand, SqlType.Text);
}
