using Vitrine.Primitives;
using Vitrine.Semantics.Formats;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Compilation;

/// <summary>
/// Decides conditions of an author's SQL by the values of one query. Numbers compare as numbers, all else as text; a comparison with a value that nobody gave is refused, as it is where the value itself
/// stands in SQL. Whether there is one may always be asked.
/// </summary>
internal sealed class ConditionValues(OutsideValues outside, ExploreTable table)
{
    public bool Holds(TemplateCondition condition) => condition switch
    {
        IsGiven given => !given.Operand.IsFalse && !IsMissing(given.Operand),
        BothHold both => Holds(both.Left) && Holds(both.Right),
        EitherHolds either => Holds(either.Left) || Holds(either.Right),
        HoldsNot not => !Holds(not.Condition),
        Compared { Left.IsNothing: true } compared => HoldsOfNothing(compared.Operator, compared.Right),
        Compared { Right.IsNothing: true } compared => HoldsOfNothing(compared.Operator, compared.Left),
        Compared { Operator: ConditionOperator.Contains } compared => Contains(compared.Left, One(compared.Right)),
        Compared compared => Holds(compared, One(compared.Left), One(compared.Right)),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}."),
    };

    private bool HoldsOfNothing(ConditionOperator comparison, ConditionOperand other) => comparison switch
    {
        ConditionOperator.Equal => IsMissing(other),
        ConditionOperator.NotEqual => !IsMissing(other),
        _ => false,
    };

    private bool Holds(Compared compared, string left, string right)
    {
        var order = IsNumber(compared.Left) || IsNumber(compared.Right)
            ? ExactNumber.Parse(left.Trim()) is { } one && ExactNumber.Parse(right.Trim()) is { } two ? one.CompareTo(two) : null as int?
            : string.CompareOrdinal(left, right);
        return compared.Operator switch
        {
            ConditionOperator.Equal => order == 0,
            ConditionOperator.NotEqual => order != 0,
            ConditionOperator.Less => order < 0,
            ConditionOperator.LessOrEqual => order <= 0,
            ConditionOperator.Greater => order > 0,
            ConditionOperator.GreaterOrEqual => order >= 0,
            _ => throw new InvalidOperationException($"Unknown operator {compared.Operator}."),
        };
    }

    private bool Contains(ConditionOperand list, string value)
    {
        var values = Values(list);
        if (values.Count == 0) throw OutsideValues.Missing(list.Piece!);
        return IsList(list, values) ? values.Contains(value, StringComparer.Ordinal) : values[0].Contains(value, StringComparison.Ordinal);
    }

    /// <summary>Of a list one value is a member; of a text it is a part. What may have several values is a list also when it has one.</summary>
    private bool IsList(ConditionOperand operand, IReadOnlyList<string> values)
        => values.Count > 1 || operand.Piece is AttributePiece || (operand.Piece is ParameterPiece parameter && outside.Declared(parameter.Name, table) is { IsMultiple: true });

    private bool IsNumber(ConditionOperand operand)
        => operand.IsNumber || (operand.Piece is ParameterPiece parameter && outside.Declared(parameter.Name, table) is { Type: FieldType.Number });

    private bool IsMissing(ConditionOperand operand) => operand.IsNothing || Values(operand).Count == 0;

    private string One(ConditionOperand operand) => Values(operand) switch
    {
        [] => throw OutsideValues.Missing(operand.Piece!),
        [var one] => one,
        _ when operand.Piece is AttributePiece attribute => throw new RefusalException("semantics.several-attribute-values", $"You have several values of the user attribute {attribute.Name}, and this data compares it with one. It should ask with contains.", RefusalKind.Forbidden),
        _ => throw new RefusalException("semantics.several-parameter-values", $"The parameter {((ParameterPiece)operand.Piece!).Name} has several values where one is expected."),
    };

    private IReadOnlyList<string> Values(ConditionOperand operand) => operand.Text is { } text ? [text] : operand.Piece is { } piece ? outside.ValuesOf(piece, table) : [];
}
