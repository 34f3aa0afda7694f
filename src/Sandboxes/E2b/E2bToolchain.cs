using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.E2b;

/// <summary>
/// Makes a sandbox of a plain image with Node fit for builds: the workspace, and the toolchain at its place, uploaded packed. A template of ours, or a host that has the toolchain, needs nothing of it.
/// </summary>
internal sealed class E2bToolchain(Func<string?> folder)
{
    private const string Archive = "/tmp/vitrine-toolchain.tar.gz";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    // As the administrator of the sandbox, before anything that nobody trusts has run in it.
    private const string Unpacking = $"""
        set -e
        mkdir -p /opt/tc {E2bSandbox.Workspace}
        tar -xzf {Archive} -C /opt/tc
        rm {Archive}
        chown user {E2bSandbox.Workspace}
        [ -e /usr/bin/node ] || ln -s "$(command -v node)" /usr/bin/node
        """;

    private readonly Lock packing = new();
    private (string Folder, byte[] Bytes)? packed;

    /// <summary>The version of the toolchain that would be brought; null when none was prepared.</summary>
    public string? Version => folder() is { } toolchain ? VersionOf(toolchain) : null;

    /// <returns>The version that was brought; null when nothing was to be done.</returns>
    /// <exception cref="RefusalException"><c>sandbox.no-toolchain</c> when it is not there and cannot be brought.</exception>
    public async Task<string?> PrepareAsync(E2bInside inside, CancellationToken cancellationToken)
    {
        if (await IsThereAsync(inside, "/opt/tc/worker.mjs", cancellationToken) && await IsThereAsync(inside, E2bSandbox.Workspace, cancellationToken)) return null;
        // Without one, sandboxes are as empty as those of this machine; who needs it says so.
        if (folder() is not { } toolchain) return null;
        try
        {
            // Nothing at first: who may not write there says so before much is sent, which it would break off.
            await inside.WriteAsync(Archive, ReadOnlyMemory<byte>.Empty, asRoot: true, cancellationToken);
            await inside.WriteAsync(Archive, await Task.Run(() => Pack(toolchain), cancellationToken), asRoot: true, cancellationToken);
        }
        catch (RefusalException refusal) when (refusal.Code != "sandbox.gone")
        {
            throw Refused(refusal.Message);
        }

        var (exit, _, errors) = await E2bWorkspace.RunAsync(inside, new SandboxCommand("/bin/sh", ["-c", Unpacking]) { WallClock = Limit }, asRoot: true, cancellationToken);
        if (exit != 0) throw Refused(errors.Trim() is { Length: > 0 } said ? said[..Math.Min(said.Length, 200)] : $"It ended with {exit}.");
        return VersionOf(toolchain);
    }

    // The folder's name is its version's: <template>/<version>/toolchain.
    private static string VersionOf(string toolchain) => Path.GetFileName(Path.GetDirectoryName(toolchain.TrimEnd('/'))) ?? "";

    private static RefusalException Refused(string reason)
        => new("sandbox.no-toolchain", $"The toolchain is not in the sandbox and could not be brought there. {reason} Use a template that holds it (vitrine sandbox template), or a sandbox host that has one prepared.", RefusalKind.Unavailable);

    private static async Task<bool> IsThereAsync(E2bInside inside, string path, CancellationToken cancellationToken)
    {
        try
        {
            await inside.CallAsync("filesystem.Filesystem/Stat", new JsonObject { ["path"] = path }, isIdempotent: true, cancellationToken);
            return true;
        }
        catch (ConnectException refused) when (refused.Code == ConnectCode.NotFound)
        {
            return false;
        }
        catch (ConnectException refused)
        {
            throw Refused(refused.Message);
        }
    }

    private byte[] Pack(string toolchain)
    {
        lock (packing)
        {
            if (packed is { } known && known.Folder == toolchain) return known.Bytes;
            using var bytes = new MemoryStream();
            using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true)) TarFile.CreateFromDirectory(toolchain, gzip, includeBaseDirectory: false);
            packed = (toolchain, bytes.ToArray());
            return packed.Value.Bytes;
        }
    }
}
