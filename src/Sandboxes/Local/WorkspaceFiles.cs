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
    private const long MostBytesOfOne = 32L << 20;
    private const int NoSuchFile = 2, NotAFolder = 20, AlreadyThere = 17, NoSpace = 28;

    /// <exception cref="RefusalException"><c>sandbox.bad-path</c>, <c>sandbox.full</c>.</exception>
    public static void Write(string workspace, uint? user, IReadOnlyList<SandboxFile> files)
    {
        var folder = Open(workspace);
        using (folder)
        {
            SystemCalls.AsFileUser(user, () =>
            {
                foreach (var file in files) WriteOne((int)folder.DangerousGetHandle(), WorkspacePath.CheckBeneath(file.Path), file.Content.Span);
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
            // A pipe or a device opens as well, and a hard link may lead elsewhere.
            return SystemCalls.NamesOf(handle) == 1 ? Content(handle, path) : null;
        });
    }

    /// <summary>What an open file holds.</summary>
    /// <exception cref="RefusalException"><c>sandbox.file-too-large</c>.</exception>
    public static byte[] Content(SafeFileHandle handle, string path)
    {
        var length = RandomAccess.GetLength(handle);
        if (length > MostBytesOfOne) throw new RefusalException("sandbox.file-too-large", $"The file {WorkspacePath.Show(path)} is larger than {MostBytesOfOne >> 20} MiB.", RefusalKind.TooLarge);
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

    /// <summary>The workspace itself.</summary>
    /// <exception cref="RefusalException"><c>sandbox.gone</c>.</exception>
    public static SafeFileHandle Open(string workspace)
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
}
