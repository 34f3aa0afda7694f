using System.Globalization;
using System.Runtime.InteropServices;

namespace Vitrine.Outside.Processes;

/// <summary>
/// What the server has open beyond the three streams. The framework opens everything so that it closes in a child; libraries without that habit do not, nor does whoever started the server: a lock, a
/// log, a folder. A folder that is open in a sandbox is a way out of it, from there upwards.
/// </summary>
internal static partial class OpenFiles
{
    private const int CloseRange = 436, SetFlags = 2, CloseOnExec = 1;
    private const uint First = 3, CloseRangeOnExec = 4;

    /// <summary>Has all of it closed in whatever is started from now on.</summary>
    public static void KeepFromChildren()
    {
        // Since Linux 5.11.
        if (Call(CloseRange, First, uint.MaxValue, CloseRangeOnExec) == 0) return;
        foreach (var file in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            if (int.TryParse(Path.GetFileName(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= First) _ = Control(number, SetFlags, CloseOnExec);
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial long Call(nint number, uint first, uint last, uint flags);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int file, int command, int value);
}
