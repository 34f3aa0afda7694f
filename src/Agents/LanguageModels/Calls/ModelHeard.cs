namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>A call that is over.</summary>
/// <param name="Answer">The answer; null when it came to nothing.</param>
internal sealed record ModelHeard(ModelAnswer? Answer);
