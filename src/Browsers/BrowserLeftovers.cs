using System.Globalization;
using Vitrine.Outside.Processes;

namespace Vitrine.Browsers;

/// <summary>Clears away what a server that was killed left behind: the folders of its browsers, and a browser if one outlived it.</summary>
internal static class BrowserLeftovers
{
    private const string OwnerFile = "server";

    /// <summary>Marks a folder as this server's.</summary>
    public static void Claim(string folder)
        => File.WriteAllText(Path.Combine(folder, OwnerFile), $"{System.Environment.ProcessId} {ProcessTree.StartOf(System.Environment.ProcessId)}");

    /// <summary>What belongs to a server that runs stays.</summary>
    public static void Clear(string root)
    {
        if (!Directory.Exists(root)) return;
        foreach (var folder in Directory.EnumerateDirectories(root).Where(IsLeft))
        {
            if (ChromiumJail.ProcessOf(folder) is { } process) ProcessTree.KillTree(process, "bwrap");
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                // Another server may be clearing the same.
            }
        }
    }

    private static bool IsLeft(string folder)
    {
        var file = Path.Combine(folder, OwnerFile);
        if (!File.Exists(file)) return false;
        var words = File.ReadAllText(file).Split(' ');
        return words.Length != 2 || !int.TryParse(words[0], CultureInfo.InvariantCulture, out var process) || ProcessTree.StartOf(process) != words[1];
    }
}
