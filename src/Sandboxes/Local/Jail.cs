using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Local.ControlGroups;

namespace Vitrine.Sandboxes.Local;

/// <summary>One running bubblewrap and the first process inside.</summary>
internal sealed class Jail
{
    // Descriptors beyond the first three cannot be handed to a child by the framework, so a constant script opens them. What is
    // variable comes as positional parameters and is never read as a script. The first open file is the pipe that holds the child back.
    // The guard is told before it is asked who the parent is now: the other way round a server could be killed in between.
    private const string Launcher = """
        exec 6<>"$4" 7>"$1" 8<"$2" 9<"$3"
        echo "begin $$" >"/proc/$5/fd/0" && read -r _ _ _ parent _ <"/proc/$$/stat" && [ "$parent" = "$6" ] || exit 1
        shift 6
        exec "$@"
        """;

    /// <summary>What is said of a machine on which nothing starts in time.</summary>
    public const string TooBusy = "the machine is too busy";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private Jail(LocalProcess process, int first, uint? user, ControlGroup? group) => (Process, First, User, Group) = (process, first, user, group);

    /// <summary>Bubblewrap, with the streams of what runs inside.</summary>
    public LocalProcess Process { get; }

    /// <summary>Process 1 of the sandbox in the host's numbering: when it goes, all go.</summary>
    public int First { get; }

    /// <summary>The user of its files; null for the server's own.</summary>
    public uint? User { get; }

    /// <summary>What holds all of it to its memory and processors; null where no control group can be made.</summary>
    public ControlGroup? Group { get; }

    /// <summary>Whether the kernel refuses more files than it may have.</summary>
    public bool HoldsFiles { get; private init; }

    /// <summary>Whether programs in it may lock parts of files.</summary>
    public bool LocksFiles { get; private init; }

    /// <summary>The workspace as the host reaches it.</summary>
    public string Workspace => $"/proc/{First}/root/workspace";

    /// <summary>The other folder that can be written.</summary>
    public string Temporary => $"/proc/{First}/root/tmp";

    /// <summary>
    /// Starts the jail and holds the program back until limits are set and files are laid out, so that no instruction of it runs without.
    /// </summary>
    public static async Task<Jail> StartAsync(
        string folder, JailArguments.Mounts mounts, SandboxLimits limits, uint? user, HostMeans means, SandboxCommand command, IReadOnlyList<SandboxFile> files, CancellationToken cancellationToken)
    {
        var (status, arguments, filter, pipe) = (Path.Combine(folder, "status"), Path.Combine(folder, "arguments"), Path.Combine(folder, "filter"), Path.Combine(folder, "hold"));
        mounts = mounts with { SharesMemory = means.Groups is not null };
        if (means.HasOwnMounts) mounts = mounts with { Places = OwnMounts.MakePlaces(folder) };
        await File.WriteAllBytesAsync(status, [], cancellationToken);
        await File.WriteAllBytesAsync(arguments, JailArguments.Write(mounts, limits, command.Environment), cancellationToken);
        await File.WriteAllBytesAsync(filter, SeccompFilter.ForThisMachine(isLent: mounts.HasPrograms, mounts.SharesMemory), cancellationToken);
        File.Delete(pipe);
        if (SystemCalls.MakePipe(pipe, 0x180) != 0) throw Unavailable("The pipe that holds a sandbox back could not be made.");

        var words = new List<string> { "-c", Launcher, "sh", status, arguments, filter, pipe, Number(await means.Guard.ReadyAsync()), Number(System.Environment.ProcessId) };
        if (user is { } id) words.AddRange(["setpriv", $"--reuid={id}", $"--regid={id}", "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--"]);
        if (mounts.Places is { } places) words.AddRange(OwnMounts.Words(places, limits));
        words.AddRange(["bwrap", "--args", "8", "--", command.Program, .. command.Arguments]);
        var process = await LocalProcess.StartAsync(new("/bin/sh", words) { Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" } });
        ControlGroup? group = null;
        try
        {
            var first = await FirstProcessAsync(process, status, cancellationToken);
            if (user is not null && ProcessTree.UserOf(first) is null or 0) throw Unavailable("The sandbox would have run as the host's root.");
            await File.WriteAllTextAsync(Path.Combine(folder, "process"), $"{first} {ProcessTree.StartOf(first)}", cancellationToken);
            means.Guard.Know(process, first);
            group = MakeGroup(folder, means.Groups, limits, first);
            var jail = new Jail(process, first, user, group) { HoldsFiles = means.HoldFiles, LocksFiles = mounts.HasPrograms };
            await jail.WaitForWorkspaceAsync(cancellationToken);
            jail.SetLimits(limits);
            if (files.Count > 0) WorkspaceFiles.Write(jail.Workspace, user, files);
            await using var hold = new FileStream(pipe, FileMode.Open, FileAccess.Write);
            hold.WriteByte(1);
            _ = ForgetAsync(process, means.Guard);
            return jail;
        }
        catch
        {
            await process.DisposeAsync();
            means.Guard.Forget(process);
            group?.Remove();
            throw;
        }
    }

    /// <summary>Kills everything inside at once.</summary>
    public async Task KillAsync()
    {
        // The first process can only be reaped when all others of its namespace are gone, and bubblewrap ends after that: so nothing is
        // left when this returns.
        if (!Process.Exit.IsCompleted)
        {
            Group?.Kill();
            _ = SystemCalls.Kill(First, 9);
        }

        await Task.WhenAny(Process.Exit, Task.Delay(TimeSpan.FromSeconds(5)));
        Process.Kill();
        await Process.Exit;
    }

    private static async Task ForgetAsync(LocalProcess process, StartGuard guard)
    {
        await process.Exit;
        guard.Forget(process);
    }

    private static ControlGroup? MakeGroup(string folder, ControlGroupPlaces? groups, SandboxLimits limits, int first)
    {
        if (groups is null) return null;
        ControlGroup? group = null;
        try
        {
            group = groups.Create($"{Path.GetFileName(folder)}-{first}", limits);
            // Before anything is in it: a server that is killed leaves the next one the way to it.
            File.WriteAllLines(Path.Combine(folder, LeftoverReaper.GroupsFile), group.Folders);
            group.Add(first);
            return group;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            group?.Remove();
            throw Unavailable("The control group of the sandbox could not be made.");
        }
    }

    private static async Task<int> FirstProcessAsync(LocalProcess process, string status, CancellationToken cancellationToken)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartLimit && !process.Exit.IsCompleted; await Task.Delay(1, cancellationToken))
        {
            var text = await File.ReadAllTextAsync(status, cancellationToken);
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            if (end < 0) continue;
            using var json = JsonDocument.Parse(text[..end]);
            return json.RootElement.GetProperty("child-pid").GetInt32();
        }

        var isLate = !process.Exit.IsCompleted;
        process.Kill();
        await process.Exit;
        using var errors = new StreamReader(process.Errors);
        var said = (await errors.ReadToEndAsync(cancellationToken)).Trim();
        throw Unavailable(said.Length == 0 ? isLate ? $"bubblewrap did not start within half a minute: {TooBusy}." : "bubblewrap did not start." : $"bubblewrap said: {Sentence(said[..Math.Min(300, said.Length)])}");
    }

