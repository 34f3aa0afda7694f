using System.Globalization;

namespace Vitrine.Sandboxes.Local.ControlGroups;

/// <summary>
/// Where this server may make control groups: beneath the one that it runs in itself, so that whatever limits the server's service limits its sandboxes as well. Version 1 has a tree for each
/// controller; version 2 has one, in which a group either holds processes or passes controllers on.
/// </summary>
internal sealed class ControlGroupPlaces
{
    private const string Unified = "";
    private static readonly string[] Controllers = ["memory", "pids", "cpu", "cpuacct"];
    private readonly IReadOnlyDictionary<string, string> places;

    private ControlGroupPlaces(IReadOnlyDictionary<string, string> places, bool isUnified) => (this.places, IsUnified) = (places, isUnified);

    /// <summary>Whether they are of version 2.</summary>
    public bool IsUnified { get; }

    /// <summary>Whether single controllers are there: memory always is.</summary>
    public bool HasProcesses => places.ContainsKey("pids");

    public bool HasProcessors => places.ContainsKey("cpu");

    /// <summary>Null where none can be made or none would hold memory: then the watch and the limits of single processes do alone.</summary>
    public static ControlGroupPlaces? Find() => Find(File.ReadAllText("/proc/self/mountinfo"), File.ReadAllText("/proc/self/cgroup"), isDelegated: IsDelegated);

    /// <param name="mounts">What <c>/proc/self/mountinfo</c> says.</param>
    /// <param name="own">What <c>/proc/self/cgroup</c> says.</param>
    /// <param name="isDelegated">Whether a group of version 2 was given to this server to arrange.</param>
    internal static ControlGroupPlaces? Find(string mounts, string own, Func<string, bool> isDelegated)
    {
        try
        {
            var trees = ControlGroupTrees.Read(mounts, own);
            var separate = Controllers.Where(trees.ContainsKey).ToDictionary(controller => controller, controller => trees[controller]);
            var found = separate.ContainsKey("memory") ? new ControlGroupPlaces(separate, isUnified: false)
                : trees.TryGetValue(Unified, out var folder) && Arrange(folder, isDelegated) is { } place ? new ControlGroupPlaces(place, isUnified: true) : null;
            return found is not null && found.Works() ? found : null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Makes the group of one sandbox, with its limits.</summary>
    /// <exception cref="IOException">The kernel refused one of them.</exception>
    public ControlGroup Create(string name, SandboxLimits limits)
    {
        var group = new ControlGroup(places.ToDictionary(place => place.Key, place => Path.Combine(place.Value, $"vitrine-{name}")), IsUnified);
        try
        {
            group.Make(limits);
            return group;
        }
        catch
        {
            group.Remove();
            throw;
        }
    }

    /// <summary>
    /// Removes groups of sandboxes that nothing is in and whose first process is gone. A server that was killed left them, and the folder that names them may have been removed with all of its data.
    /// </summary>
    public void Sweep()
    {
        foreach (var folder in places.Values.Distinct().SelectMany(place => Directory.EnumerateDirectories(place, "vitrine-*")))
        {
            // A group that is just being made has a process that runs; the kernel refuses to remove one that something is in.
            if (int.TryParse(folder.AsSpan(folder.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var first) && !Directory.Exists($"/proc/{first}")) _ = SystemCalls.RemoveFolder(folder);
        }
    }

    private bool Works()
    {
        var probe = Create($"probe-{System.Environment.ProcessId}-{Guid.CreateVersion7():n}", new SandboxLimits());
        probe.Remove();
        return true;
    }

    // A namespace's own root belongs to whoever is in it; else systemd says so (Delegate=yes).
    private static bool IsDelegated(string folder)
        => File.ReadAllText("/proc/self/cgroup").Split('\n').Contains("0::/") || SystemCalls.HasAttribute(folder, "user.delegate") || SystemCalls.HasAttribute(folder, "trusted.delegate");

    /// <summary>Sees to it that groups beneath have controllers. The server steps into a group of its own for that: one that holds processes cannot pass any on.</summary>
    private static Dictionary<string, string>? Arrange(string folder, Func<string, bool> isDelegated)
    {
        if (Path.GetFileName(folder) == "server" && Passed(Path.GetDirectoryName(folder)!).Contains("memory")) folder = Path.GetDirectoryName(folder)!;
        var passed = Passed(folder);
        if (!passed.Contains("memory")) passed = isDelegated(folder) ? StepAside(folder) : [];
        // Times of processors are told by each group, whether or not it has the controller.
        return passed.Contains("memory") ? Controllers.Where(controller => passed.Contains(controller) || controller == "cpuacct").ToDictionary(controller => controller, _ => folder) : null;
    }

    private static string[] Passed(string folder) => Words(Path.Combine(folder, "cgroup.subtree_control"));

    private static string[] StepAside(string folder)
    {
        string[] available = [.. Controllers.Intersect(Words(Path.Combine(folder, "cgroup.controllers")))];
        if (!available.Contains("memory")) return [];
        var (server, me) = (Path.Combine(folder, "server"), System.Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(server);
        File.WriteAllText(Path.Combine(server, "cgroup.procs"), me);
        try
        {
            File.WriteAllText(Path.Combine(folder, "cgroup.subtree_control"), string.Join(' ', available.Select(controller => $"+{controller}")));
            return available;
        }
        catch (IOException)
        {
            // Others are in it, who are not ours to move.
            File.WriteAllText(Path.Combine(folder, "cgroup.procs"), me);
            _ = SystemCalls.RemoveFolder(server);
            return [];
        }
    }

    private static string[] Words(string file) => File.Exists(file) ? File.ReadAllText(file).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : [];
}
