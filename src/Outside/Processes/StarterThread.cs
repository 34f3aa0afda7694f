using System.Collections.Concurrent;
using System.Diagnostics;

namespace Vitrine.Outside.Processes;

/// <summary>
/// The one thread that starts processes; it lives as long as the server. "Die with the parent" (PR_SET_PDEATHSIG) means the parent
/// <em>thread</em>: a sandbox that a pool thread started would die when the pool retires that thread after twenty idle seconds.
/// </summary>
internal static class StarterThread
{
    private static readonly BlockingCollection<(ProcessStartInfo Start, TaskCompletionSource<Process> Started)> Queue = [];

    static StarterThread() => new Thread(Work) { IsBackground = true, Name = "process starter" }.Start();

    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Add((start, started));
        return started.Task;
    }

    private static void Work()
    {
        foreach (var (start, started) in Queue.GetConsumingEnumerable())
        {
            try
            {
                OpenFiles.KeepFromChildren();
#pragma warning disable RS0030 // The one place that the rule leaves.
                started.SetResult(Process.Start(start) ?? throw new InvalidOperationException("No process was started."));
#pragma warning restore RS0030
            }
            catch (Exception cause) when (cause is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
            {
                started.SetException(cause);
            }
        }
    }
}
