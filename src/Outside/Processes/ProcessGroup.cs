using System.Runtime.InteropServices;

namespace Vitrine.Outside.Processes;

/// <summary>Signals to whole groups of processes.</summary>
internal static partial class ProcessGroup
{
    private const int SignalKill = 9;

    /// <summary>Kills the leader and everything that stayed in its group. A group that is gone is no error.</summary>
    public static void Kill(int leader)
    {
        if (leader <= 1) return;
        // Right after the start there is no group yet, and nothing that the process could have started.
        if (Send(-leader, SignalKill) != 0) _ = Send(leader, SignalKill);
    }

    /// <summary>Kills one process alone.</summary>
    public static void KillOne(int process)
    {
        if (process > 1) _ = Send(process, SignalKill);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int process, int signal);
}