    private async Task WaitForWorkspaceAsync(CancellationToken cancellationToken)
    {
        // The root changes as the last step of the set-up; until then this path is the host's.
        var waited = Stopwatch.StartNew();
        while (!Directory.Exists(Workspace) || !Directory.Exists($"/proc/{First}/root/opt/tc"))
        {
            if (Process.Exit.IsCompleted || waited.Elapsed > StartLimit)
            {
                using var errors = new StreamReader(Process.Errors);
                Process.Kill();
                throw Unavailable($"bubblewrap said: {Sentence((await errors.ReadToEndAsync(cancellationToken)).Trim())}");
            }

            await Task.Delay(1, cancellationToken);
        }
    }

    private void SetLimits(SandboxLimits limits)
    {
        // 1 and not 0: the kernel hands the core dump of a process with 0 to the host's program for that, as root, if there is one
        // (core_pattern that begins with a pipe); with 1 it does not. The filter keeps a sandbox from lowering it. https://man7.org/linux/man-pages/man5/core.5.html
        Set(SystemCalls.LimitCore, 1);
        Set(SystemCalls.LimitData, (ulong)Math.Max(limits.MemoryBytes, 1L << 30));
        Set(SystemCalls.LimitFileSize, (ulong)limits.FileBytes);
        Set(SystemCalls.LimitProcesses, (ulong)limits.Processes);
        Set(SystemCalls.LimitOpenFiles, (ulong)limits.OpenFiles);
        if (limits.CpuSeconds is { } seconds) Set(SystemCalls.LimitCpu, (ulong)seconds);
        if (User is not null && !(SystemCalls.TryLimitFiles(Workspace, limits.Files) && SystemCalls.TryLimitFiles(Temporary, limits.Files))) throw Unavailable("The number of the sandbox's files could not be limited.");
        // When memory runs short on the machine, a sandbox goes before the server.
        try
        {
            File.WriteAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{First}/oom_score_adj"), "500");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // Only a preference.
        }

        void Set(int resource, ulong value)
        {
            if (SystemCalls.SetLimit(First, User, resource, value) != 0) throw Unavailable("A limit of the sandbox could not be set.");
        }
    }

    // A remedy follows.
    private static string Sentence(string said) => said.EndsWith('.') ? said : said + ".";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static RefusalException Unavailable(string reason) => new("sandbox.unavailable", $"No sandbox can be started here. {reason}", RefusalKind.Unavailable);
}
