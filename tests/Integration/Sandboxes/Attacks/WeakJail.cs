using System.Text;
using Vitrine.Outside.Processes;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>
/// A jail as the product makes it, but for what a test takes away. There is no such thing in the product; here it shows that an attack works without the one remedy, so that a test which finds it
/// stopped has found something.
/// </summary>
internal sealed record WeakJail
{
    private const string Launcher = """exec 8<"$1" 9<"$2"; shift 2; exec "$@" """;

    /// <summary>Arguments of bubblewrap that are left out, each with as many words behind it as belong to it.</summary>
    public IReadOnlyList<(string Word, string? Value, int Words)> Without { get; init; } = [];

    /// <summary>Whether it runs as the server's own root, and not as a user who exists nowhere else.</summary>
    public bool IsRoot { get; init; }

    /// <summary>Whether the arguments stand on the command line.</summary>
    public bool TellsArguments { get; init; }

    /// <summary>What stands before it, such as a limit.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Whether it is started from a terminal, as by somebody who tries it by hand.</summary>
    public bool HasTerminal { get; init; }

    /// <summary>What bubblewrap finds in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The toolchain in it.</summary>
    public string? Toolchain { get; init; }

    public static (string Word, string? Value, int Words) Argument(string word, string? value = null) => (word, value, value is null ? 1 : 2);

    /// <summary>Runs a script, or another program, and gives what both streams said.</summary>
    public async Task<string> RunAsync(string folder, params IReadOnlyList<string> command)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var mounts = new JailArguments.Mounts(await HostFiles.FindAsync(cancellationToken), Toolchain);
        var words = Encoding.UTF8.GetString(JailArguments.Write(mounts, new SandboxLimits(), new Dictionary<string, string>())).Split('\0')[..^1].ToList();
        foreach (var (word, value, count) in Without.Concat([Argument("--json-status-fd", "7"), Argument("--block-fd", "6")]))
        {
            var at = Enumerable.Range(0, words.Count).First(at => words[at] == word && (value is null || words[at + 1] == value));
            words.RemoveRange(at, count);
        }

        var (arguments, filter) = (Path.Combine(folder, $"{Guid.CreateVersion7():n}"), Path.Combine(folder, $"{Guid.CreateVersion7():n}"));
        await File.WriteAllTextAsync(arguments, string.Concat(words.Select(word => $"{word}\0")), cancellationToken);
        await File.WriteAllBytesAsync(filter, SeccompFilter.ForThisMachine(isLent: false, sharesMemory: false), cancellationToken);
        List<string> all = ["-c", Launcher, "sh", arguments, filter, .. Before];
        if (!IsRoot && SystemCalls.IsRoot) all.AddRange(["setpriv", $"--reuid={User}", $"--regid={User}", "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--"]);
        all.AddRange(TellsArguments ? ["bwrap", .. words, "--", .. command] : ["bwrap", "--args", "8", "--", .. command]);
        // script(1) makes a terminal and takes one text for a shell.
        if (HasTerminal) all = [.. all[..5], "script", "-qec", string.Join(' ', all[5..].Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'")), "/dev/null"];
        var result = await LocalProcess.RunAsync(new ProcessRequest("/bin/sh", all) { Environment = new Dictionary<string, string>(Environment) { ["PATH"] = "/usr/bin:/bin" }, Timeout = TimeSpan.FromSeconds(30) }, cancellationToken);
        return (result.Output + result.Errors).Trim();
    }

    public Task<string> RunScriptAsync(string folder, string script) => RunAsync(folder, "/usr/bin/node", "-e", script);

    private static int User { get; } = 650_000_000 + System.Environment.ProcessId;
}
