using System.Globalization;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// How an ordinary user has the kernel hold the number of files: workspace and /tmp are mounted with it before bubblewrap starts, in a user namespace around the sandbox, because bubblewrap has no
/// word for it. (Root sets it afterwards: <see cref="SystemCalls.TryLimitFiles"/>.)
/// </summary>
internal static class OwnMounts
{
    // What is variable comes as positional parameters and is never read as a script.
    private const string Script = """
        mount -t tmpfs -o "size=$1,nr_inodes=$3,mode=0700,nosuid,nodev" tmpfs "$4/workspace" && mount -t tmpfs -o "size=$2,nr_inodes=$3,mode=0700,nosuid,nodev" tmpfs "$4/tmp" && shift 4 && exec "$@"
        """;

    private static readonly string[] InNamespace = ["--user", "--map-root-user", "--mount", "--"];

    /// <summary>Whether this user may mount anything in a namespace of its own. Where AppArmor allows that to bubblewrap alone, it may not.</summary>
    public static async Task<bool> WorkAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            return (await LocalProcess.RunAsync(new ProcessRequest("unshare", [.. InNamespace, "mount", "-t", "tmpfs", "-o", "nr_inodes=16", "tmpfs", folder]) { Environment = Paths }, cancellationToken)).Succeeded;
        }
        catch (RefusalException)
        {
            return false; // there is no unshare
        }
    }

    /// <summary>Makes the places in a sandbox's folder on which is mounted, and gives where they are.</summary>
    public static string MakePlaces(string folder)
    {
        var places = Path.Combine(folder, "mounts");
        PrivateFolder.Create(places);
        PrivateFolder.Create(Path.Combine(places, "workspace"));
        PrivateFolder.Create(Path.Combine(places, "tmp"));
        return places;
    }

    /// <summary>The words before those of what is to find the places mounted.</summary>
    public static IReadOnlyList<string> Words(string places, SandboxLimits limits)
        => ["unshare", .. InNamespace, "/bin/sh", "-c", Script, "sh", Number(limits.WorkspaceBytes), Number(JailArguments.TemporaryBytes), Number(limits.Files), places];

    private static Dictionary<string, string> Paths => new() { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" };

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
