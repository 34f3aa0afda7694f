namespace Vitrine.Sql;

/// <summary>One statement as it is sent to a warehouse: text with <c>$1</c>, <c>$2</c>, … and the values that stand there.</summary>
/// <param name="Text">The statement. No value of a request or a person stands in it.</param>
/// <param name="Parameters">The n-th is <c>$n</c>, counted from 1; one may stand at several places.</param>
public sealed record RenderedSql(string Text, IReadOnlyList<SqlParameter> Parameters);
