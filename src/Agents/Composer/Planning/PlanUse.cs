namespace Vitrine.Agents.Composer.Planning;

/// <summary>A page filter that applies to a widget.</summary>
/// <param name="Filter">Its name.</param>
/// <param name="Field">The field that it filters there, where it is not the filter's own.</param>
internal sealed record PlanUse(string Filter, string? Field = null);
