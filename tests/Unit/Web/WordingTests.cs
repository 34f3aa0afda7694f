using Vitrine.Web.Components;

namespace Vitrine.Unit.Web;

/// <summary>Numbers as people read them.</summary>
public sealed class WordingTests
{
    [Theory]
    [InlineData(-3, "0 s")]
    [InlineData(11.2, "12 s")]
    [InlineData(59.5, "1 min 0 s")]
    [InlineData(373.4, "6 min 14 s")]
    public void A_wait_is_counted_in_whole_seconds_and_a_long_one_in_minutes(double seconds, string says)
        => Assert.Equal(says, Wording.Left(TimeSpan.FromSeconds(seconds)));
}
