using Vitrine.Agents.Turns;
using Vitrine.Apps;

namespace Vitrine.Unit.Agents;

public sealed class TurnEndsTests
{
    [Theory]
    [InlineData(true, "You made version 7 the draft while this ran, so it stays there. This work is version 8: restore it to make it the draft.")]
    [InlineData(false, "Somebody else made version 7 the draft while this ran, so it stays there. This work is version 8: restore it to make it the draft.")]
    public void Who_moved_the_draft_is_said(bool isOwn, string sentence)
        => Assert.EndsWith(sentence, TurnEnds.Done("Built.", new InsertVersion.Result(8, true, 7, isOwn), isUnverified: false).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1800, "30 minutes")]
    [InlineData(90, "1 minute 30 seconds")]
    [InlineData(60, "1 minute")]
    [InlineData(1, "1 second")]
    public void A_turn_that_took_too_long_says_how_long_it_may_take(int seconds, string text)
        => Assert.Equal($"The work took longer than {text} and was ended. Ask for less at a time.", TurnEnds.TimedOut(TimeSpan.FromSeconds(seconds), isWaiting: false).Message);
}
