namespace Vitrine.Builds.Gates.Rendering;

/// <summary>What <c>axe-run.js</c> answers for one element.</summary>
/// <param name="Rule">axe's id of the rule.</param>
/// <param name="Impact"><c>minor</c>, <c>moderate</c>, <c>serious</c> or <c>critical</c>.</param>
/// <param name="Help">What the rule wants, in a few words.</param>
/// <param name="Summary">What to change.</param>
/// <param name="Target">A selector of the element.</param>
/// <param name="Text">The beginning of its text.</param>
/// <param name="Loc">The stamp of the nearest element of the app.</param>
internal sealed record AxeViolation(string Rule, string Impact, string Help, string Summary, string Target, string Text, string? Loc);
