namespace Vitrine.Agents.Turns;

/// <summary>Which state may follow which: the one place that says so.</summary>
internal static class TurnMoves
{
    /// <summary>
    /// Whether a turn may go from one state to another. Back to preparing from everywhere in between: that is a turn whose server was killed, done again from its start.
    /// </summary>
    public static bool MayFollow(TurnState from, TurnState to) => to switch
    {
        TurnState.Queued => from is TurnState.Waiting,
        TurnState.Preparing => from is TurnState.Queued or TurnState.Preparing or TurnState.Generating or TurnState.Checking or TurnState.Storing,
        TurnState.Generating => from is TurnState.Preparing or TurnState.Checking,
        TurnState.Checking => from is TurnState.Generating,
        TurnState.Waiting => from is TurnState.Generating,
        TurnState.Storing => from is TurnState.Generating or TurnState.Checking,
        TurnState.Done => from is TurnState.Storing,
        TurnState.Declined => from is TurnState.Generating,
        TurnState.Failed or TurnState.Cancelled => !HasEnded(from),
        _ => throw new ArgumentOutOfRangeException(nameof(to)),
    };

    public static bool HasEnded(TurnState state) => state >= TurnState.Done;
}
