namespace Vitrine.Sql;

/// <summary>A bound value.</summary>
/// <param name="Value">
/// Null, <see cref="string"/>, <see cref="long"/> or <see cref="bool"/>. Decimals, days and times are bound as text and cast in the
/// statement, so that no digit is lost and no driver's idea of a time zone matters.
/// </param>
public sealed record SqlParameter(object? Value);
