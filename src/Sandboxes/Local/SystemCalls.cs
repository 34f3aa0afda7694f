using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Vitrine.Sandboxes.Local;

/// <summary>The calls to Linux that have no managed form. All return -1 and set the last error when they fail.</summary>
internal static partial class SystemCalls
{
    public const int LimitCpu = 0, LimitFileSize = 1, LimitData = 2, LimitCore = 4, LimitProcesses = 6, LimitOpenFiles = 7;
    public const int ReadOnly = 0, WriteOnly = 1, Create = 0x40, Truncate = 0x200, NonBlocking = 0x800, CloseOnExec = 0x80000, PathOnly = 0x200000;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    // These two have values of their own on aarch64, where those of x86_64 mean O_DIRECT and O_LARGEFILE: the kernel's arch/arm64/include/uapi/asm/fcntl.h.
    public static readonly int Directory = IsArm ? 0x4000 : 0x10000, NoFollow = IsArm ? 0x8000 : 0x20000;

    private const int OpenAt2 = 437, PickFileSystem = 433, ConfigureFileSystem = 431;
    private const int SetFileUser = 122, SetFileGroup = 123;

    // openat2(2): beneath the folder, no symbolic links, no magic links, no other mount.
    private const ulong Beneath = 0x08 | 0x04 | 0x02 | 0x01;

    public static bool IsRoot => UserId() == 0;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint UserId();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "mkfifo", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakePipe(string path, uint mode);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "rmdir", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveFolder(string path);

    [LibraryImport("libc", EntryPoint = "mkdirat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int MakeFolder(int folder, string name, uint mode);

    /// <summary>Sets one limit of a running process of a user, soft and hard alike; its children inherit it.</summary>
    public static unsafe int SetLimit(int process, uint? user, int resource, ulong value)
    {
        var pair = stackalloc ulong[2] { value, value };
        if (user is not { } id) return SetLimits(process, resource, pair, null);
        // Root in a container often lacks CAP_SYS_RESOURCE, but a user may lower the limits of its own processes: the real user of this
        // thread, and of no other, is changed for the call.
        _ = Call(IsArm ? 149 : 119, (nint)id, -1, -1, 0);
        _ = Call(IsArm ? 147 : 117, (nint)id, -1, -1, 0);
        try
        {
            return SetLimits(process, resource, pair, null);
        }
        finally
        {
            _ = Call(IsArm ? 147 : 117, 0, -1, -1, 0);
            _ = Call(IsArm ? 149 : 119, 0, -1, -1, 0);
        }
    }

    /// <summary>Opens what lies beneath a folder, never through a link. Null, with the last error set, when that is not possible.</summary>
    public static unsafe SafeFileHandle? OpenBeneath(int folder, string path, int flags, uint mode)
    {
        var how = stackalloc ulong[3] { (ulong)(flags | CloseOnExec | NoFollow), mode, Beneath };
        var name = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            var handle = Call(OpenAt2, folder, name, (nint)how, 24);
            return handle < 0 ? null : new SafeFileHandle((nint)handle, ownsHandle: true);
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    /// <summary>
    /// About how much memory the files of a file system in memory take: its blocks, and a kibibyte for each name, which belongs to no process and to no block. (Measured: 400,000 empty files
    /// take 400 MiB.)
    /// </summary>
    public static long UsedBy(string folder)
    {
        var (bytes, files) = FileSystemAt(folder);
        return bytes + (files << 10);
    }

    /// <summary>Files and folders of the file system at a place.</summary>
    public static long FilesIn(string folder) => FileSystemAt(folder).Files;

    /// <summary>What is used of the file system at a place; nothing where there is none.</summary>
    private static unsafe (long Bytes, long Files) FileSystemAt(string folder)
    {
        // struct statfs: size of a block at 1, blocks at 2, free ones at 3, files at 5, free ones at 6, in words of 8 bytes.
        var facts = stackalloc long[16];
        var name = Marshal.StringToCoTaskMemUTF8(folder);
        try
        {
            return Call(IsArm ? 43 : 137, name, (nint)facts, 0, 0) != 0 ? default : ((facts[2] - facts[3]) * facts[1], facts[5] - facts[6]);
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
        }
    }

    /// <summary>
    /// Sets how many files a file system in memory may hold, which bubblewrap cannot say when it makes one. Only the host's root may, and by these two calls (since Linux 5.2) without being in the
    /// file system's namespace.
    /// </summary>
    public static unsafe bool TryLimitFiles(string folder, int most)
    {
        const nint currentFolder = -100, setText = 1, reconfigure = 7;
        var (name, key, value) = (Marshal.StringToCoTaskMemUTF8(folder), Marshal.StringToCoTaskMemUTF8("nr_inodes"), Marshal.StringToCoTaskMemUTF8(most.ToString(CultureInfo.InvariantCulture)));
        try
        {
            var picked = Call(PickFileSystem, currentFolder, name, 1, 0);
            if (picked < 0) return false;
            using var configured = new SafeFileHandle((nint)picked, ownsHandle: true);
            return Call(ConfigureFileSystem, (nint)picked, setText, key, value, 0) == 0 && Call(ConfigureFileSystem, (nint)picked, reconfigure, 0, 0, 0) == 0;
        }
        finally
        {
            Marshal.FreeCoTaskMem(name);
            Marshal.FreeCoTaskMem(key);
            Marshal.FreeCoTaskMem(value);
        }
    }

    /// <summary>Whether a file has this extended attribute.</summary>
    public static unsafe bool HasAttribute(string path, string attribute) => Attribute(path, attribute, null, 0) >= 0;

    /// <summary>How many names an open file has; none when it is no regular one.</summary>
    public static unsafe uint NamesOf(SafeFileHandle handle)
    {
        // struct statx: the number of names at 16, the mode at 28.
        var facts = stackalloc byte[256];
        if (Facts((int)handle.DangerousGetHandle(), "", 0x1000, 0x5, facts) != 0) return 0;
        return (*(ushort*)(facts + 28) & 0xF000) == 0x8000 ? *(uint*)(facts + 16) : 0;
    }

    /// <summary>
    /// Runs work on files with the rights of another user, on this thread alone. A sandbox's files belong to a user who exists only in
    /// its namespace: root, who is not mapped there, can make none.
    /// </summary>
    public static T AsFileUser<T>(uint? user, Func<T> work)
    {
        if (user is not { } id) return work();
        _ = Call(IsArm ? 152 : SetFileGroup, (nint)id, 0, 0, 0);
        _ = Call(IsArm ? 151 : SetFileUser, (nint)id, 0, 0, 0);
        try
        {
            return work();
        }
        finally
        {
            _ = Call(IsArm ? 151 : SetFileUser, 0, 0, 0, 0);
            _ = Call(IsArm ? 152 : SetFileGroup, 0, 0, 0, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "prlimit64", SetLastError = true)]
    private static unsafe partial int SetLimits(int process, int resource, ulong* next, ulong* before);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Facts(int folder, string path, int flags, uint mask, byte* facts);

    [LibraryImport("libc", EntryPoint = "getxattr", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint Attribute(string path, string name, byte* value, nint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Call(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Call(nint number, nint first, nint second, nint third, nint fourth, nint fifth);
}
