using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Vitrine.Sandboxes.Local;

/// <summary>
/// The system calls that a sandbox may not make, as a classic BPF program. Written by hand so that nothing native is needed: what
/// namespaces and missing capabilities stop already is stopped a second time, and some things are stopped here alone (sockets of
/// families that ignore network namespaces, io_uring, keyrings, userfaultfd, shared memory, programs of the host that take core dumps).
/// </summary>
internal static class SeccompFilter
{
    private const ushort Load = 0x20, JumpEqual = 0x15, JumpNotLess = 0x35, JumpSet = 0x45, Return = 0x06;
    private const uint Number = 0, Architecture = 4, FirstArgument = 16, SecondArgument = 24, ThirdArgument = 32, FourthArgument = 40, UpperHalf = 4;
    private const uint Kill = 0x80000000, Refuse = 0x00050000, Allow = 0x7fff0000;

    // Not made, and answered as if it had been.
    private const uint Pass = Refuse;
    private const uint NotPermitted = 1, Invalid = 22, NoLocks = 37, NoSuchCall = 38, NoSuchFamily = 97;
    private const uint LastKnown = 462;

    // Flags of clone(2) that make namespaces.
    private const uint NamespaceFlags = 0x7E020000;

    // CLONE_FILES and CLONE_THREAD. Processes that share their open files share locks too, and those of one that has ended would be counted with nobody: see FileLocks.
    private const uint SharedFiles = 0x400, SameProcess = 0x10000;

    // The limit that says who takes core dumps: see Jail.
    private const uint CoreLimit = SystemCalls.LimitCore;

    // Put a character into the terminal's input, and two more that act on terminals.
    private static readonly uint[] TerminalCalls = [0x5412, 0x541C, 0x5423];

    // SO_SNDBUF and SO_SNDBUFFORCE: how much a socket takes that nobody reads, which is the kernel's memory and no process's. SO_ATTACH_FILTER, SO_ATTACH_BPF and the two of SO_ATTACH_REUSEPORT:
    // filters are compiled, into a share of the kernel that all of the machine have together (net.core.bpf_jit_limit). Where it is used up, no other sandbox gets its filter.
    private static readonly uint[] SocketOptions = [7, 32, 26, 50, 51, 52];

    // prctl's way to a filter of system calls of one's own, which is compiled as well; PR_SET_SECCOMP.
    private const uint OwnFilter = 22;

    // inotify tells of all who open a file, on the host and in other sandboxes, where the file is theirs too: the toolchain, programs of the host.
    private static readonly uint[] WatchesOnX64 = [253, 254, 294], WatchesOnArm = [26, 27];

    // sync and syncfs write out what the whole machine has not written yet. A sandbox has nothing on a disk.
    private static readonly uint[] WritingOutOnX64 = [162, 306], WritingOutOnArm = [81, 267];

    // F_SETLEASE and F_NOTIFY of fcntl: a lease holds up whoever wants to write the file, and the other is an older inotify.
    private static readonly uint[] FileCommands = [1024, 1026];

    // F_SETLK and F_SETLKW of fcntl take locks of parts of files, without an end and in the kernel's memory, where no control group counts them: FileLocks counts them by process, where they are allowed
    // at all. F_OFD_SETLK and F_OFD_SETLKW take some that belong to no process.
    private static readonly uint[] Locks = [6, 7], LocksOfNobody = [37, 38];

    // MAP_ANONYMOUS, and what is set of MAP_SHARED and not of MAP_PRIVATE.
    private const uint WithoutFile = 0x20, Shared = 1;

    // MAP_HUGETLB: pages that an operator has reserved for another program, and that are counted as nobody's memory.
    private const uint HugePages = 0x40000;

    private static readonly uint[] ForbiddenOnX64 =
    [
        101, 310, 311, 440, 312, 438, 248, 249, 250, 321, 298, 323, 425, 426, 427, 246, 320, 175, 313, 176, 165, 166, 155, 161,
        428, 429, 430, 431, 432, 433, 442, 457, 458, 272, 308, 135, 304, 303, 300, 319, 447, 29, 30, 68, 64, 240, 259, 133, 275, 276, 278,
        237, 238, 279, 256, 450, 103, 154, 172, 173, 227, 164, 305, 159, 167, 168, 179, 443, 169, 163, 170, 171, 134, 156, 180, 212, 153, 174, 177, 178, 206,
    ];

    private static readonly uint[] ForbiddenOnArm =
    [
        117, 270, 271, 440, 272, 438, 217, 218, 219, 280, 241, 282, 425, 426, 427, 104, 294, 105, 273, 106, 40, 39, 41, 51,
        428, 429, 430, 431, 432, 433, 442, 457, 458, 97, 268, 92, 265, 264, 262, 279, 447, 194, 196, 186, 190, 180, 33, 76, 77, 75,
        235, 237, 239, 238, 450, 116, 112, 170, 266, 171, 224, 225, 60, 443, 142, 89, 161, 162, 42, 18, 58, 0,
    ];

    /// <summary>The program for this machine.</summary>
    /// <param name="isLent">Whether it is for programs of somebody's own: files may be watched in it, and parts of them locked.</param>
    /// <param name="sharesMemory">Whether processes may share memory that is no file's: where it is counted only while somebody has it mapped, it could be hoarded.</param>
    public static byte[] ForThisMachine(bool isLent, bool sharesMemory) => Build(RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64, isLent, sharesMemory);

