using System.Globalization;
using Vitrine.Outside.Processes;

namespace Vitrine.Sandboxes;

/// <summary>Names a server's process for good, in a text that the next one can read: its number comes again, when it started does not.</summary>
internal static class ServerProcess
{
    /// <summary>This one.</summary>
    public static string This { get; } = $"{Environment.ProcessId} {ProcessTree.StartOf(Environment.ProcessId)}";

    /// <summary>Whether the process of that text runs. A text that names none is that of no process.</summary>
    public static bool IsAlive(string text)
        => text.Split(' ') is [var number, { Length: > 0 } start] && int.TryParse(number, CultureInfo.InvariantCulture, out var process) && ProcessTree.StartOf(process) == start;
}
