using System.Formats.Tar;
using System.Text.RegularExpressions;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;

namespace Vitrine.Projects.Ingest.Sources;

/// <summary>
/// Reads a project's files from a Git repository at a commit: one on disk, or one that is fetched over https or ssh. An operator names it, so it is an operator endpoint: any address, no redirects,
/// and git asks for no password. Nothing of the repository is run: no hooks, no filters, no submodules.
/// </summary>
public static partial class GitRepository
{
    private const int MostOutput = 600 * 1024 * 1024;
    private static readonly TimeSpan FetchLimit = TimeSpan.FromMinutes(5);
    private static readonly string[] Quiet = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "http.followRedirects=false", "-c", "protocol.ext.allow=never"];

    /// <summary>The files of a commit, and where they come from.</summary>
    /// <param name="repository">A folder of this machine, or an address that begins with https:// or ssh://.</param>
    /// <param name="revision">A branch, tag or commit; null for the repository's HEAD.</param>
    /// <param name="path">The project's folder in the repository; null for its root.</param>
    /// <param name="target">The folder of dbt's artifacts, relative to the project's.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(ProjectFiles Files, IngestSource Source)> ReadAsync(string repository, string? revision, string? path, string target, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(repository);
        if (revision is not null && (revision.Length == 0 || revision[0] == '-' || revision.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter)))) throw new RefusalException("projects.bad-revision", $"{revision} is no branch, tag or commit.");
        var isRemote = repository.Contains("://", StringComparison.Ordinal);
        if (!isRemote && !Directory.Exists(repository)) throw new RefusalException("projects.no-folder", $"There is no folder {repository}. An address begins with https:// or ssh://.");
        var fetched = isRemote ? Directory.CreateTempSubdirectory("vitrine-git-").FullName : null;
        try
        {
            if (fetched is not null) await FetchAsync(repository, revision, fetched, cancellationToken);
            var commit = await CommitAsync(fetched ?? repository, fetched is null ? revision ?? "HEAD" : "FETCH_HEAD", cancellationToken);
            var files = await FilesAsync(fetched ?? repository, commit, path?.Trim('/') ?? "", target, cancellationToken);
            return (ProjectFolder.Of(files, target), new IngestSource("git", commit, revision));
        }
        finally
        {
            if (fetched is not null) Directory.Delete(fetched, recursive: true);
        }
    }

    /// <summary>What is known of the checkout that a folder is; a folder without Git is a folder.</summary>
    public static async Task<IngestSource> DescribeAsync(string folder, CancellationToken cancellationToken)
    {
        if (LocalProcess.FindProgram("git") is null) return new IngestSource("folder");
        var head = await RunAsync(["-C", folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"], isRemote: false, cancellationToken);
        if (!head.Succeeded) return new IngestSource("folder");
        var branch = await RunAsync(["-C", folder, "symbolic-ref", "--short", "--quiet", "HEAD"], isRemote: false, cancellationToken);
        var status = await RunAsync(["-C", folder, "status", "--porcelain", "--untracked-files=no", "--ignore-submodules", "--", "."], isRemote: false, cancellationToken);
        return new IngestSource("folder", head.Output.Trim(), branch.Succeeded ? branch.Output.Trim() : null, status.Output.Trim().Length > 0);
    }

    private static async Task FetchAsync(string address, string? revision, string folder, CancellationToken cancellationToken)
    {
        if (!address.StartsWith("https://", StringComparison.Ordinal) && !address.StartsWith("ssh://", StringComparison.Ordinal))
            throw new RefusalException("projects.bad-address", "A repository is fetched over https:// or ssh:// only.");
        await CheckedAsync(["init", "--bare", "--quiet", folder], "prepare a repository", isRemote: false, cancellationToken);
        await CheckedAsync(["-C", folder, "fetch", "--quiet", "--depth", "1", "--no-tags", "--no-recurse-submodules", "--", address, revision ?? "HEAD"], $"fetch {revision ?? "HEAD"}", isRemote: true, cancellationToken);
    }

    private static async Task<string> CommitAsync(string repository, string revision, CancellationToken cancellationToken)
    {
        var found = await RunAsync(["-C", repository, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], isRemote: false, cancellationToken);
        return found.Succeeded ? found.Output.Trim() : throw new RefusalException("projects.bad-revision", $"The repository has no commit {revision}, or it is no Git repository.{Said(found)}");
    }

    private static async Task<Dictionary<string, ReadOnlyMemory<byte>>> FilesAsync(string repository, string commit, string path, string target, CancellationToken cancellationToken)
    {
        var prefix = path.Length == 0 ? "" : path + "/";
        var listed = await CheckedAsync(["-C", repository, "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, .. prefix.Length == 0 ? Array.Empty<string>() : ["--", prefix]], "list the files of the commit", isRemote: false, cancellationToken);
        var wanted = listed.Output.Split('\0').Where(name => name.StartsWith(prefix, StringComparison.Ordinal) && ProjectFolder.IsRead(name[prefix.Length..], target)).ToList();
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        if (wanted.Count == 0) return files;

        var archive = Path.GetTempFileName();
        try
        {
            // Paths as they stand: no pattern in them means more than itself.
            await CheckedAsync(["--literal-pathspecs", "-C", repository, "archive", "--format=tar", $"--output={archive}", commit, "--", .. wanted], "read the files of the commit", isRemote: false, cancellationToken);
            if (new FileInfo(archive).Length > MostOutput) throw new RefusalException("projects.ingest-too-large", "The files of the project are too large.", RefusalKind.TooLarge);
            await using var stream = File.OpenRead(archive);
            await using var reader = new TarReader(stream);
            while (await reader.GetNextEntryAsync(copyData: true, cancellationToken) is { } entry)
            {
                if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || entry.DataStream is not { } data) continue;
                using var content = new MemoryStream();
                await data.CopyToAsync(content, cancellationToken);
                files[entry.Name[prefix.Length..]] = content.ToArray();
            }

            return files;
        }
        finally
        {
            File.Delete(archive);
        }
    }

    private static async Task<ProcessResult> CheckedAsync(IReadOnlyList<string> arguments, string what, bool isRemote, CancellationToken cancellationToken)
    {
        var result = await RunAsync(arguments, isRemote, cancellationToken);
        return result.Succeeded ? result : throw new RefusalException("projects.git", $"git could not {what}.{Said(result)}");
    }

    private static Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, bool isRemote, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string>
        {
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_ALLOW_PROTOCOL"] = isRemote ? "https:ssh" : "none",
            ["GIT_OPTIONAL_LOCKS"] = "0",
            ["LC_ALL"] = "C",
        };
        // What git needs to find the operator's own keys and helpers, and no more of the environment.
        foreach (var name in (ReadOnlySpan<string>)["PATH", "HOME", "SSH_AUTH_SOCK", "GIT_SSH_COMMAND"])
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value) environment[name] = value;
        }

        var request = new ProcessRequest("git", [.. Quiet, .. arguments]) { Environment = environment, Timeout = FetchLimit, MaximumOutputBytes = 64 * 1024 * 1024 };
        return LocalProcess.RunAsync(request, cancellationToken);
    }

    /// <summary>The last line of what git says, without a password that an address may hold.</summary>
    private static string Said(ProcessResult result)
    {
        var line = result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        return line is null ? "" : " It says: " + Secret().Replace(line.Length > 300 ? line[..300] : line, "://");
    }

    [GeneratedRegex("://[^/@\\s]*@", RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
