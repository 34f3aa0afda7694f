namespace Vitrine.Semantics.Formats;

/// <summary>One part of an expression: what it holds for, and how it writes.</summary>
internal sealed record ExpressionSection
{
    public required IReadOnlyList<ExpressionToken> Tokens { get; init; }

    /// <summary>A comparison such as <c>&gt;=</c>, or null.</summary>
    public string? Comparison { get; init; }

    /// <summary>What is compared with.</summary>
    public ExactNumber Bound { get; init; }

    public NumberStyle Style { get; init; } = NumberStyle.Default;

    public bool IsTime => Tokens.Any(token => token.Kind == ExpressionTokenKind.Time);

    public bool IsText => Tokens.Any(token => token.Kind == ExpressionTokenKind.Text);

    /// <summary>Whether only numbers below zero come here, so that the section itself says how that shows.</summary>
    public bool IsForNegatives => Comparison is "<" && (Bound.IsZero || Bound.IsNegative) || Comparison is "<=" && Bound.IsNegative && !Bound.IsZero;

    public bool Holds(ExactNumber number)
    {
        var order = number.CompareTo(Bound);
        return Comparison switch
        {
            null => true,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            "=" => order == 0,
            "<>" => order != 0,
            _ => throw new InvalidOperationException($"Unknown comparison {Comparison}."),
        };
    }
}

/// <summary>What a token of an expression is.</summary>
internal enum ExpressionTokenKind
{
    /// <summary>Text as it stands.</summary>
    Literal,

    /// <summary>A place for a digit: 0, # or ?.</summary>
    Digit,

    /// <summary>The point.</summary>
    Point,

    /// <summary>A comma.</summary>
    Comma,

    /// <summary>The percent sign, which also multiplies.</summary>
    Percent,

    /// <summary><c>E+</c> or <c>E-</c>.</summary>
    Exponent,

    /// <summary><c>General</c>.</summary>
    General,

    /// <summary>The value as text.</summary>
    Text,

    /// <summary>A part of a date or time, such as <c>yyyy</c>.</summary>
    Time,
}

/// <summary>One token of an expression.</summary>
internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, string Text);
