using Vitrine.Sandboxes.Local.ControlGroups;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// Clears away what a server that was killed left behind: folders whose server is gone, and a process if one of them outlived it. What
/// belongs to a server that runs stays, and what is paused and young where a pause outlives the server.
/// </summary>
internal static class LeftoverReaper
{
    /// <summary>Names the control groups of what runs, one a line.</summary>
    public const string GroupsFile = "groups";

    private const string OwnerFile = "server";

    /// <summary>Marks a folder as this server's.</summary>
    public static void Claim(string folder)
        => File.WriteAllText(Path.Combine(folder, OwnerFile), ServerProcess.This);

    /// <summary>How many were cleared away.</summary>
    /// <param name="root">The server's own folder for sandboxes.</param>
    /// <param name="keepPaused">How long a paused one is kept whose server is gone.</param>
    /// <param name="clock">Tells how long it has been paused.</param>
    public static int Run(string root, TimeSpan keepPaused, TimeProvider clock)
    {
        var cleared = 0;
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            if (Find(folder, OwnerFile) is not null) continue;
            // A sandbox dies with its server, unless that was killed in the moment in which it started.
            if (Find(folder, "process") is { } process) _ = SystemCalls.Kill(process, 9);
            RemoveGroups(Path.Combine(folder, GroupsFile));
            // Somebody is still to pay for it: LocalSandboxProvider books it and then comes back here.
            if (IntervalMark.IsThere(folder)) continue;
            if (PausedFiles.IsPaused(folder) && clock.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) < keepPaused) continue;
            try
            {
                Directory.Delete(folder, recursive: true);
                cleared++;
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                // Another server may be clearing the same.
            }
        }

        return cleared;
    }

    /// <summary>The folders of servers that are gone for which nobody has paid yet.</summary>
    public static IEnumerable<string> Unbooked(string root)
        => Directory.EnumerateDirectories(root).Where(folder => IntervalMark.IsThere(folder) && Find(folder, OwnerFile) is null);

    private static void RemoveGroups(string file)
    {
        if (!File.Exists(file)) return;
        ControlGroup.Remove(File.ReadAllLines(file));
        File.Delete(file);
    }

    private static int? Find(string folder, string name) => Path.Combine(folder, name) is var file && File.Exists(file) ? ServerProcess.Find(File.ReadAllText(file)) : null;
}