    public static byte[] Build(bool arm, bool isLent, bool sharesMemory)
    {
        var code = new List<(ushort Code, byte True, byte False, uint Value)>();
        code.Add((Load, 0, 0, Architecture));
        code.Add((JumpEqual, 1, 0, arm ? 0xC00000B7 : 0xC000003E));
        code.Add((Return, 0, 0, Kill));
        code.Add((Load, 0, 0, Number));
        // The x32 numbers of x86, and whatever a newer kernel brings, do not exist.
        code.Add((JumpNotLess, 0, 1, LastKnown + 1));
        code.Add((Return, 0, 0, Refuse | NoSuchCall));
        // clone3 takes its flags in memory, where no filter looks; glibc falls back to clone.
        ReturnFor(435, Refuse | NoSuchCall);
        foreach (var call in arm ? ForbiddenOnArm : ForbiddenOnX64) ReturnFor(call, Refuse | NotPermitted);
        if (!isLent)
        {
            foreach (var call in arm ? WatchesOnArm : WatchesOnX64) ReturnFor(call, Refuse | NotPermitted);
        }

        foreach (var call in arm ? WritingOutOnArm : WritingOutOnX64) ReturnFor(call, Pass);
        // flock locks a file that one may only read, for the host and all other sandboxes too: what of it .NET opens is then "used by another process". Programs do without where there is no such call.
        ReturnFor(arm ? 32u : 73u, Refuse | NoSuchCall);
        // As a kernel answers that has no such filters.
        ReturnFor(arm ? 277u : 317u, Refuse | NoSuchCall);
        ReturnByArgument(arm ? 167u : 157u, FirstArgument, ([OwnFilter], Invalid));

        code.Add((JumpEqual, 0, 6, arm ? 220u : 56u));
        code.Add((Load, 0, 0, FirstArgument));
        code.Add((JumpSet, 2, 0, NamespaceFlags));
        code.Add((JumpSet, 0, 2, SharedFiles));
        code.Add((JumpSet, 1, 0, SameProcess));
        code.Add((Return, 0, 0, Refuse | NotPermitted));
        code.Add((Return, 0, 0, Allow));

        ReturnByArgument(arm ? 29u : 16u, SecondArgument, (TerminalCalls, NotPermitted));
        ReturnByArgument(arm ? 25u : 72u, SecondArgument, (FileCommands, NotPermitted), (isLent ? LocksOfNobody : [.. Locks, .. LocksOfNobody], NoLocks));

        code.Add((JumpEqual, 0, (byte)(sharesMemory ? 4 : 6), arm ? 222u : 9u));
        code.Add((Load, 0, 0, FourthArgument));
        code.Add((JumpSet, (byte)(sharesMemory ? 0 : 2), (byte)(sharesMemory ? 1 : 0), HugePages));
        if (!sharesMemory)
        {
            code.Add((JumpSet, 0, 2, WithoutFile));
            code.Add((JumpSet, 0, 1, Shared));
        }

        code.Add((Return, 0, 0, Refuse | NotPermitted));
        code.Add((Return, 0, 0, Allow));

        ReturnFor(arm ? 198u : 41u, Refuse | NoSuchFamily);
        code.Add((JumpEqual, 0, 4, arm ? 199u : 53u));
        code.Add((Load, 0, 0, FirstArgument));
        code.Add((JumpEqual, 1, 0, 1));
        code.Add((Return, 0, 0, Refuse | NoSuchFamily));
        code.Add((Return, 0, 0, Allow));

        ReturnByArgument(arm ? 208u : 54u, ThirdArgument, (SocketOptions, NotPermitted));

        // setrlimit, and prlimit where it sets.
        ReturnByArgument(arm ? 164u : 160u, FirstArgument, ([CoreLimit], NotPermitted));
        code.Add((JumpEqual, 0, 7, arm ? 261u : 302u));
        code.Add((Load, 0, 0, SecondArgument));
        code.Add((JumpEqual, 0, 5, CoreLimit));
        code.Add((Load, 0, 0, ThirdArgument));
        code.Add((JumpEqual, 0, 2, 0));
        code.Add((Load, 0, 0, ThirdArgument + UpperHalf));
        code.Add((JumpEqual, 1, 0, 0));
        code.Add((Return, 0, 0, Refuse | NotPermitted));
        code.Add((Return, 0, 0, Allow));

        var bytes = new byte[code.Count * 8];
        for (var at = 0; at < code.Count; at++)
        {
            var place = bytes.AsSpan(at * 8);
            BinaryPrimitives.WriteUInt16LittleEndian(place, code[at].Code);
            place[2] = code[at].True;
            place[3] = code[at].False;
            BinaryPrimitives.WriteUInt32LittleEndian(place[4..], code[at].Value);
        }

        return bytes;

        void ReturnFor(uint value, uint answer)
        {
            code.Add((JumpEqual, 0, 1, value));
            code.Add((Return, 0, 0, answer));
        }

        // A call of which one argument is looked at: refused where it has one of these values, allowed otherwise.
        void ReturnByArgument(uint call, uint argument, params ReadOnlySpan<(uint[] Values, uint Error)> refused)
        {
            var at = code.Count;
            code.Add(default);
            code.Add((Load, 0, 0, argument));
            foreach (var (values, error) in refused)
            {
                foreach (var value in values) ReturnFor(value, Refuse | error);
            }

            code.Add((Return, 0, 0, Allow));
            code[at] = (JumpEqual, 0, (byte)(code.Count - at - 1), call);
        }
    }
}
