namespace Vitrine.Agents.Composer.Values;

/// <summary>Values of a dimension.</summary>
/// <param name="Values">As text; nulls are left out.</param>
/// <param name="IsCut">Whether there are more.</param>
internal sealed record ValueList(IReadOnlyList<string> Values, bool IsCut);
