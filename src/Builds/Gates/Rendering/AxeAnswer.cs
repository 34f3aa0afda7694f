namespace Vitrine.Builds.Gates.Rendering;

/// <summary>What <c>axe-run.js</c> answers.</summary>
/// <param name="Violations">What axe found.</param>
/// <param name="Error">Why it could not look, or null: then nothing found means nothing wrong.</param>
internal sealed record AxeAnswer(IReadOnlyList<AxeViolation> Violations, string? Error = null);
