using System.Text;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>The system calls that the suite makes, each with arguments with which it would do something.</summary>
internal static class RawCalls
{
    public const string FilterAlone = "seccomp alone";

    private const string Filter = "seccomp, no capabilities", Namespaces = "seccomp, user namespaces switched off", Rights = "no capabilities, user namespace", Net = "seccomp, network namespace";
    private const long NotPermitted = -1, NoSuchCall = -38, NoSuchFamily = -97, NotAllowed = -13;
    private const long NewUser = 0x10000000, NewMount = 0x20000, ThisFolder = -100;
    private static readonly List<byte> Memory = [.. new byte[1024]];

    // 1,024 bytes that are zero, for whatever a call reads or writes.
    private const long Zeros = TinyProgram.Data;

    private static readonly long Tmpfs = Text("tmpfs"), Tmp = Text("/tmp"), Root = Text("/"), Word = Text("user"), Pipe = Text("/tmp/raw-pipe"), Device = Text("/tmp/raw-device"), Disk = Text("/tmp/raw-disk");
    private static readonly long Handle = Words(128), Piece = Words(Zeros, 8), CoreLimit = Words(0, 0), ManyProcesses = Words(1_000_000, 1_000_000), Priority = Words(99), Rings = Words([.. new long[16]]),
        NewUserArguments = Words(NewUser, 0, 0, 0, 17, 0, 0, 0), Capabilities = Words(0x20080522, -1, -1, -1), Counter = Words(1 | (112L << 32), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), MapOfTwo = Words(2 | (4L << 32), 4 | (1L << 32), 0, 0, 0, 0, 0, 0, 0);

