using Vitrine.Agents.Turns;
using Vitrine.Primitives;

namespace Vitrine.Unit.Agents;

public sealed class PromptTextTests
{
    [Theory]
    [InlineData("  Revenue by month \r\n by region\t", "Revenue by month \n by region")]
    [InlineData("a\u0000b\u001b[31mc\u202Ed\u2066e\uFEFF", "ab[31mcde")]
    [InlineData("<script>alert(1)</script> {{7*7}} '; DROP TABLE x", "<script>alert(1)</script> {{7*7}} '; DROP TABLE x")]
    [InlineData("Umsätze 売上 🙂 👨‍👩‍👧", "Umsätze 売上 🙂 👨‍👩‍👧")]
    public void Text_is_taken_as_it_is_without_what_nobody_sees(string written, string clean) => Assert.Equal(clean, PromptText.Clean(written));

    // Not as data of a theory: attributes hold UTF-8, in which there are no halves.
    [Fact]
    public void Half_of_a_pair_is_replaced() => Assert.Equal("half \ufffd of a pair", PromptText.Clean("half \ud83d of a pair"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\u0000\u200B\uFEFF ")]
    public void Nothing_is_refused(string? written) => Assert.Equal("turns.prompt-empty", Assert.Throws<RefusalException>(() => PromptText.Clean(written)).Code);

    [Fact]
    public void A_book_is_refused()
    {
        Assert.Equal(20_000, PromptText.Clean(new string('x', 20_000)).Length);
        var refusal = Assert.Throws<RefusalException>(() => PromptText.Clean(new string('x', 20_001)));
        Assert.Equal(("turns.prompt-too-long", RefusalKind.TooLarge), (refusal.Code, refusal.Kind));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(" \n a \t b\r\nc\u0000\u202Ed ", "a b cd")]
    [InlineData("1234567890", "1234567890")]
    [InlineData("12345678901", "123456789…")]
    [InlineData("12345678🙂🙂", "12345678…")]
    public void A_line_is_one_line_and_no_longer_than_it_may_be(string? text, string line) => Assert.Equal(line, PromptText.Line(text, 10));

    [Theory]
    [InlineData("monthly revenue by region", "Monthly revenue by region")]
    [InlineData("Show revenue by month. Then the rest.", "Show revenue by month")]
    [InlineData("first line\nsecond line", "First line")]
    [InlineData("...", "App")]
    [InlineData("A very long prompt that goes on and on and says a lot of things about many matters", "A very long prompt that goes on and on and says a lot of")]
    public void A_name_is_how_the_prompt_begins(string prompt, string name) => Assert.Equal(name, PromptText.NameFor(prompt));
}
