namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>A part of a follow-up with one verb.</summary>
/// <param name="Verb">What is to be done.</param>
/// <param name="Text">The words without the verb.</param>
/// <param name="Old">What it replaces ("X" of "replace X with Y"), or null.</param>
/// <param name="IsRename">Whether the whole text is a new title ("rename it to …", "call it …").</param>
internal sealed record Clause(EditVerb Verb, string Text, string? Old = null, bool IsRename = false);
