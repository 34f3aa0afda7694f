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
}
