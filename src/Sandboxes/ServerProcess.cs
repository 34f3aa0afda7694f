using System.Globalization;
using Vitrine.Outside.Processes;

namespace Vitrine.Sandboxes;

/// <summary>Names a process for good, in a text that another server can read: a number comes again, when it started does not.</summary>
internal static class ServerProcess
{
    /// <summary>This server.</summary>
    public static string This { get; } = $"{Environment.ProcessId} {ProcessTree.StartOf(Environment.ProcessId)}";

    /// <summary>The process of that text if it runs; null for one that does not, and for a text that names none.</summary>
    public static int? Find(string text)
        => text.Split(' ') is [var number, { Length: > 0 } start] && int.TryParse(number, CultureInfo.InvariantCulture, out var process) && ProcessTree.StartOf(process) == start ? process : null;

    /// <summary>Whether it runs.</summary>
    public static bool IsAlive(string text) => Find(text) is not null;
}
