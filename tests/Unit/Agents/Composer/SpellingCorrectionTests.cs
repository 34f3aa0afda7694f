using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Unit.Agents.Composer;

public sealed class SpellingCorrectionTests
{
    [Theory]
    [InlineData("montly", "monthly")]
    [InlineData("reveneu", "revenue")]
    [InlineData("satisfacton", "satisfaction")]
    [InlineData("paln", "plan")]
    [InlineData("brnd", "brand")]
    public void A_slip_is_read_as_what_was_meant(string written, string read) => Assert.Equal(read, Correct(written));

    [Theory]
    [InlineData("shoe")]
    [InlineData("lighting")]
    [InlineData("weather")]
    [InlineData("salaries")]
    [InlineData("tables")]
    public void A_word_that_is_right_stays(string word) => Assert.Equal(word, Correct(word));

    private static string Correct(string word) => SpellingCorrection.Correct(PromptText.Read(word), new Names()).Words[0].Text;

    private sealed class Names : INameBook
    {
        public IReadOnlyCollection<string> Words { get; } = ["revenue", "plan", "brand", "shop", "leather", "satisfaction", "salads"];

        public bool Knows(string stem) => Words.Select(Stemmer.Stem).Contains(stem);

        public int? LongestName(PromptText text, int index) => null;
    }
}
