using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// Reads and writes in the workspace of a running sandbox. Whatever lies there may have been put there to mislead: nothing is reached
/// through a link, only regular files with one name are read, and names and sizes are bounded.
/// </summary>
internal static class WorkspaceFiles
{
    private const int MostFiles = 4000;
    private const long MostBytes = 64L << 20, MostBytesOfOne = 32L << 20;
    private const int NoSuchFile = 2, NotAFolder = 20, AlreadyThere = 17, NoSpace = 28;

    public static void Write(string workspace, uint? user, IReadOnlyList<SandboxFile> files)
    {
        var folder = Open(workspace);
        using (folder)
        {
            SystemCalls.AsFileUser(user, () =>
            {
                foreach (var file in files) WriteOne((int)folder.DangerousGetHandle(), WorkspacePath.Check(file.Path), file.Content.Span);
                return true;
            });
        }
    }

    public static byte[]? Read(string workspace, uint? user, string path)
    {
        using var folder = Open(workspace);
        return SystemCalls.AsFileUser(user, () =>
        {
            using var handle = SystemCalls.OpenBeneath((int)folder.DangerousGetHandle(), WorkspacePath.Check(path), SystemCalls.ReadOnly | SystemCalls.NonBlocking, 0);
            if (handle is null) return Marshal.GetLastPInvokeError() is NoSuchFile or NotAFolder ? null : throw new RefusalException("sandbox.bad-path", "Only plain files in the workspace can be read.");
            return ReadAll(handle);
        });
    }

    /// <summary>All plain files. Links, pipes and names that no workspace may have are left out.</summary>
    /// <exception cref="RefusalException"><c>sandbox.too-much-to-keep</c>, <c>sandbox.file-too-large</c>: nothing is lost in silence.</exception>
    public static IReadOnlyList<SandboxFile> ReadAll(string workspace, uint? user)
    {
        using var folder = Open(workspace);
        var found = new List<SandboxFile>();
        var bytes = 0L;
        foreach (var path in List((int)folder.DangerousGetHandle(), user, ""))
        {
            if (!WorkspacePath.IsFine(path)) continue;
            if (found.Count >= MostFiles || bytes > MostBytes)
                throw new RefusalException("sandbox.too-much-to-keep", $"The workspace has more than {MostFiles} files or {MostBytes >> 20} MiB, which is what a pause keeps. Remove some.", RefusalKind.TooLarge);
            var content = SystemCalls.AsFileUser(user, () =>
            {
                using var handle = SystemCalls.OpenBeneath((int)folder.DangerousGetHandle(), path, SystemCalls.ReadOnly | SystemCalls.NonBlocking, 0);
                return handle is null ? null : ReadAll(handle);
            });
            if (content is null) continue;
            bytes += content.Length;
            found.Add(new SandboxFile(path, content));
        }

        return found;
    }

    private static IEnumerable<string> List(int workspace, uint? user, string folder)
    {
        if (folder.Count(letter => letter == '/') > 12) yield break;
        // Each folder is opened as files are, and read through what was opened: between two looks at a path, a link may have taken its place. Not recursive, because the framework's own recursion
        // follows links to folders.
        using var opened = SystemCalls.AsFileUser(user, () => SystemCalls.OpenBeneath(workspace, folder.Length == 0 ? "." : folder, SystemCalls.ReadOnly | SystemCalls.Directory, 0));
        if (opened is null) yield break;
        foreach (var entry in new DirectoryInfo($"/proc/self/fd/{(int)opened.DangerousGetHandle()}/").EnumerateFileSystemInfos().Take(MostFiles).ToList())
        {
            var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (entry.LinkTarget is not null) continue;
            if (entry is DirectoryInfo)
            {
                foreach (var inner in List(workspace, user, path)) yield return inner;
            }
            else
            {
                yield return path;
            }
        }
    }

    private static SafeFileHandle Open(string workspace)
    {
        var folder = SystemCalls.Open(workspace, SystemCalls.PathOnly | SystemCalls.Directory | SystemCalls.CloseOnExec);
        return folder >= 0 ? new SafeFileHandle(folder, ownsHandle: true) : throw Gone();
    }

    private static RefusalException Gone() => new("sandbox.gone", "The sandbox is not running any more.", RefusalKind.Conflict);

    private static void WriteOne(int folder, string path, ReadOnlySpan<byte> content)
    {
        var parts = path.Split('/');
        for (var depth = 1; depth < parts.Length; depth++)
        {
            var parent = string.Join('/', parts[..(depth - 1)]);
            using var opened = parent.Length == 0 ? null : SystemCalls.OpenBeneath(folder, parent, SystemCalls.PathOnly | SystemCalls.Directory, 0) ?? throw Failed();
            var made = SystemCalls.MakeFolder(opened is null ? folder : (int)opened.DangerousGetHandle(), parts[depth - 1], 0x1C0);
            if (made < 0 && Marshal.GetLastPInvokeError() != AlreadyThere) throw Failed();
        }

        using var handle = SystemCalls.OpenBeneath(folder, path, SystemCalls.WriteOnly | SystemCalls.Create | SystemCalls.Truncate, 0x180) ?? throw Failed();
        try
        {
            RandomAccess.Write(handle, content, 0);
        }
        catch (IOException)
        {
            throw new RefusalException("sandbox.full", "The workspace is full.", RefusalKind.TooLarge);
        }
    }

    private static RefusalException Failed()
        => Marshal.GetLastPInvokeError() == NoSpace
            ? new RefusalException("sandbox.full", "The workspace is full.", RefusalKind.TooLarge)
            : new RefusalException("sandbox.bad-path", "A file could not be written: something that is no plain folder is in its way.");

    private static byte[]? ReadAll(SafeFileHandle handle)
    {
        // A pipe or a device opens as well, and a hard link may lead elsewhere.
        if (!SystemCalls.IsPlainFile(handle)) return null;
        var length = RandomAccess.GetLength(handle);
        if (length > MostBytesOfOne) throw new RefusalException("sandbox.file-too-large", "The file is larger than 32 MiB.", RefusalKind.TooLarge);
        var content = new byte[length];
        var read = 0;
        while (read < length)
        {
            var some = RandomAccess.Read(handle, content.AsSpan(read), read);
            if (some == 0) break;
            read += some;
        }

        return read == length ? content : content[..read];
    }
}
