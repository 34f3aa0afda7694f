using System.Text.Json;

namespace Vitrine.Agents.Turns;

/// <summary>One thing that happened in a turn. Events are kept; whoever follows says the last number that they have.</summary>
/// <param name="Sequence">1, 2, 3 … within the turn. Numbers that a person may not see are missing for them.</param>
/// <param name="At">When.</param>
/// <param name="Kind">One of <see cref="TurnEventKinds"/>.</param>
/// <param name="Data">An object whose members depend on the kind.</param>
public sealed record TurnEvent(long Sequence, DateTimeOffset At, string Kind, JsonElement Data);
