using System.Text.Json.Nodes;

namespace Vitrine.Sandboxes.Host;

/// <summary>Ends a program when its time is over, with whatever it has started; also when nobody listens to it any more.</summary>
internal sealed class ProcessDeadline
{
    private volatile bool hasPassed;

    public ProcessDeadline(HostedSandbox sandbox, HostedProcess process, TimeSpan limit) => _ = WatchAsync(sandbox, process, limit);

    public bool HasPassed => hasPassed;

    private async Task WatchAsync(HostedSandbox sandbox, HostedProcess process, TimeSpan limit)
    {
        using var listener = process.Listen();
        using var time = new CancellationTokenSource(limit);
        try
        {
            while (await listener.NextAsync(time.Token) is not null)
            {
                // Only its end matters.
            }
        }
        catch (OperationCanceledException)
        {
            if (process.Ended is not null) return;
            hasPassed = true;
            await sandbox.TryAskAsync("signal", new JsonObject { ["pid"] = process.Pid, ["signal"] = "SIGKILL" });
        }
    }
}
