namespace Vitrine.Queries.ResultCache;

/// <summary>
/// Keeps answers by key up to a number of bytes, the least recently used going first, and lets equal questions that are
/// asked at the same time share one flight. Whoever asks must have been allowed to before: the key says nothing of people.
/// </summary>
/// <param name="maximumBytes">How much is kept, by the weights. An answer heavier than a quarter of it is never kept.</param>
/// <param name="weigh">About how many bytes an answer takes.</param>
/// <param name="clock">Says when an answer was read.</param>
internal sealed class ResultCache<T>(long maximumBytes, Func<T, long> weigh, TimeProvider clock)
    where T : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> recent = new();
    private readonly Dictionary<string, Flight> flights = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>Bytes kept at the moment.</summary>
    public long Bytes
    {
        get
        {
            lock (gate) return bytes;
        }
    }

    /// <summary>
    /// The answer for that key: kept, or read now. A reading goes on as long as anybody waits for it; when the last one
    /// gives up it is cancelled. A failed reading fails all who wait and is not kept.
    /// </summary>
    /// <param name="key">Everything that the answer depends on.</param>
    /// <param name="refresh">Whether a kept answer does not do.</param>
    /// <param name="read">Reads the answer.</param>
    /// <param name="cancellationToken">Ends this caller's waiting.</param>
    public async Task<CachedAnswer<T>> GetAsync(string key, bool refresh, Func<CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Flight flight;
        lock (gate)
        {
            if (!refresh && entries.TryGetValue(key, out var node))
            {
                recent.Remove(node);
                recent.AddFirst(node);
                return new CachedAnswer<T>(node.Value.Answer, node.Value.ReadAt);
            }

            if (!flights.TryGetValue(key, out flight!))
            {
                flight = new Flight();
                flights[key] = flight;
                flight.Task = Task.Run(() => FlyAsync(key, flight, read), CancellationToken.None);
            }

            flight.Waiting++;
        }

        try
        {
            return new CachedAnswer<T>(await flight.Task.WaitAsync(cancellationToken), null);
        }
        finally
        {
            Leave(key, flight);
        }
    }

    private async Task<T> FlyAsync(string key, Flight flight, Func<CancellationToken, Task<T>> read)
    {
        try
        {
            var answer = await read(flight.Cancellation.Token);
            Keep(key, answer);
            return answer;
        }
        finally
        {
            lock (gate) Land(key, flight);
        }
    }

    private void Leave(string key, Flight flight)
    {
        lock (gate)
        {
            if (--flight.Waiting > 0 || flight.Task.IsCompleted) return;
            Land(key, flight);
        }

        flight.Cancellation.Cancel();
    }

    private void Land(string key, Flight flight)
    {
        if (flights.TryGetValue(key, out var current) && current == flight) flights.Remove(key);
    }

    private void Keep(string key, T answer)
    {
        var weight = weigh(answer);
        if (weight > maximumBytes / 4) return;
        lock (gate)
        {
            if (entries.Remove(key, out var before))
            {
                recent.Remove(before);
                bytes -= before.Value.Weight;
            }

            entries[key] = recent.AddFirst(new Entry(key, answer, clock.GetUtcNow(), weight));
            bytes += weight;
            while (bytes > maximumBytes && recent.Last is { } last)
            {
                recent.RemoveLast();
                entries.Remove(last.Value.Key);
                bytes -= last.Value.Weight;
            }
        }
    }

    private sealed record Entry(string Key, T Answer, DateTimeOffset ReadAt, long Weight);

    private sealed class Flight
    {
        /// <summary>Not disposed: the reading may still look at the token when the last waiter has gone.</summary>
        public CancellationTokenSource Cancellation { get; } = new();

        public Task<T> Task { get; set; } = null!;

        public int Waiting { get; set; }
    }
}
