namespace Vitrine.Integration;

/// <summary>The clock of this machine, which a test can set to a later day; what somebody waits for takes as long as ever.</summary>
internal sealed class LaterClock : TimeProvider
{
    private long ticks;

    public void Later(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ticks));
}
