namespace Vitrine.Sandboxes.Local;

/// <summary>Says in one sentence what keeps sandboxes of this machine apart: what every one has, and what depends on the host.</summary>
internal static class LocalIsolation
{
    public static string Describe(HostMeans means)
    {
        var groups = means.Groups;
        var user = SystemCalls.IsRoot ? "each has a user of its own" : "they run as the server's user";
        var limits = groups is null
            ? "memory and processors are held by limits of single processes and by a watch, ten times a second"
            : $"control groups (version {(groups.IsUnified ? 2 : 1)}) hold memory{(groups.HasProcesses ? ", processes" : "")}{(groups.HasProcessors ? " and processors" : "")}";
        var files = means.HoldFiles ? "the kernel holds the number of files" : "the number of files is held by a watch, ten times a second";
        return $"Isolation: namespaces, system call filter, no capabilities, no network; {user}; {limits}; {files}.";
    }
}
