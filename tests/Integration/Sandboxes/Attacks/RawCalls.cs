using System.Runtime.InteropServices;
using System.Text;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>The system calls that the suite makes, each with arguments with which it would do something.</summary>
internal static class RawCalls
{
    public const string FilterAlone = "seccomp alone";

    private const string Filter = "seccomp, no capabilities", Namespaces = "seccomp, user namespaces switched off", Rights = "no capabilities, user namespace", Net = "seccomp, network namespace";
    private const long NotPermitted = -1, NoLocks = -37, NoSuchCall = -38, NoSuchFamily = -97, NotAllowed = -13;
    private const long NewUser = 0x10000000, NewMount = 0x20000, ThisFolder = -100;
    private static readonly List<byte> Memory = [.. new byte[1024]];

    // 1,024 bytes that are zero, for whatever a call reads or writes.
    private const long Zeros = TinyProgram.Data;

    private static readonly long Tmpfs = Text("tmpfs"), Tmp = Text("/tmp"), Root = Text("/"), Word = Text("user"), Pipe = Text("/tmp/raw-pipe"), Device = Text("/tmp/raw-device"), Disk = Text("/tmp/raw-disk");
    private static readonly long Handle = Words(128), Piece = Words(Zeros, 8), CoreLimit = Words(0, 0), ManyProcesses = Words(1_000_000, 1_000_000), Priority = Words(99), Rings = Words([.. new long[16]]),
        NewUserArguments = Words(NewUser, 0, 0, 0, 17, 0, 0, 0), Capabilities = Words(0x20080522, -1, -1, -1), Counter = Words(1 | (112L << 32), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), MapOfTwo = Words(2 | (4L << 32), 4 | (1L << 32), 0, 0, 0, 0, 0, 0, 0);

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>All of them, on whichever processor, in the order in which they are made.</summary>
    public static IReadOnlyList<RawCall> Everywhere { get; } =
    [
        Call("ptrace of the first process", FilterAlone, NotPermitted, On(101, 117), 0x4206, 1),
        Call("process_vm_readv", FilterAlone, NotPermitted, On(310, 270), 1, Piece, 1, Piece, 1),
        Call("process_vm_writev", FilterAlone, NotPermitted, On(311, 271), 1, Piece, 1, Piece, 1),
        Call("kcmp", FilterAlone, NotPermitted, On(312, 272), 1, 1),
        Call("pidfd_getfd", FilterAlone, NotPermitted, On(438, 438), 0),
        Call("add_key", FilterAlone, NotPermitted, On(248, 217), Word, Word, Word, 4, -2),
        Call("request_key", FilterAlone, NotPermitted, On(249, 218), Word, Word, 0, -2),
        Call("keyctl", FilterAlone, NotPermitted, On(250, 219), 0, -3, 1),
        Call("bpf", Filter, NotPermitted, On(321, 280), 0, MapOfTwo, 72),
        Call("perf_event_open", FilterAlone, NotPermitted, On(298, 241), Counter, 0, -1, -1),
        Call("io_uring", FilterAlone, NotPermitted, On(425, 425), 4, Rings),
        Call("places of the machine for reading and writing beside (io_setup)", FilterAlone, NotPermitted, On(206, 0), 1, Zeros),
        Call("more room in a socket (SO_SNDBUF)", FilterAlone, NotPermitted, On(54, 208), 0, 1, 7, Zeros, 4),
        Call("compiled filter of a socket (SO_ATTACH_FILTER)", FilterAlone, NotPermitted, On(54, 208), 0, 1, 26, Zeros, 16),
        Call("compiled filter of system calls (seccomp)", FilterAlone, NoSuchCall, On(317, 277), 2, 0, Zeros),
        Call("compiled filter of system calls (prctl)", FilterAlone, -22, On(157, 167), 22, 2),
        Call("huge pages that are reserved for another (mmap, MAP_HUGETLB)", FilterAlone, NotPermitted, On(9, 222), 0, 2 << 20, 3, 0x40022, -1),
        Call("lock of a file that others open too (flock)", FilterAlone, NoSuchCall, On(73, 32), 0, 6),
        Call("lock that no process owns (F_OFD_SETLK)", FilterAlone, NoLocks, On(72, 25), 0, 37, Zeros),
        Call("process with its parent's open files (clone, CLONE_FILES)", FilterAlone, NotPermitted, On(56, 220), 0x400 | 17) with { Forks = true },
        Call("lease of a file", FilterAlone, NotPermitted, On(72, 25), 0, 1024),
        Call("notice of opened files (F_NOTIFY)", FilterAlone, NotPermitted, On(72, 25), 0, 1026, 1),
        Call("userfaultfd", FilterAlone, NotPermitted, On(323, 282), 1),
        Call("kexec_load", Filter, NotPermitted, On(246, 104)),
        Call("init_module", Filter, NotPermitted, On(175, 105), Zeros, 8, Zeros),
        Call("syslog", Filter, NotPermitted, On(103, 116), 3, Zeros, 100),
        Call("mount", Filter, NotPermitted, On(165, 40), Tmpfs, Tmp, Tmpfs),
        Call("umount", Filter, NotPermitted, On(166, 39), Tmp, 2),
        Call("pivot_root", Filter, NotPermitted, On(155, 41), Tmp, Tmp),
        Call("chroot", Filter, NotPermitted, On(161, 51), Tmp),
        Call("open_tree", Filter, NotPermitted, On(428, 428), ThisFolder, Root, 1),
        Call("move_mount", Filter, NotPermitted, On(429, 429), ThisFolder, Root, ThisFolder, Tmp),
        Call("fsopen", Filter, NotPermitted, On(430, 430), Tmpfs),
        Call("fspick", Filter, NotPermitted, On(433, 433), ThisFolder, Tmp),
        Call("mount_setattr", Filter, NotPermitted, On(442, 442), ThisFolder, Root, 0, Zeros, 32),
        Call("unshare, user namespace", Namespaces, NotPermitted, On(272, 97), NewUser),
        Call("unshare, mount namespace", Filter, NotPermitted, On(272, 97), NewMount),
        Call("clone, user namespace", Namespaces, NotPermitted, On(56, 220), NewUser | 17) with { Forks = true },
        Call("clone3, user namespace", Namespaces, NoSuchCall, On(435, 435), NewUserArguments, 64) with { Forks = true },
        Call("setns", Filter, NotPermitted, On(308, 268), 0),
        Call("socket of a virtual machine's host (vsock)", FilterAlone, NoSuchFamily, On(41, 198), 40, 1),
        Call("socket to the kernel (netlink)", FilterAlone, NoSuchFamily, On(41, 198), 16, 3),
        Call("raw socket, IPv4", Net, NoSuchFamily, On(41, 198), 2, 3, 1),
        Call("raw socket, IPv6", Net, NoSuchFamily, On(41, 198), 10, 3, 58),
        Call("packet socket", Net, NoSuchFamily, On(41, 198), 17, 3),
        Call("TCP socket", Net, NoSuchFamily, On(41, 198), 2, 1),
        Call("UDP socket", Net, NoSuchFamily, On(41, 198), 2, 2),
        Call("UNIX socket", FilterAlone, NoSuchFamily, On(41, 198), 1, 1),
        Call("socket of kernel ciphers (AF_ALG)", "seccomp", NoSuchFamily, On(41, 198), 38, 5),
        Call("Bluetooth socket", Net, NoSuchFamily, On(41, 198), 31, 3),
        Call("memfd_create", FilterAlone, NotPermitted, On(319, 279), Word),
        Call("shared memory of System V", FilterAlone, NotPermitted, On(29, 194), 0, 4096, 0x3B6),
        Call("message queue of System V", FilterAlone, NotPermitted, On(68, 186), 0, 0x3B6),
        Call("semaphore of System V", FilterAlone, NotPermitted, On(64, 190), 0, 1, 0x3B6),
        Call("message queue of POSIX", FilterAlone, NotPermitted, On(240, 180), Word, 0x42, 0x180, 0),
        IsArm ? Call("pipe with a name", FilterAlone, NotPermitted, 33, ThisFolder, Pipe, 0x1180) : Call("pipe with a name", FilterAlone, NotPermitted, 133, Pipe, 0x1180),
        IsArm ? Call("device node", Filter, NotPermitted, 33, ThisFolder, Device, 0x2180, 0x0101) : Call("device node", Filter, NotPermitted, 133, Device, 0x2180, 0x0101),
        Call("disk node", Filter, NotPermitted, On(259, 33), ThisFolder, Disk, 0x6180, 0x0800),
        Call("name_to_handle_at", FilterAlone, NotPermitted, On(303, 264), ThisFolder, Tmp, Handle, Zeros),
        Call("open_by_handle_at", Filter, NotPermitted, On(304, 265), ThisFolder, Handle),
        Call("fanotify", FilterAlone, NotPermitted, On(300, 262), 0x200),
        Call("personality", FilterAlone, NotPermitted, On(135, 92), 0x40000),
        Call("input of a terminal (TIOCSTI)", "seccomp, session of its own", NotPermitted, On(16, 29), 0, 0x5412, Zeros),
        Call("limit of core dumps, by prlimit", FilterAlone, NotPermitted, On(302, 261), 0, 4, CoreLimit),
        Call("limit of core dumps, by setrlimit", FilterAlone, NotPermitted, On(160, 164), 4, CoreLimit),
        Call("more processes", Rights, NotPermitted, On(302, 261), 0, 6, ManyProcesses),
        Call("real-time priority", Rights, NotPermitted, On(144, 119), 0, 1, Priority),
        Call("higher priority", Rights, NotAllowed, On(141, 140), 0, 0, -20),
        Call("clock_settime", Filter, NotPermitted, On(227, 112), 0, Zeros),
        Call("swapoff", Filter, NotPermitted, On(168, 225), Tmp),
        Call("reboot", Filter, NotPermitted, On(169, 142), 0xfee1dead, 672274793, 0),
        Call("acct", Filter, NotPermitted, On(163, 89), Tmp),
        Call("sethostname", Filter, NotPermitted, On(170, 161), Word, 4),
        Call("iopl", Filter, NotPermitted, On(172, null), 3),
        Call("modify_ldt", FilterAlone, NotPermitted, On(154, null), 0, Zeros, 64),
        Call("setuid", Rights, -22, On(105, 146), 0),
        Call("setresgid", Rights, -22, On(119, 149), 0, 0, 0),
        Call("capset", Rights, NotPermitted, On(126, 91), Capabilities, Capabilities + 8),
        Call("a setuid bit on a program of its own: its user", "user namespace, nosuid", 65534, On(107, 175)),
        Call("call with a number of x32", "seccomp", NoSuchCall, On(0x40000000 + 39, null)),
        Call("call that a newer kernel may have", "seccomp", NoSuchCall, On(463, 463)),
    ];

