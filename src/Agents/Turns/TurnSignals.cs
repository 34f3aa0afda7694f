using System.Collections.Concurrent;

namespace Vitrine.Agents.Turns;

/// <summary>Tells those who follow a turn in this process that it has something new. Other processes look again every second.</summary>
internal sealed class TurnSignals
{
    private readonly ConcurrentDictionary<Guid, Bell> bells = new();

    /// <summary>Rings for everybody who waits for this turn.</summary>
    public void Ring(Guid turnId)
    {
        if (bells.TryGetValue(turnId, out var bell)) bell.Ring();
    }

    /// <summary>Listens from now on. What is rung between two waits is not lost.</summary>
    public Listener Listen(Guid turnId)
    {
        while (true)
        {
            var bell = bells.GetOrAdd(turnId, _ => new Bell());
            if (bell.TryJoin()) return new Listener(this, turnId, bell);
        }
    }

    /// <summary>Somebody who follows.</summary>
    internal sealed class Listener(TurnSignals signals, Guid turnId, Bell bell) : IDisposable
    {
        private Task next = bell.Next;

        /// <summary>Returns when it rang since the last wait, or after this time.</summary>
        public async Task WaitAsync(TimeSpan longest, TimeProvider clock, CancellationToken cancellationToken)
        {
            try
            {
                await next.WaitAsync(longest, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                // Another process may have something new.
            }

            next = bell.Next;
        }

        public void Dispose()
        {
            if (bell.Leave()) signals.bells.TryRemove(new KeyValuePair<Guid, Bell>(turnId, bell));
        }
    }

    internal sealed class Bell
    {
        private readonly Lock gate = new();
        private TaskCompletionSource ring = New();
        private int listeners;
        private bool isGone;

        public Task Next
        {
            get
            {
                lock (gate) return ring.Task;
            }
        }

        public void Ring()
        {
            lock (gate)
            {
                ring.SetResult();
                ring = New();
            }
        }

        public bool TryJoin()
        {
            lock (gate)
            {
                if (isGone) return false;
                listeners++;
                return true;
            }
        }

        public bool Leave()
        {
            lock (gate) return isGone = --listeners == 0;
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
