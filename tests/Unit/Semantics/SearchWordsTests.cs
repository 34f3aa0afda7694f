using Vitrine.Semantics.Searching;

namespace Vitrine.Unit.Semantics;

public sealed class SearchWordsTests
{
    [Theory]
    [InlineData("orders.total_revenue", "orders total revenue")]
    [InlineData("OrderCount (2025)", "order count 2025")]
    [InlineData("Umsätze", "umsatze")]
    [InlineData(" --- ", "")]
    public void Text_is_cut_into_words_that_compare(string text, string words) => Assert.Equal(words, string.Join(' ', SearchWords.Of(text)));

    [Theory]
    [InlineData("categories", "category")]
    [InlineData("monthly", "month")]
    [InlineData("orders", "order")]
    [InlineData("boxes", "box")]
    [InlineData("gross", "gross")]
    public void Endings_do_not_matter(string word, string stem) => Assert.Equal(stem, SearchWords.Stem(word));
}
