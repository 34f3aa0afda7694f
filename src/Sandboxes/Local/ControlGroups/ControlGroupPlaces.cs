using System.Globalization;

namespace Vitrine.Sandboxes.Local.ControlGroups;

/// <summary>
/// Where this server may make control groups: beneath the one that it runs in itself, so that whatever limits the server's service limits its sandboxes as well. Version 1 has a tree for each
/// controller; version 2 has one, in which a group either holds processes or passes controllers on.
/// </summary>
internal sealed class ControlGroupPlaces
{
    private const string Unified = "", Own = "server";
    private static readonly string[] Controllers = ["memory", "pids", "cpu", "cpuacct"];
    private readonly IReadOnlyDictionary<string, string> places;

    private ControlGroupPlaces(IReadOnlyDictionary<string, string> places, bool isUnified) => (this.places, IsUnified) = (places, isUnified);

    /// <summary>Whether they are of version 2.</summary>
    public bool IsUnified { get; }

    /// <summary>Whether single controllers are there: memory always is.</summary>
    public bool HasProcesses => places.ContainsKey("pids");

    public bool HasProcessors => places.ContainsKey("cpu");

    /// <summary>Null where none can be made or none would hold memory: then the watch and the limits of single processes do alone.</summary>
    public static ControlGroupPlaces? Find()
    {
        var own = File.ReadAllText("/proc/self/cgroup");
        return Find(File.ReadAllText("/proc/self/mountinfo"), own, folder => Delegation.IsGiven(folder, own));
    }

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

    /// <summary>Sees to it that groups beneath have controllers. The server steps into a group of its own for that: one that holds processes cannot pass any on.</summary>
    private static Dictionary<string, string>? Arrange(string folder, Func<string, bool> isDelegated)
    {
        var above = Path.GetDirectoryName(folder)!;
        if (Path.GetFileName(folder) == Own && Passed(above).Contains("memory")) folder = above;
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
        var server = Path.Combine(folder, Own);
        for (var attempt = 0; ; attempt++)
        {
            // The root of all groups, which has no type, passes controllers on whatever it holds.
            if (File.Exists(Path.Combine(folder, "cgroup.type"))) Move(folder, server);
            try
            {
                File.WriteAllText(Path.Combine(folder, "cgroup.subtree_control"), string.Join(' ', available.Select(controller => $"+{controller}")));
                return available;
            }
            catch (IOException) when (attempt < 10)
            {
                // Something has started another process meanwhile.
            }
            catch (IOException)
            {
                // Somebody is in it who cannot be moved, as from outside of a container.
                Move(server, folder);
                _ = SystemCalls.RemoveFolder(server);
                return [];
            }
        }
    }

    /// <summary>Moves all processes of a group: with the server whatever was given the group with it, such as a shell that waits for it, or a browser that it has started.</summary>
    private static void Move(string from, string to)
    {
        foreach (var process in Words(Path.Combine(from, "cgroup.procs")))
        {
            Directory.CreateDirectory(to);
            try
            {
                // Those of an outer namespace are all called 0, which means oneself to the kernel.
                if (process != "0") File.WriteAllText(Path.Combine(to, "cgroup.procs"), process);
            }
            catch (IOException)
            {
                // It has ended.
            }
        }
    }

    private static string[] Words(string file) => File.Exists(file) ? File.ReadAllText(file).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : [];
}
