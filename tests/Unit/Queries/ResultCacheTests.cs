using Microsoft.Extensions.Time.Testing;
using Vitrine.Queries.ResultCache;

namespace Vitrine.Unit.Queries;

public sealed class ResultCacheTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Start);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kept_answer_says_when_it_was_read_and_refresh_reads_again()
    {
        var cache = Cache(1000);
        var readings = 0;
        Task<string> Read(CancellationToken stop) => Task.FromResult($"answer {++readings}");

        Assert.Equal(new CachedAnswer<string>("answer 1", null), await cache.GetAsync("a", false, Read, Stop));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(new CachedAnswer<string>("answer 1", Start), await cache.GetAsync("a", false, Read, Stop));
        Assert.Equal(new CachedAnswer<string>("answer 2", null), await cache.GetAsync("a", true, Read, Stop));
        Assert.Equal(new CachedAnswer<string>("answer 2", Start.AddMinutes(5)), await cache.GetAsync("a", false, Read, Stop));
    }

    [Fact]
    public async Task Equal_questions_at_the_same_time_share_one_flight()
    {
        var cache = Cache(1000);
        var (readings, gate) = (0, new TaskCompletionSource<string>());
        Task<string> Read(CancellationToken stop)
        {
            Interlocked.Increment(ref readings);
            return gate.Task;
        }

        var askers = Enumerable.Range(0, 20).Select(_ => cache.GetAsync("a", false, Read, Stop)).ToList();
        gate.SetResult("answer");

        Assert.All(await Task.WhenAll(askers), answer => Assert.Equal("answer", answer.Answer));
        Assert.Equal(1, readings);
    }

    [Fact]
    public async Task One_who_gives_up_leaves_the_others_flying_and_the_last_one_cancels()
    {
        var cache = Cache(1000);
        var (started, cancelled) = (new TaskCompletionSource(), new TaskCompletionSource());
        async Task<string> Read(CancellationToken stop)
        {
            using var seen = stop.Register(() => cancelled.SetResult());
            started.SetResult();
            await cancelled.Task;
            stop.ThrowIfCancellationRequested();
            return "never";
        }

        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource();
        var one = cache.GetAsync("a", false, Read, first.Token);
        var two = cache.GetAsync("a", false, Read, second.Token);
        await started.Task;
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.False(cancelled.Task.IsCompleted);
        await second.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => two);
        await cancelled.Task;
        Assert.Equal("fresh", (await cache.GetAsync("a", false, _ => Task.FromResult("fresh"), Stop)).Answer);
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        var cache = Cache(1000);
        await Assert.ThrowsAsync<InvalidOperationException>(() => cache.GetAsync("a", false, _ => throw new InvalidOperationException(), Stop));
        Assert.Equal("fine", (await cache.GetAsync("a", false, _ => Task.FromResult("fine"), Stop)).Answer);
    }

    [Fact]
    public async Task Memory_is_bounded_and_the_least_recently_used_goes_first()
    {
        var cache = Cache(10);
        foreach (var key in new[] { "a", "b", "c", "d", "e" }) await cache.GetAsync(key, false, _ => Task.FromResult("xx"), Stop);
        await cache.GetAsync("a", false, _ => Task.FromResult("xx"), Stop);
        await cache.GetAsync("f", false, _ => Task.FromResult("xx"), Stop);

        Assert.Equal(10, cache.Bytes);
        Assert.NotNull((await cache.GetAsync("a", false, _ => Task.FromResult("new"), Stop)).CachedAt);
        Assert.Null((await cache.GetAsync("b", false, _ => Task.FromResult("xx"), Stop)).CachedAt);
    }

    [Fact]
    public async Task An_answer_heavier_than_a_quarter_is_not_kept()
    {
        var cache = Cache(10);
        await cache.GetAsync("a", false, _ => Task.FromResult("xxx"), Stop);
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void Keys_tell_types_and_boundaries_apart()
    {
        string[] keys =
        [
            CacheKey.Of(["ab", "c"]), CacheKey.Of(["a", "bc"]), CacheKey.Of(["abc"]), CacheKey.Of(["1"]), CacheKey.Of([1]), CacheKey.Of([1L]), CacheKey.Of([1.0]),
            CacheKey.Of([true]), CacheKey.Of([null]), CacheKey.Of(["-"]), CacheKey.Of([]),
        ];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(CacheKey.Of(["a", 1]), CacheKey.Of(["a", 1]));
    }

    private ResultCache<string> Cache(long bytes) => new(bytes, answer => answer.Length, clock);
}