    /// <summary>All of them, in the order in which they are made.</summary>
    public static IReadOnlyList<RawCall> All { get; } =
    [
        Call("ptrace of the first process", FilterAlone, NotPermitted, 101, 0x4206, 1),
        Call("process_vm_readv", FilterAlone, NotPermitted, 310, 1, Piece, 1, Piece, 1),
        Call("process_vm_writev", FilterAlone, NotPermitted, 311, 1, Piece, 1, Piece, 1),
        Call("kcmp", FilterAlone, NotPermitted, 312, 1, 1),
        Call("pidfd_getfd", FilterAlone, NotPermitted, 438, 0),
        Call("add_key", FilterAlone, NotPermitted, 248, Word, Word, Word, 4, -2),
        Call("request_key", FilterAlone, NotPermitted, 249, Word, Word, 0, -2),
        Call("keyctl", FilterAlone, NotPermitted, 250, 0, -3, 1),
        Call("bpf", Filter, NotPermitted, 321, 0, MapOfTwo, 72),
        Call("perf_event_open", FilterAlone, NotPermitted, 298, Counter, 0, -1, -1),
        Call("io_uring", FilterAlone, NotPermitted, 425, 4, Rings),
        Call("places of the machine for reading and writing beside (io_setup)", FilterAlone, NotPermitted, 206, 1, Zeros),
        Call("more room in a socket (SO_SNDBUF)", FilterAlone, NotPermitted, 54, 0, 1, 7, Zeros, 4),
        Call("userfaultfd", FilterAlone, NotPermitted, 323, 1),
        Call("kexec_load", Filter, NotPermitted, 246),
        Call("init_module", Filter, NotPermitted, 175, Zeros, 8, Zeros),
        Call("syslog", Filter, NotPermitted, 103, 3, Zeros, 100),
        Call("mount", Filter, NotPermitted, 165, Tmpfs, Tmp, Tmpfs),
        Call("umount", Filter, NotPermitted, 166, Tmp, 2),
        Call("pivot_root", Filter, NotPermitted, 155, Tmp, Tmp),
        Call("chroot", Filter, NotPermitted, 161, Tmp),
        Call("open_tree", Filter, NotPermitted, 428, ThisFolder, Root, 1),
        Call("move_mount", Filter, NotPermitted, 429, ThisFolder, Root, ThisFolder, Tmp),
        Call("fsopen", Filter, NotPermitted, 430, Tmpfs),
        Call("fspick", Filter, NotPermitted, 433, ThisFolder, Tmp),
        Call("mount_setattr", Filter, NotPermitted, 442, ThisFolder, Root, 0, Zeros, 32),
        Call("unshare, user namespace", Namespaces, NotPermitted, 272, NewUser),
        Call("unshare, mount namespace", Filter, NotPermitted, 272, NewMount),
        Call("clone, user namespace", Namespaces, NotPermitted, 56, NewUser | 17) with { Forks = true },
        Call("clone3, user namespace", Namespaces, NoSuchCall, 435, NewUserArguments, 64) with { Forks = true },
        Call("setns", Filter, NotPermitted, 308, 0),
        Call("socket of a virtual machine's host (vsock)", FilterAlone, NoSuchFamily, 41, 40, 1),
        Call("socket to the kernel (netlink)", FilterAlone, NoSuchFamily, 41, 16, 3),
        Call("raw socket, IPv4", Net, NoSuchFamily, 41, 2, 3, 1),
        Call("raw socket, IPv6", Net, NoSuchFamily, 41, 10, 3, 58),
        Call("packet socket", Net, NoSuchFamily, 41, 17, 3),
        Call("TCP socket", Net, NoSuchFamily, 41, 2, 1),
        Call("UDP socket", Net, NoSuchFamily, 41, 2, 2),
        Call("UNIX socket", FilterAlone, NoSuchFamily, 41, 1, 1),
        Call("socket of kernel ciphers (AF_ALG)", "seccomp", NoSuchFamily, 41, 38, 5),
        Call("Bluetooth socket", Net, NoSuchFamily, 41, 31, 3),
        Call("memfd_create", FilterAlone, NotPermitted, 319, Word),
        Call("shared memory of System V", FilterAlone, NotPermitted, 29, 0, 4096, 0x3B6),
        Call("message queue of System V", FilterAlone, NotPermitted, 68, 0, 0x3B6),
        Call("semaphore of System V", FilterAlone, NotPermitted, 64, 0, 1, 0x3B6),
        Call("message queue of POSIX", FilterAlone, NotPermitted, 240, Word, 0x42, 0x180, 0),
        Call("pipe with a name", FilterAlone, NotPermitted, 133, Pipe, 0x1180),
        Call("device node", Filter, NotPermitted, 133, Device, 0x2180, 0x0101),
        Call("disk node", Filter, NotPermitted, 259, ThisFolder, Disk, 0x6180, 0x0800),
        Call("name_to_handle_at", FilterAlone, NotPermitted, 303, ThisFolder, Tmp, Handle, Zeros),
        Call("open_by_handle_at", Filter, NotPermitted, 304, ThisFolder, Handle),
        Call("fanotify", FilterAlone, NotPermitted, 300, 0x200),
        Call("personality", FilterAlone, NotPermitted, 135, 0x40000),
        Call("input of a terminal (TIOCSTI)", "seccomp, session of its own", NotPermitted, 16, 0, 0x5412, Zeros),
        Call("limit of core dumps, by prlimit", FilterAlone, NotPermitted, 302, 0, 4, CoreLimit),
        Call("limit of core dumps, by setrlimit", FilterAlone, NotPermitted, 160, 4, CoreLimit),
        Call("more processes", Rights, NotPermitted, 302, 0, 6, ManyProcesses),
        Call("real-time priority", Rights, NotPermitted, 144, 0, 1, Priority),
        Call("higher priority", Rights, NotAllowed, 141, 0, 0, -20),
        Call("clock_settime", Filter, NotPermitted, 227, 0, Zeros),
        Call("swapoff", Filter, NotPermitted, 168, Tmp),
        Call("reboot", Filter, NotPermitted, 169, 0xfee1dead, 672274793, 0),
        Call("acct", Filter, NotPermitted, 163, Tmp),
        Call("sethostname", Filter, NotPermitted, 170, Word, 4),
        Call("iopl", Filter, NotPermitted, 172, 3),
        Call("modify_ldt", FilterAlone, NotPermitted, 154, 0, Zeros, 64),
        Call("setuid", Rights, -22, 105, 0),
        Call("setresgid", Rights, -22, 119, 0, 0, 0),
        Call("capset", Rights, NotPermitted, 126, Capabilities, Capabilities + 8),
        Call("a setuid bit on a program of its own: its user", "user namespace, nosuid", 65534, 107),
        Call("call with a number of x32", "seccomp", NoSuchCall, 0x40000000 + 39),
        Call("call that a newer kernel may have", "seccomp", NoSuchCall, 463),
    ];

    /// <summary>A program for each, in their order.</summary>
    public static IReadOnlyList<byte[]> Programs { get; } = [.. All.Select(call => TinyProgram.Calls([call], [.. Memory]))];

    /// <summary>One program that makes them all.</summary>
    public static byte[] Program { get; } = TinyProgram.Calls(All, [.. Memory]);

    /// <summary>One that only waits for a signal (pause).</summary>
    public static byte[] Waiting { get; } = TinyProgram.Calls([Call("pause", "", 0, 34)], []);

    /// <summary>What became of each.</summary>
    public static IReadOnlyDictionary<string, long> Read(byte[] table)
        => All.Select((call, at) => (call.Name, Result: at * 64 < table.Length ? BitConverter.ToInt64(table, at * 64) : throw new InvalidDataException($"The program ended before {call.Name}."))).ToDictionary(each => each.Name, each => each.Result);

    private static RawCall Call(string name, string stoppedBy, long answer, long number, params long[] arguments) => new(name, stoppedBy, answer, number, arguments);

    private static long Text(string text) => Add([.. Encoding.ASCII.GetBytes(text), 0]);

    private static long Words(params long[] words) => Add([.. words.SelectMany(BitConverter.GetBytes)]);

    private static long Add(byte[] bytes)
    {
        while (Memory.Count % 16 != 0) Memory.Add(0);
        var at = Memory.Count;
        Memory.AddRange(bytes);
        return TinyProgram.Data + at;
    }
}
