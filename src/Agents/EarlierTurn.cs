namespace Vitrine.Agents;

/// <summary>A turn of the same app that ended before, as an agent remembers it.</summary>
/// <param name="Prompt">What was asked for.</param>
/// <param name="Summary">What was done, or why it was not.</param>
public sealed record EarlierTurn(string Prompt, string Summary);
