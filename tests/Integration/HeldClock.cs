using System.Collections.Concurrent;

namespace Vitrine.Integration;

/// <summary>The clock of this machine, on which one length of time never passes by itself but when the test says so.</summary>
/// <param name="held">That length.</param>
internal sealed class HeldClock(TimeSpan held) : TimeProvider
{
    private readonly ConcurrentDictionary<HeldTimer, bool> timers = new();

    /// <summary>It has passed, for all who wait for it.</summary>
    public void Strike()
    {
        foreach (var timer in timers.Keys) timer.Strike();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != held) return base.CreateTimer(callback, state, dueTime, period);
        var timer = new HeldTimer(this, callback, state);
        timers[timer] = true;
        return timer;
    }

    private sealed class HeldTimer(HeldClock clock, TimerCallback callback, object? state) : ITimer
    {
        public void Strike() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => clock.timers.TryRemove(this, out _);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
