using System.Globalization;

namespace Vitrine.Sandboxes.Local;

/// <summary>What the processes of a sandbox use, read from <c>/proc</c>.</summary>
internal static class ProcessTree
{
    private static readonly long PageBytes = System.Environment.SystemPageSize;

    /// <summary>Resident bytes of a process and all its descendants, and what lies in the sandbox's own file systems.</summary>
    public static long MemoryBytes(int root) => Resident(root) + Used($"/proc/{root}/root/workspace") + Used($"/proc/{root}/root/tmp");

    /// <summary>The descendants of a process, itself first. A sandbox's first process adopts all orphans, so none is missed.</summary>
    public static IEnumerable<int> Members(int root)
    {
        var waiting = new Queue<int>([root]);
        var seen = 0;
        while (waiting.TryDequeue(out var process) && seen++ < 4096)
        {
            yield return process;
            foreach (var child in Children(process)) waiting.Enqueue(child);
        }
    }

    /// <summary>The owner of a process as the host sees it; null when it is gone.</summary>
    public static uint? UserOf(int process)
    {
        var line = Array.Find(Read($"/proc/{process}/status").Split('\n'), line => line.StartsWith("Uid:", StringComparison.Ordinal));
        return line is null ? null : uint.Parse(line.Split('\t', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    /// <summary>When a process started, in ticks since boot: with the id it names a process for good. Null when it is gone.</summary>
    public static string? StartOf(int process)
    {
        var stat = Read($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && fields[0] != "Z" ? fields[19] : null;
    }

    private static long Resident(int root)
    {
        var pages = 0L;
        foreach (var process in Members(root))
        {
            var fields = Read($"/proc/{process}/statm").Split(' ');
            if (fields.Length > 1) pages += long.Parse(fields[1], CultureInfo.InvariantCulture);
        }

        return pages * PageBytes;
    }

    private static IEnumerable<int> Children(int process)
    {
        string[] threads;
        try
        {
            threads = Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            yield break;
        }

        foreach (var thread in threads)
        {
            foreach (var child in Read($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)) yield return int.Parse(child, CultureInfo.InvariantCulture);
        }
    }

    private static long Used(string folder)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return drive.TotalSize - drive.TotalFreeSpace;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return 0;
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
