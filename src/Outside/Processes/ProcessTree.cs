using System.Globalization;

namespace Vitrine.Outside.Processes;

/// <summary>What the kernel says in <c>/proc</c> about a process and those that it started. Whatever is gone counts as nothing.</summary>
public static class ProcessTree
{
    private static readonly long PageBytes = System.Environment.SystemPageSize;

    /// <summary>Resident bytes of a process and all its descendants; shared pages count once for each.</summary>
    public static long ResidentBytes(int root) => Members(root).Sum(ResidentBytesOfOne);

    /// <summary>Resident bytes of one process.</summary>
    public static long ResidentBytesOfOne(int process)
    {
        var fields = Read($"/proc/{process}/statm").Split(' ');
        return fields.Length > 1 ? long.Parse(fields[1], CultureInfo.InvariantCulture) * PageBytes : 0;
    }

    /// <summary>The words that a process was started with, or has written over them; empty when it is gone.</summary>
    public static IReadOnlyList<string> CommandOf(int process) => Read($"/proc/{process}/cmdline").Split(['\0', ' '], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The descendants of a process, itself first. The first process of a namespace adopts all orphans, so none of it is missed.</summary>
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

    /// <summary>What a process and all its descendants have had of the processors since they began.</summary>
    public static ProcessorShare ProcessorOf(int root)
    {
        var (ran, waited) = (0L, 0L);
        foreach (var thread in Members(root).SelectMany(Threads))
        {
            // Nanoseconds on a processor, nanoseconds ready and waiting for one, turns. https://docs.kernel.org/scheduler/sched-stats.html
            var fields = Read($"{thread}/schedstat").Split(' ');
            if (fields.Length < 2) continue;
            ran += long.Parse(fields[0], CultureInfo.InvariantCulture);
            waited += long.Parse(fields[1], CultureInfo.InvariantCulture);
        }

        return new ProcessorShare(TimeSpan.FromTicks(ran / 100), TimeSpan.FromTicks(waited / 100));
    }

    /// <summary>Time on processors of a process and its descendants, with that of those which have ended and were waited for.</summary>
    public static TimeSpan ProcessorWithEndedOf(int root) => TimeSpan.FromSeconds(Members(root).Sum(TicksOf) / 100.0);

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

    /// <summary>Kills one process.</summary>
    public static void KillOne(int process) => ProcessGroup.KillOne(process);

    /// <summary>Kills a process and its descendants, if it is still the program that was started under this id.</summary>
    /// <param name="root">The first of them.</param>
    /// <param name="program">The file name that its first word has to have.</param>
    public static void KillTree(int root, string program)
    {
        if (CommandOf(root) is not [var first, ..] || Path.GetFileName(first) != program) return;
        foreach (var process in Members(root).ToList()) ProcessGroup.KillOne(process);
    }

    // User and system time of its own, then of children that were waited for: fields 14 to 17 of proc(5), in hundredths of a second on every Linux.
    private static long TicksOf(int process)
    {
        var stat = Read($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 14 ? fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) : 0;
    }

    private static IEnumerable<int> Children(int process)
    {
        foreach (var thread in Threads(process))
        {
            foreach (var child in Read($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)) yield return int.Parse(child, CultureInfo.InvariantCulture);
        }
    }

    private static string[] Threads(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A file under <c>/proc</c>; empty where it is gone or may not be read.</summary>
    public static string Read(string file)
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
