using Vitrine.Primitives;
using Vitrine.Sandboxes;

namespace Vitrine.Builds.Register;

/// <summary>The sandboxes of this process. <see cref="SandboxReports"/> writes them down for the others.</summary>
internal sealed class SandboxRegister(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, SandboxEntry> all = [];
    private TaskCompletionSource changed = NewSignal();

    /// <summary>Completes when something changed that <see cref="List"/> has not shown yet.</summary>
    public Task Changed
    {
        get
        {
            lock (gate) return changed.Task;
        }
    }

    /// <summary>Notes one that was just made.</summary>
    public SandboxEntry Open(ISandbox sandbox)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        var entry = new SandboxEntry(this, EntityId.New(clock), sandbox.Id, clock.GetUtcNow()) { End = () => sandbox.KillAsync(CancellationToken.None) };
        lock (gate)
        {
            all[entry.Number] = entry;
            changed.TrySetResult();
        }

        return entry;
    }

    public SandboxEntry? Find(Guid number)
    {
        lock (gate) return all.GetValueOrDefault(number);
    }

    /// <summary>What <paramref name="read"/> reads of each, as they are at one moment.</summary>
    public IReadOnlyList<T> List<T>(Func<SandboxEntry, T> read)
    {
        lock (gate)
        {
            if (changed.Task.IsCompleted) changed = NewSignal();
            return [.. all.Values.Select(read)];
        }
    }

    internal void Change(SandboxEntry entry, Action<DateTimeOffset> change)
    {
        lock (gate)
        {
            change(clock.GetUtcNow());
            changed.TrySetResult();
        }
    }

    internal void Close(SandboxEntry entry)
    {
        lock (gate)
        {
            if (all.Remove(entry.Number)) changed.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