    /// <summary>Those that this machine's processor has.</summary>
    public static IReadOnlyList<RawCall> All { get; } = [.. Everywhere.Where(call => call.Number is not null)];

    /// <summary>A program for each, in their order.</summary>
    public static IReadOnlyList<byte[]> Programs { get; } = [.. All.Select(call => TinyProgram.Calls([call], [.. Memory]))];

    /// <summary>One program that makes them all.</summary>
    public static byte[] Program { get; } = TinyProgram.Calls(All, [.. Memory]);

    /// <summary>One that only waits for a signal (pause, or ppoll where there is none).</summary>
    public static byte[] Waiting { get; } = TinyProgram.Calls([Call("pause", "", 0, On(34, 73))], []);

    /// <summary>One that takes so much memory and more, piece by piece, and leaves each behind where no process has it mapped.</summary>
    /// <param name="bytes">What is allowed.</param>
    /// <param name="device">Of what it is; null for memory that is no file's.</param>
    public static byte[] Hoarding(long bytes, string? device)
    {
        const long piece = 16 << 20, first = 0x10000000, readAndWrite = 3, shared = 0x8001, fixedPlace = 0x10, noFile = 0x20, forget = 4;
        var calls = new List<RawCall> { Call("open", "", 0, On(257, 56), ThisFolder, TinyProgram.Data, 2) };
        for (var place = first; place < first + bytes + (4 * piece); place += piece)
        {
            calls.Add(Call("mmap", "", 0, On(9, 222), place, piece, readAndWrite, shared | fixedPlace | (device is null ? noFile : 0), device is null ? -1 : 3));
            calls.Add(Call("madvise", "", 0, On(28, 233), place, piece, forget));
        }

        return TinyProgram.Calls(calls, [.. Encoding.ASCII.GetBytes(device ?? "/dev/null"), 0]);
    }

