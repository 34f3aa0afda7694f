using Vitrine.Agents.LanguageModels.Calls;

namespace Vitrine.Unit.Agents.LanguageModels;

/// <summary>What comes from a provider comes to an end.</summary>
public sealed class WatchedStreamTests
{
    [Fact]
    public async Task An_answer_without_an_end_is_given_up_before_it_fills_the_memory()
    {
        await using var stream = new WatchedStream(new Endless(), TimeSpan.FromMinutes(1), TimeProvider.System);
        var buffer = new byte[1 << 20];
        for (var at = 0L; at < WatchedStream.Most; at += buffer.Length) await stream.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<ModelCallException>(async () => await stream.ReadExactlyAsync(buffer, TestContext.Current.CancellationToken));
        Assert.Equal((ModelFailure.Garbled, "The answer has more than 32 MB."), (failure.Failure, failure.Detail));
    }

    private sealed class Endless : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(buffer.Length);
    }
}
