using Vitrine.Sandboxes.Host;

namespace Vitrine.Unit.Sandboxes;

public sealed class HostedWatchTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_that_nobody_reads_take_no_more_than_all_watches_of_a_sandbox_may()
    {
        var all = new Allowance(10_000);
        await using var first = new HostedWatch(all, () => Task.CompletedTask);
        await using (var second = new HostedWatch(all, () => Task.CompletedTask))
        {
            for (var at = 0; at < 1000; at++) second.Give(new string('a', 744), "CREATE");
            first.Give("lost", "WRITE");
            Assert.Equal("EVENT_TYPE_CREATE", (string?)(await second.NextAsync(Stop))!["filesystem"]!["type"]);
            first.Give("kept", "WRITE");
            Assert.Equal("kept", (string?)(await first.NextAsync(Stop))!["filesystem"]!["name"]);
        }

        // What was left in the other is given back.
        Assert.True(all.TryTake(10_000));
    }

    [Theory]
    [InlineData("a", "NEWS")]
    [InlineData("a", null)]
    [InlineData(null, "CREATE")]
    public async Task What_cannot_happen_is_not_believed(string? name, string? type)
    {
        await using var watch = new HostedWatch(new Allowance(10_000), () => Task.CompletedTask);
        Assert.Throws<FormatException>(() => watch.Give(name, type));
        Assert.Throws<FormatException>(() => watch.Give(new string('a', 5000), "CREATE"));
    }
}
