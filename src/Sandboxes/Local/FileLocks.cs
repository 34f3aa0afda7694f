using System.Globalization;
using Vitrine.Outside.Processes;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// Locks of parts of files (<c>fcntl</c>), which SQLite takes by the handful: about 200 bytes of the kernel's memory each, which no control group counts, and no limit of a process holds any more. (Measured:
/// 2 GiB from one sandbox, 50 MiB a second.) The filter sees to it that each is one of a process that is there.
/// </summary>
internal static class FileLocks
{
    /// <summary>What a sandbox may hold of them at a time.</summary>
    public const int Most = 4096;

    // Every lock of the machine, a line each; those that wait for another have an arrow before the kind:
    // 1: POSIX  ADVISORY  READ 4711 00:2f:12 0 EOF
    private const string List = "/proc/locks";

    /// <summary>Those of these sandboxes that hold more than they may. To be asked once a second and not more often: whoever reads the list holds up all who lock something meanwhile.</summary>
    public static IReadOnlyList<LocalSandboxProcess> Hoarders(IReadOnlyCollection<LocalSandboxProcess> sandboxes)
    {
        // Most of the time the whole machine has fewer.
        if (sandboxes.Count == 0 || Holders().Take(Most + 1).Count() <= Most) return [];
        var sandboxOf = new Dictionary<int, LocalSandboxProcess>();
        foreach (var sandbox in sandboxes)
        {
            foreach (var member in ProcessTree.Members(sandbox.Jail.First)) sandboxOf[member] = sandbox;
        }

        var counts = new Dictionary<LocalSandboxProcess, int>();
        foreach (var holder in Holders())
        {
            if (!sandboxOf.TryGetValue(holder, out var sandbox)) continue;
            // Nothing is read further: where one hoards, the rest of the list is long, and the next look is soon.
            if ((counts[sandbox] = counts.GetValueOrDefault(sandbox) + 1) > Most) return [sandbox];
        }

        return [];
    }

    private static IEnumerable<int> Holders()
    {
        using var lines = Lines().GetEnumerator();
        while (HasNext(lines))
        {
            var words = lines.Current.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var kind = words is [_, "->", ..] ? 2 : 1;
            if (words.Length > kind + 3 && words[kind] == "POSIX" && int.TryParse(words[kind + 3], NumberStyles.None, CultureInfo.InvariantCulture, out var process)) yield return process;
        }
    }

    private static IEnumerable<string> Lines() => File.Exists(List) ? File.ReadLines(List) : [];

    private static bool HasNext(IEnumerator<string> lines)
    {
        try
        {
            return lines.MoveNext();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
