namespace Vitrine.Integration.LanguageModels;

/// <summary>A clock that runs many times as fast, so that ten minutes of waiting pass while a test looks on.</summary>
internal sealed class FastClock(int times) : TimeProvider
{
    private readonly DateTimeOffset start = System.GetUtcNow();
    private readonly long begin = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => start + (System.GetElapsedTime(begin) * times);

    public override long GetTimestamp() => begin + ((System.GetTimestamp() - begin) * times);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private TimeSpan Shorter(TimeSpan time) => time > TimeSpan.Zero && time != Timeout.InfiniteTimeSpan ? TimeSpan.FromMilliseconds(Math.Max(1, time.TotalMilliseconds / times)) : time;
}
