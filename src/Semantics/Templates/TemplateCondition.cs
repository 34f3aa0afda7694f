namespace Vitrine.Semantics.Templates;

/// <summary>A condition of Liquid over values from outside. Closed.</summary>
internal abstract record TemplateCondition
{
    /// <summary>What a condition looks at.</summary>
    public static IEnumerable<TemplatePiece> ValuesOf(TemplateCondition? condition) => condition switch
    {
        null => [],
        IsGiven given => given.Operand.Piece is { } piece ? [piece] : [],
        Compared compared => new[] { compared.Left.Piece, compared.Right.Piece }.OfType<TemplatePiece>(),
        BothHold both => ValuesOf(both.Left).Concat(ValuesOf(both.Right)),
        EitherHolds either => ValuesOf(either.Left).Concat(ValuesOf(either.Right)),
        HoldsNot not => ValuesOf(not.Condition),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}."),
    };
}

/// <summary>Whether there is a value at all.</summary>
internal sealed record IsGiven(ConditionOperand Operand) : TemplateCondition;

internal sealed record Compared(ConditionOperand Left, ConditionOperator Operator, ConditionOperand Right) : TemplateCondition;

internal sealed record BothHold(TemplateCondition Left, TemplateCondition Right) : TemplateCondition;

internal sealed record EitherHolds(TemplateCondition Left, TemplateCondition Right) : TemplateCondition;

internal sealed record HoldsNot(TemplateCondition Condition) : TemplateCondition;

internal enum ConditionOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,

    /// <summary>A list has the value, or a text has it in it.</summary>
    Contains,
}

/// <summary>One side of a comparison: exactly one of what it may be, or nothing (<c>nil</c>, <c>blank</c>).</summary>
/// <param name="Piece">A parameter, a user attribute or the email address.</param>
/// <param name="Text">A text that stands there.</param>
/// <param name="IsNumber">Whether the text was written as a number.</param>
/// <param name="IsFalse">Whether <c>false</c> stands there.</param>
internal sealed record ConditionOperand(TemplatePiece? Piece = null, string? Text = null, bool IsNumber = false, bool IsFalse = false)
{
    public static ConditionOperand Nothing { get; } = new();

    public bool IsNothing => Piece is null && Text is null;
}
