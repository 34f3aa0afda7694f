using System.Globalization;
using System.Text;

namespace Vitrine.Sandboxes.Local;

/// <summary>What bubblewrap is told. It goes through a descriptor, because a command line can be read inside the sandbox.</summary>
internal static class JailArguments
{
    public const long TemporaryBytes = 64L << 20;

    // Some programs are links through /etc/alternatives. /home/user is where programs of E2B expect the files.
    private static readonly string[] Programs =
    [
        "--ro-bind", "/usr", "/usr", "--tmpfs", "/usr/local", "--remount-ro", "/usr/local", "--ro-bind-try", "/etc/alternatives", "/etc/alternatives",
        "--symlink", "usr/bin", "/bin", "--symlink", "usr/sbin", "/sbin", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
        "--dir", "/home", "--symlink", "/workspace", "/home/user",
    ];

    private static readonly string[] HiddenOfProc = ["/proc/cmdline", "/proc/kallsyms", "/proc/version"];

    public static byte[] Write(Mounts mounts, SandboxLimits limits, IReadOnlyDictionary<string, string> environment)
    {
        var words = new List<string>
        {
            "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
            "--die-with-parent", "--new-session", "--hostname", "sandbox", "--uid", "65534", "--gid", "65534",
            "--disable-userns", "--assert-userns-disabled", "--cap-drop", "ALL", "--clearenv",
        };
        var all = new Dictionary<string, string>
        {
            ["PATH"] = "/usr/bin",
            ["HOME"] = "/workspace",
            ["LANG"] = "C.UTF-8",
            ["NODE_ENV"] = "production",
            ["TMPDIR"] = "/tmp",
        };
        foreach (var (name, value) in environment) all[name] = value;
        foreach (var (name, value) in all) words.AddRange(["--setenv", name, value]);
        foreach (var (source, target) in mounts.Files) words.AddRange(["--ro-bind", source, target]);
        if (mounts.HasPrograms) words.AddRange(Programs);
        words.AddRange(mounts.Toolchain is { } toolchain ? ["--ro-bind", toolchain, "/opt/tc"] : ["--dir", "/opt/tc"]);
        // A machine has a number of terminals for all that is not its own root; here there are none.
        words.AddRange(["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/dev/pts", "--remount-ro", "/dev/pts"]);
        // Reads the same, and cannot be mapped.
        if (!mounts.SharesMemory) words.AddRange(["--dev-bind", "/dev/full", "/dev/zero"]);
        words.AddRange(mounts.Places is { } places
            ? ["--bind", $"{places}/tmp", "/tmp", "--bind", $"{places}/workspace", "/workspace"]
            : ["--size", Number(TemporaryBytes), "--perms", "0700", "--tmpfs", "/tmp", "--size", Number(limits.WorkspaceBytes), "--perms", "0700", "--tmpfs", "/workspace"]);
        foreach (var file in HiddenOfProc) words.AddRange(["--ro-bind", "/dev/null", file]);
        // The root, /dev and /dev/shm are unbounded tmpfs otherwise, and /proc/1/mem opens for writing.
        words.AddRange(["--remount-ro", "/dev", "--remount-ro", "/proc", "--remount-ro", "/", "--chdir", "/workspace"]);
        words.AddRange(["--seccomp", "9", "--json-status-fd", "7", "--block-fd", "6"]);
        return Encoding.UTF8.GetBytes(string.Concat(words.Select(word => $"{word}\0")));
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What of the host is there to be read.</summary>
    /// <param name="Files">Source on the host, place in the sandbox.</param>
    /// <param name="Toolchain">Source of <c>/opt/tc</c>.</param>
    /// <param name="HasPrograms">Whether the machine's programs are there.</param>
    public sealed record Mounts(IReadOnlyList<(string Source, string Target)> Files, string? Toolchain, bool HasPrograms = false)
    {
        /// <summary>Where <c>workspace</c> and <c>tmp</c> are mounted already; null where bubblewrap makes them.</summary>
        public string? Places { get; init; }

        /// <summary>Whether processes in it may share memory that is no file's: where a control group counts it, whoever has it mapped.</summary>
        public bool SharesMemory { get; init; }
    }
}
