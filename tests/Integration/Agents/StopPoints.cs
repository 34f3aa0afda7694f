using System.Collections.Concurrent;

namespace Vitrine.Integration.Agents;

/// <summary>Points at which a test holds the work until it lets it go.</summary>
internal sealed class StopPoints
{
    private readonly ConcurrentDictionary<string, (TaskCompletionSource Reached, TaskCompletionSource Open)> points = new();

    /// <summary>From now on work that comes here stays.</summary>
    public void Hold(string name) => points[name] = (New(), New());

    /// <summary>Returns when work has come here.</summary>
    public Task ReachedAsync(string name, CancellationToken cancellationToken) => points[name].Reached.Task.WaitAsync(cancellationToken);

    /// <summary>Lets it go, and whoever comes later.</summary>
    public void Open(string name) => points[name].Open.TrySetResult();

    /// <summary>Called by the work.</summary>
    public async Task PassAsync(string name, CancellationToken cancellationToken)
    {
        if (!points.TryGetValue(name, out var point)) return;
        point.Reached.TrySetResult();
        await point.Open.Task.WaitAsync(cancellationToken);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
