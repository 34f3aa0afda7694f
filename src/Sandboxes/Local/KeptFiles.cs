using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// What a pause keeps of a workspace: its files, with whatever names they have. A file of several names is kept as several. Links, pipes and empty folders are not kept, and <c>docs/sandboxes.md</c> says so;
/// anything else that cannot be kept refuses the pause, so that nothing is lost in silence.
/// </summary>
internal static class KeptFiles
{
    private const int MostFiles = 4000;
    private const long MostBytes = 64L << 20;

    // Linux opens no longer path. Of folders in folders each takes a place among what the server has open.
    private const int LongestPath = 4095, Deepest = 100;
    private const int NoSuchFile = 2, NoSuchDevice = 6, NotAFolder = 20, IsALink = 40;

    /// <exception cref="RefusalException"><c>sandbox.too-much-to-keep</c>, <c>sandbox.file-too-large</c>, <c>sandbox.cannot-keep</c>.</exception>
    public static IReadOnlyList<SandboxFile> Read(string workspace, uint? user)
    {
        using var folder = WorkspaceFiles.Open(workspace);
        var found = new List<SandboxFile>();
        var bytes = 0L;
        foreach (var path in List((int)folder.DangerousGetHandle(), user, "", 0))
        {
            var content = SystemCalls.AsFileUser(user, () =>
            {
                using var handle = Open((int)folder.DangerousGetHandle(), path, SystemCalls.NonBlocking);
                // All names are within: a workspace is a file system of its own.
                return handle is not null && SystemCalls.NamesOf(handle) > 0 ? WorkspaceFiles.Content(handle, path) : null;
            });
            if (content is null) continue;
            bytes += content.Length;
            if (found.Count == MostFiles || bytes > MostBytes)
                throw new RefusalException("sandbox.too-much-to-keep", $"The workspace has more than {MostFiles} files or {MostBytes >> 20} MiB, which is what a pause keeps. Remove some.", RefusalKind.TooLarge);
            found.Add(new SandboxFile(path, content));
        }

        return found;
    }

    private static IEnumerable<string> List(int workspace, uint? user, string folder, int depth)
    {
        if (depth > Deepest || Encoding.UTF8.GetByteCount(folder) > LongestPath - 256) throw CannotKeep(folder, $"lies too deep: a pause keeps {Deepest} folders in each other. Move it up");
        // Each folder is opened as files are, and read through what was opened: between two looks at a path, a link may have taken its place. Not recursive, because the framework's own recursion
        // follows links to folders.
        using var opened = SystemCalls.AsFileUser(user, () => Open(workspace, folder.Length == 0 ? "." : folder, SystemCalls.Directory));
        if (opened is null) yield break;
        foreach (var entry in new DirectoryInfo($"/proc/self/fd/{(int)opened.DangerousGetHandle()}/").EnumerateFileSystemInfos())
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (entry.LinkTarget is not null) continue;
            if (entry is DirectoryInfo)
            {
                foreach (var inner in List(workspace, user, path, depth + 1)) yield return inner;
            }
            else
            {
                yield return path;
            }
        }
    }

    /// <summary>Opens it for reading; null when it went away meanwhile, or is nothing that is kept.</summary>
    private static SafeFileHandle? Open(int workspace, string path, int flags)
    {
        if (SystemCalls.OpenBeneath(workspace, path, SystemCalls.ReadOnly | flags, 0) is { } handle) return handle;
        var isGone = Marshal.GetLastPInvokeError() is NoSuchFile or NoSuchDevice or NotAFolder or IsALink;
        // The framework puts this letter in the place of what is none, and nothing has that name then.
        if (isGone && path.Contains('\ufffd', StringComparison.Ordinal)) throw CannotKeep(path, "has a name that is no UTF-8. Rename it");
        return isGone ? null : throw CannotKeep(path, "cannot be read. Give it the mode of something that can (chmod u+rwX)");
    }

    private static RefusalException CannotKeep(string path, string why) => new("sandbox.cannot-keep", $"A pause would lose {WorkspacePath.Show(path)}: it {why}, or remove it.");
}
