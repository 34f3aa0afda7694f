using System.Collections.Concurrent;
using Vitrine.Primitives;

namespace Vitrine.Integration.Agents;

/// <summary>Points at which a test holds the work until it lets it go.</summary>
internal sealed class StopPoints
{
    private readonly ConcurrentDictionary<string, Point> points = new();

    /// <summary>From now on work that comes here stays; or only the one that comes as the how-manieth.</summary>
    public void Hold(string name, int only = 0) => points[name] = new Point(only);

    /// <summary>From now on work that comes here is refused, until it is opened.</summary>
    public void Refuse(string name, RefusalException refusal) => points[name] = new Point(0) { Refusal = refusal };

    /// <summary>Returns when work has come here; it fails when none does, so that a run never hangs on it.</summary>
    public async Task ReachedAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await points[name].Reached.Task.WaitAsync(TimeSpan.FromMinutes(3), cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"No work has come to '{name}'.");
        }
    }

    /// <summary>Lets it go, and whoever comes later.</summary>
    public void Open(string name) => points[name].Opened.TrySetResult();

    /// <summary>Called by the work.</summary>
    public async Task PassAsync(string name, CancellationToken cancellationToken)
    {
        if (!points.TryGetValue(name, out var point) || !point.Holds()) return;
        point.Reached.TrySetResult();
        if (!point.Opened.Task.IsCompleted && point.Refusal is { } refusal) throw new RefusalException(refusal.Code, refusal.Message, refusal.Kind);
        await point.Opened.Task.WaitAsync(cancellationToken);
    }

    private sealed class Point(int only)
    {
        private int passes;

        public RefusalException? Refusal { get; init; }

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Holds() => Interlocked.Increment(ref passes) == only || only == 0;
    }
}
