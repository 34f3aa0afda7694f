namespace Vitrine.Sql;

/// <summary>One statement as it is sent to a warehouse: text with places, such as <c>$1</c>, as its dialect writes them, and the values that stand there.</summary>
/// <param name="Text">The statement. No value of a request or a person stands in it.</param>
/// <param name="Parameters">In the order of their numbers. Where places have numbers (<c>$1</c>) or names, one value may stand at several of them.</param>
public sealed record RenderedSql(string Text, IReadOnlyList<SqlParameter> Parameters);
