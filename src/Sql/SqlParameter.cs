namespace Vitrine.Sql;

/// <summary>A bound value.</summary>
/// <param name="Value">
/// Null, <see cref="string"/>, <see cref="long"/>, <see cref="bool"/>, <see cref="DateOnly"/>, or a <see cref="DateTime"/> that is a UTC
/// wall-clock time. Numbers of a request are bound as text and cast in the statement, so that no digit is lost.
/// </param>
public sealed record SqlParameter(object? Value);
