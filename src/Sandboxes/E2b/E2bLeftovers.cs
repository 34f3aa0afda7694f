using Microsoft.Extensions.Logging;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.E2b;

/// <summary>Ends the sandboxes of servers that were killed, running or paused, and books what they ran for somebody until now, or until their time was over.</summary>
internal sealed class E2bLeftovers(E2bApi api, E2bMarks marks, PausedHashes paused, Func<SandboxInterval, Task<bool>> record, TimeProvider clock, ILogger log)
{
    /// <summary>The metadata that names the data folder; and the one that names the server in it.</summary>
    public const string FolderLabel = "vitrine-folder", ServerLabel = "vitrine-server";

    /// <summary>How many were ended.</summary>
    /// <exception cref="RefusalException">The service cannot be asked.</exception>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        var ended = 0;
        foreach (var (id, mark) in marks.Read().Where(one => !ServerProcess.IsAlive(one.Value.Server)))
        {
            if (await api.KillAsync(id, cancellationToken)) ended++;
            paused.Remove(id);
            // Booked under its own id, so that it stands there once whoever is killed now.
            if (mark.Interval is not { } interval || await record(interval with { Ended = EndOf(mark, interval) })) marks.Remove(id);
        }

        foreach (var (id, metadata) in await api.ListAsync(FolderLabel, marks.FolderName, cancellationToken))
        {
            if (metadata.GetValueOrDefault(ServerLabel) is { } server && ServerProcess.IsAlive(server)) continue;
            if (await api.KillAsync(id, cancellationToken)) ended++;
        }

        if (ended > 0) log.LogWarning("Ended {Count} sandboxes that a server left which was killed", ended);
        return ended;
    }

    private DateTimeOffset EndOf(E2bMark mark, SandboxInterval interval)
    {
        if (interval.Ended > interval.Started) return interval.Ended;
        var now = clock.GetUtcNow();
        return mark.Ends is { } ends && ends < now ? ends : now;
    }
}
