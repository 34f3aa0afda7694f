namespace Vitrine.Agents.Turns;

/// <summary>How a turn ends.</summary>
/// <param name="State">Done, failed, declined or cancelled.</param>
/// <param name="Code">Why; null when all is well.</param>
/// <param name="Message">What was done, or what a person can do about the code.</param>
/// <param name="Version">The version that it made.</param>
internal sealed record TurnEnd(TurnState State, string? Code, string Message, int? Version = null);
