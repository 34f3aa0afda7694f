using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Vitrine.Sandboxes.Host;

namespace Vitrine.Unit.Sandboxes;

/// <summary>Bodies that callers of a sandbox host send.</summary>
public sealed class HostWritingTests
{
    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":{"b":1,"b":2}}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\udc00":1}""")]
    [InlineData("""{"a":["\ud800x"]}""")]
    [InlineData("""{"a":1} x""")]
    [InlineData("[]")]
    [InlineData("7")]
    public void What_cannot_be_understood_in_one_way_is_refused(string body) => Assert.Equal(400, Assert.Throws<HostRefusal>(() => HostWriting.Parse(Encoding.UTF8.GetBytes(body))).Status);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Assert.Equal(400, Assert.Throws<HostRefusal>(() => HostWriting.Parse([.. "{\"a\":\""u8, 0xff, .. "\"}"u8])).Status);

    [Fact]
    public void Depth_has_an_end() => Assert.Throws<HostRefusal>(() => HostWriting.Parse(Encoding.UTF8.GetBytes($"{new string('[', 10_000)}{new string(']', 10_000)}")));

    [Fact]
    public async Task All_requests_of_a_key_together_have_a_size_until_they_are_answered()
    {
        var (first, second, others) = (new Answer("one"), new Answer("one"), new Answer("two"));
        HostWriting.Count(first.Context, 50 << 20);
        var refusal = Assert.Throws<HostRefusal>(() => HostWriting.Count(second.Context, 50 << 20));
        Assert.Equal((429, 1), (refusal.Status, refusal.RetryAfter));
        HostWriting.Count(others.Context, 50 << 20);
        await first.CompleteAsync();
        HostWriting.Count(second.Context, 50 << 20);
    }

    [Fact]
    public void A_message_is_read() => Assert.Equal("ü😀", HostWriting.Parse("""{"a":"\u00fc😀"}"""u8)["a"]!.GetValue<string>());

    /// <summary>An answer that is over when the test says so.</summary>
    private sealed class Answer : HttpResponseFeature
    {
        private readonly List<(Func<object, Task> Work, object State)> atEnd = [];

        public Answer(string owner)
        {
            Context = new DefaultHttpContext();
            Context.Features.Set<IHttpResponseFeature>(this);
            HostWriting.Know(Context, owner);
        }

        public DefaultHttpContext Context { get; }

        public override void OnCompleted(Func<object, Task> callback, object state) => atEnd.Add((callback, state));

        public async Task CompleteAsync()
        {
            foreach (var (work, state) in atEnd) await work(state);
        }
    }
}
