using Vitrine.Sandboxes.Local.ControlGroups;

namespace Vitrine.Sandboxes.Local;

/// <summary>What this host offers beside bubblewrap to hold a sandbox.</summary>
/// <param name="Groups">Where control groups are made; null where none can be.</param>
/// <param name="Guard">Ends what was just starting when the server was killed.</param>
/// <param name="HasOwnMounts">Whether the server is an ordinary user who mounts workspace and /tmp with a number of files.</param>
internal sealed record HostMeans(ControlGroupPlaces? Groups, StartGuard Guard, bool HasOwnMounts)
{
    /// <summary>Whether the kernel holds the number of files, and not the watch.</summary>
    public bool HoldFiles => HasOwnMounts || SystemCalls.IsRoot;
}
