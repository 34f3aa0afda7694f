namespace Vitrine.Semantics.Formulas;

/// <summary>A piece of a formula. Closed: types and SQL are made of every kind.</summary>
internal abstract record FormulaNode
{
    /// <summary>Where it begins in the formula, from 1.</summary>
    public required int Position { get; init; }
}

/// <summary>A number as it is written: digits, and perhaps a point with digits behind it.</summary>
internal sealed record NumberNode(string Digits) : FormulaNode;

internal sealed record TextNode(string Text) : FormulaNode;

internal sealed record TruthNode(bool Value) : FormulaNode;

/// <summary>A column of the answer: an id such as <c>orders_revenue</c>, or <c>orders.revenue</c>, or the name of another calculation.</summary>
internal sealed record ColumnNode(string Name) : FormulaNode;

internal sealed record NegationNode(FormulaNode Operand) : FormulaNode;

internal sealed record NotNode(FormulaNode Operand) : FormulaNode;

/// <summary>One of <c>+ - * / % ^</c>, a comparison, <c>AND</c> or <c>OR</c>.</summary>
internal sealed record OperatorNode(string Operator, FormulaNode Left, FormulaNode Right) : FormulaNode;

/// <summary>A call. Its function is known, and the number of arguments fits it.</summary>
internal sealed record CallNode(FormulaFunction Function, IReadOnlyList<FormulaNode> Arguments) : FormulaNode
{
    public IReadOnlyList<FormulaNode> PartitionBy { get; init; } = [];

    public IReadOnlyList<(FormulaNode Value, bool Descending)> OrderBy { get; init; } = [];
}