    /// <summary>One that takes so many locks of parts of a file (F_SETLK, for reading, of every other byte: none grows together with another), and keeps them if it waits.</summary>
    public static byte[] Locking(int locks, bool waits)
    {
        // struct flock: kind and whence, which are zero; start, length, process.
        byte[] data = [.. Enumerable.Range(0, locks).SelectMany(at => new[] { 0L, at * 2, 1, 0 }).SelectMany(BitConverter.GetBytes), .. Encoding.ASCII.GetBytes("/tmp/locked"), 0];
        var calls = new List<RawCall> { Call("open", "", 0, On(257, 56), ThisFolder, TinyProgram.Data + (locks * 32), 0x42, 0x180) };
        calls.AddRange(Enumerable.Range(0, locks).Select(at => Call("lock", "", 0, On(72, 25), 3, 6, TinyProgram.Data + (at * 32))));
        if (waits) calls.Add(Call("pause", "", 0, On(34, 73)));
        return TinyProgram.Calls(calls, data);
    }

    /// <summary>What became of each.</summary>
    public static IReadOnlyDictionary<string, long> Read(byte[] table)
        => All.Select((call, at) => (call.Name, Result: at * 64 < table.Length ? BitConverter.ToInt64(table, at * 64) : throw new InvalidDataException($"The program ended before {call.Name}."))).ToDictionary(each => each.Name, each => each.Result);

    private static RawCall Call(string name, string stoppedBy, long answer, long? number, params long[] arguments) => new(name, stoppedBy, answer, number, arguments);

    /// <summary>The number on x86_64 or on aarch64, which has some calls no more.</summary>
    private static long? On(long x64, long? arm) => IsArm ? arm : x64;

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
