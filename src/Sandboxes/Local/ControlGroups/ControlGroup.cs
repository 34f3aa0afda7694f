using System.Globalization;
using System.Runtime.InteropServices;

namespace Vitrine.Sandboxes.Local.ControlGroups;

/// <summary>The control group of one sandbox: a folder, or one for each controller.</summary>
/// <param name="folders">The folder by controller; the same for all of them in version 2.</param>
/// <param name="isUnified">Whether it is of version 2.</param>
internal sealed class ControlGroup(IReadOnlyDictionary<string, string> folders, bool isUnified)
{
    private const int Period = 100_000; // microseconds
    private const int Busy = 16;

    /// <summary>All its folders, so that another server can remove them when this one is killed.</summary>
    public IReadOnlyList<string> Folders { get; } = [.. folders.Values.Distinct()];

    /// <summary>Whether the kernel has ended something of it because it used more memory than it may.</summary>
    public bool HasRunOutOfMemory => Number(folders["memory"], isUnified ? "memory.events" : "memory.oom_control", "oom_kill") > 0;

    /// <summary>Whether it ever wanted more processes and threads than it may have.</summary>
    public bool HasRunOutOfProcesses => folders.TryGetValue("pids", out var folder) && Number(folder, "pids.events", "max") > 0;

    /// <summary>Time on processors of all that was ever in it; null where that is not counted.</summary>
    public TimeSpan? Processor => isUnified
        ? Number(folders["memory"], "cpu.stat", "usage_usec") is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null
        : folders.TryGetValue("cpuacct", out var folder) && Number(folder, "cpuacct.usage", null) is { } nanoseconds ? TimeSpan.FromMicroseconds(nanoseconds / 1000.0) : null;

    public void Make(SandboxLimits limits)
    {
        foreach (var folder in Folders) Directory.CreateDirectory(folder);
        Set("memory", isUnified ? "memory.max" : "memory.limit_in_bytes", Text(limits.MemoryBytes));
        // Memory that is swapped out would not count; where the kernel does not count swap, there is no such file.
        SetIfThere("memory", isUnified ? "memory.swap.max" : "memory.memsw.limit_in_bytes", isUnified ? "0" : Text(limits.MemoryBytes));
        if (isUnified) SetIfThere("memory", "memory.oom.group", "1");
        if (folders.ContainsKey("pids")) Set("pids", "pids.max", Text(limits.Processes));
        if (folders.ContainsKey("cpu") && limits.Cpus < System.Environment.ProcessorCount)
        {
            var quota = Text((long)(limits.Cpus * Period));
            if (isUnified) Set("cpu", "cpu.max", $"{quota} {Period}");
            else Set("cpu", "cpu.cfs_quota_us", quota);
        }
    }

    /// <summary>Puts a process into it, and with it what the process starts from then on.</summary>
    public void Add(int process)
    {
        foreach (var folder in Folders) File.WriteAllText(Path.Combine(folder, "cgroup.procs"), Text(process));
    }

    /// <summary>Ends everything in it at once, where the kernel can (version 2, since Linux 5.14).</summary>
    public void Kill()
    {
        if (isUnified) SetIfThere("memory", "cgroup.kill", "1");
    }

    public void Remove() => Remove(Folders);

    /// <summary>Removes groups that nothing is left in. A process that is ending stays in its group until it has ended, so this waits a little.</summary>
    public static void Remove(IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            // Not the framework's way to delete a folder, which looks for files in it first: those of a group are the kernel's.
            for (var attempt = 0; attempt < 100 && SystemCalls.RemoveFolder(folder) != 0 && Marshal.GetLastPInvokeError() == Busy; attempt++) Thread.Sleep(10);
        }
    }

    private void Set(string controller, string file, string value) => File.WriteAllText(Path.Combine(folders[controller], file), value);

    private void SetIfThere(string controller, string file, string value)
    {
        if (!File.Exists(Path.Combine(folders[controller], file))) return;
        try
        {
            Set(controller, file, value);
        }
        catch (IOException)
        {
            // The kernel counts no swap, or all have ended meanwhile.
        }
    }

    private static long? Number(string folder, string file, string? key)
    {
        try
        {
            foreach (var line in File.ReadLines(Path.Combine(folder, file)))
            {
                var words = line.Split(' ');
                if (key is null || (words.Length == 2 && words[0] == key)) return long.Parse(words[^1], CultureInfo.InvariantCulture);
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // Removed meanwhile.
        }

        return null;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
