using Vitrine.Agents.Turns;

namespace Vitrine.Unit.Agents;

/// <summary>Every step that a turn may take, and no other.</summary>
public sealed class TurnMovesTests
{
    private static readonly Dictionary<TurnState, TurnState[]> Allowed = new()
    {
        [TurnState.Queued] = [TurnState.Preparing, TurnState.Failed, TurnState.Cancelled],
        [TurnState.Preparing] = [TurnState.Preparing, TurnState.Generating, TurnState.Failed, TurnState.Cancelled],
        [TurnState.Generating] = [TurnState.Preparing, TurnState.Checking, TurnState.Waiting, TurnState.Storing, TurnState.Declined, TurnState.Failed, TurnState.Cancelled],
        [TurnState.Checking] = [TurnState.Preparing, TurnState.Generating, TurnState.Storing, TurnState.Failed, TurnState.Cancelled],
        [TurnState.Waiting] = [TurnState.Queued, TurnState.Failed, TurnState.Cancelled],
        [TurnState.Storing] = [TurnState.Preparing, TurnState.Done, TurnState.Failed, TurnState.Cancelled],
        [TurnState.Done] = [],
        [TurnState.Failed] = [],
        [TurnState.Declined] = [],
        [TurnState.Cancelled] = [],
    };

    [Fact]
    public void Only_these_steps_may_be_taken()
    {
        foreach (var from in Enum.GetValues<TurnState>())
            foreach (var to in Enum.GetValues<TurnState>())
                Assert.True(TurnMoves.MayFollow(from, to) == Allowed[from].Contains(to), $"{from} → {to}");
    }
}
