namespace Vitrine.Sandboxes.Local.ControlGroups;

/// <summary>Reads from what the kernel tells a process about itself where its own control groups lie.</summary>
internal static class ControlGroupTrees
{
    /// <summary>The folder of one's own group by controller; by an empty name that of version 2.</summary>
    public static IReadOnlyDictionary<string, string> Read(string mounts, string own)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        // 32 31 0:29 /docker/1f /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory
        var trees = mounts.Split('\n').Select(line => line.Split(' ')).Where(words => words.Length > 8).Select(words => (Words: words, Dash: Array.IndexOf(words, "-")))
            .Where(tree => tree.Dash > 5 && tree.Words.Length > tree.Dash + 3 && tree.Words[tree.Dash + 1] is "cgroup" or "cgroup2")
            .Select(tree => (Root: tree.Words[3], Place: tree.Words[4], IsUnified: tree.Words[tree.Dash + 1] == "cgroup2", Controllers: tree.Words[tree.Dash + 3].Split(','))).ToList();
        foreach (var line in own.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // 4:memory:/docker/1f, and 0::/ for version 2.
            if (line.Split(':', 3) is not [var number, var controllers, var path]) continue;
            foreach (var controller in controllers.Split(','))
            {
                var tree = trees.Find(tree => number == "0" ? tree.IsUnified : !tree.IsUnified && tree.Controllers.Contains(controller));
                if (tree.Place is not null && Folder(tree.Root, tree.Place, path) is { } folder) found[controller] = folder;
            }
        }

        return found;
    }

    private static string? Folder(string root, string place, string path)
    {
        // What is mounted may be a part of the tree, as in containers.
        var inside = root == "/" ? path : path == root || path.StartsWith(root + "/", StringComparison.Ordinal) ? path[root.Length..] : null;
        if (inside is null || path.Contains("..", StringComparison.Ordinal)) return null;
        var folder = inside.Trim('/').Length == 0 ? place : Path.Combine(place, inside.TrimStart('/'));
        return Directory.Exists(folder) ? folder : null;
    }
}
