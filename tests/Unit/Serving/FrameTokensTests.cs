using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Serving.Frames;

namespace Vitrine.Unit.Serving;

public sealed class FrameTokensTests
{
    private static readonly FrameTicket Ticket = new(Guid.Parse("01980000-0000-7000-8000-00000000000a"), 7, new string('a', 64));
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly EphemeralDataProtectionProvider keys = new();

    [Fact]
    public void A_token_says_what_it_was_made_for() => Assert.Equal(Ticket, Make().Read(Make().Issue(Ticket)));

    [Fact]
    public void A_token_runs_out()
    {
        var token = Make().Issue(Ticket);
        clock.Advance(FrameTokens.Lifetime);
        Assert.NotNull(Make().Read(token));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(Make().Read(token));
    }

    [Fact]
    public void A_token_of_other_keys_or_another_purpose_says_nothing()
    {
        Assert.Null(new FrameTokens(new EphemeralDataProtectionProvider(), clock).Read(Make().Issue(Ticket)));
        Assert.Null(Make().Read(WebEncoders.Base64UrlEncode(keys.CreateProtector("Other").Protect(new byte[61]))));
        Assert.Null(Make().Read(WebEncoders.Base64UrlEncode(keys.CreateProtector("Vitrine.Serving.Frames").Protect(new byte[5]))));
    }

    [Fact]
    public void Every_changed_character_spoils_a_token()
    {
        var token = Make().Issue(Ticket);
        for (var at = 0; at < token.Length - 1; at++)
        {
            var changed = new StringBuilder(token);
            changed[at] = token[at] == 'A' ? 'B' : 'A';
            Assert.Null(Make().Read(changed.ToString()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData("!!")]
    [InlineData("../..")]
    public void What_is_no_token_says_nothing(string token) => Assert.Null(Make().Read(token));

    [Fact]
    public void A_token_shows_nothing_of_what_it_says()
    {
        var bytes = WebEncoders.Base64UrlDecode(Make().Issue(Ticket));
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Ticket.AppId.ToByteArray(bigEndian: true)));
    }

    private FrameTokens Make() => new(keys, clock);
}
