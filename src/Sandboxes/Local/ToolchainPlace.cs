using Vitrine.Outside.Processes;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// A place for the toolchain that the sandbox's user can reach: a checkout under <c>/root</c> is closed to it, and its path would
/// show in the sandbox. Copied once per version, whole or not at all.
/// </summary>
internal static class ToolchainPlace
{
    public static async Task<string> ForOthersAsync(string toolchain, string copies, CancellationToken cancellationToken)
    {
        if (IsOpenToAll(toolchain)) return toolchain;
        // The folder's name is its version's: <template>/<version>/toolchain.
        var version = Path.GetFileName(Path.GetDirectoryName(toolchain.TrimEnd('/'))!);
        var target = Path.Combine(copies, $"toolchain-{version}");
        if (Directory.Exists(target)) return target;
        Directory.CreateDirectory(copies);
        var draft = Path.Combine(copies, $".draft-{Guid.CreateVersion7():n}-{version}");
        var copied = await LocalProcess.RunAsync(new("cp", ["-a", "--", toolchain, draft]) { Timeout = TimeSpan.FromMinutes(5) }, cancellationToken);
        var opened = copied.Succeeded ? await LocalProcess.RunAsync(new("chmod", ["-R", "a+rX,go-w", "--", draft]), cancellationToken) : copied;
        if (!opened.Succeeded) throw new RefusalException("sandbox.toolchain-not-copied", $"The toolchain could not be copied to {copies}, where a user without rights can read it.", RefusalKind.Unavailable);
        try
        {
            Directory.Move(draft, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            Directory.Delete(draft, recursive: true);
        }

        return target;
    }

    private static bool IsOpenToAll(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
        {
            if (!place.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) return false;
        }

        return new DirectoryInfo(folder).UnixFileMode.HasFlag(UnixFileMode.OtherRead);
    }
}
