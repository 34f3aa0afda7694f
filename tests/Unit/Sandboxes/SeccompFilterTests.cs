using Vitrine.Sandboxes.Local;

namespace Vitrine.Unit.Sandboxes;

/// <summary>The filter of system calls for both processors, run by an interpreter; names and numbers are those of Linux's own headers.</summary>
public sealed class SeccompFilterTests
{
    private const uint Kill = 0x80000000, Allow = 0x7fff0000, NotPermitted = 0x50001, NoSuchCall = 0x50026, NoSuchFamily = 0x50061, NoLocks = 0x50025, Invalid = 0x50016, Nothing = 0x50000;
    private const uint X64 = 0xC000003E, Arm = 0xC00000B7, X86 = 0x40000003, Arm32 = 0x40000028;

    public static TheoryData<string, int, int> Forbidden { get; } = new()
    {
        { "ptrace", 101, 117 }, { "process_vm_readv", 310, 270 }, { "process_vm_writev", 311, 271 }, { "process_madvise", 440, 440 }, { "kcmp", 312, 272 }, { "pidfd_getfd", 438, 438 },
        { "add_key", 248, 217 }, { "request_key", 249, 218 }, { "keyctl", 250, 219 }, { "bpf", 321, 280 }, { "perf_event_open", 298, 241 }, { "userfaultfd", 323, 282 },
        { "io_uring_setup", 425, 425 }, { "io_uring_enter", 426, 426 }, { "io_uring_register", 427, 427 }, { "kexec_load", 246, 104 }, { "kexec_file_load", 320, 294 },
        { "init_module", 175, 105 }, { "finit_module", 313, 273 }, { "delete_module", 176, 106 }, { "mount", 165, 40 }, { "umount2", 166, 39 }, { "pivot_root", 155, 41 }, { "chroot", 161, 51 },
        { "open_tree", 428, 428 }, { "move_mount", 429, 429 }, { "fsopen", 430, 430 }, { "fsconfig", 431, 431 }, { "fsmount", 432, 432 }, { "fspick", 433, 433 }, { "mount_setattr", 442, 442 },
        { "statmount", 457, 457 }, { "listmount", 458, 458 }, { "unshare", 272, 97 }, { "setns", 308, 268 }, { "personality", 135, 92 }, { "open_by_handle_at", 304, 265 },
        { "name_to_handle_at", 303, 264 }, { "fanotify_init", 300, 262 }, { "memfd_create", 319, 279 }, { "memfd_secret", 447, 447 }, { "shmget", 29, 194 }, { "shmat", 30, 196 },
        { "msgget", 68, 186 }, { "semget", 64, 190 }, { "mq_open", 240, 180 }, { "mknodat", 259, 33 }, { "mknod", 133, -1 }, { "splice", 275, 76 }, { "tee", 276, 77 }, { "vmsplice", 278, 75 },
        { "mbind", 237, 235 }, { "set_mempolicy", 238, 237 }, { "move_pages", 279, 239 }, { "migrate_pages", 256, 238 }, { "set_mempolicy_home_node", 450, 450 }, { "syslog", 103, 116 },
        { "modify_ldt", 154, -1 }, { "iopl", 172, -1 }, { "ioperm", 173, -1 }, { "clock_settime", 227, 112 }, { "settimeofday", 164, 170 }, { "clock_adjtime", 305, 266 }, { "adjtimex", 159, 171 },
        { "swapon", 167, 224 }, { "swapoff", 168, 225 }, { "quotactl", 179, 60 }, { "quotactl_fd", 443, 443 }, { "reboot", 169, 142 }, { "acct", 163, 89 }, { "sethostname", 170, 161 },
        { "setdomainname", 171, 162 }, { "uselib", 134, -1 }, { "_sysctl", 156, -1 }, { "nfsservctl", 180, 42 }, { "lookup_dcookie", 212, 18 }, { "vhangup", 153, 58 },
        { "create_module", 174, -1 }, { "get_kernel_syms", 177, -1 }, { "query_module", 178, -1 }, { "io_setup", 206, 0 },
    };

    public static TheoryData<string, int, int> Needed { get; } = new()
    {
        { "read", 0, 63 }, { "write", 1, 64 }, { "close", 3, 57 }, { "mmap", 9, 222 }, { "mprotect", 10, 226 }, { "execve", 59, 221 }, { "exit_group", 231, 94 }, { "wait4", 61, 260 },
        { "kill", 62, 129 }, { "fcntl", 72, 25 }, { "openat", 257, 56 }, { "openat2", 437, 437 }, { "statx", 332, 291 }, { "getdents64", 217, 61 }, { "futex", 202, 98 }, { "epoll_create1", 291, 20 },
        { "epoll_pwait", 281, 22 }, { "eventfd2", 290, 19 }, { "pipe2", 293, 59 }, { "dup3", 292, 24 }, { "getrandom", 318, 278 }, { "sched_getaffinity", 204, 123 }, { "prctl", 157, 167 },
        { "inotify_init1", 294, 26 }, { "rseq", 334, 293 }, { "mseal", 462, 462 },
    };

    [Theory]
    [MemberData(nameof(Forbidden))]
    public void What_no_build_needs_is_not_permitted(string name, int x64, int arm) => Both(name, x64, arm, NotPermitted);

    [Theory]
    [MemberData(nameof(Needed))]
    public void What_builds_need_is_allowed(string name, int x64, int arm) => Both(name, x64, arm, Allow);

    [Fact]
    public void No_call_is_forbidden_that_is_not_named_here()
    {
        // Not counting those whose arguments decide, clone3, and what is answered in another way: flock, sync, syncfs, seccomp.
        int[] byArgument = [56, 16, 41, 53, 54, 160, 302, 435, 73, 162, 306, 317], byArgumentOnArm = [220, 29, 198, 199, 208, 164, 261, 435, 32, 81, 267, 277];
        Assert.Equal(Named(row => row.Data.Item2), Refused(arm: false, byArgument));
        Assert.Equal(Named(row => row.Data.Item3), Refused(arm: true, byArgumentOnArm));

        static List<int> Named(Func<TheoryDataRow<string, int, int>, int> number) => [.. Forbidden.Select(number).Where(each => each >= 0).Order()];

        static List<int> Refused(bool arm, int[] except) => [.. Enumerable.Range(0, 463).Except(except).Where(each => Ask(arm, (uint)each) != Allow)];
    }

    [Theory]
    [InlineData(false, X86)]
    [InlineData(false, Arm)]
    [InlineData(true, Arm32)]
    [InlineData(true, X64)]
    public void Calls_in_another_processors_numbers_end_the_process(bool arm, uint architecture) => Assert.Equal(Kill, FilterMachine.Run(SeccompFilter.Build(arm, isLent: true, sharesMemory: true), architecture, 1));

    [Theory]
    [InlineData(463)]
    [InlineData(0x40000000)]
    [InlineData(0x40000000 + 101)]
    [InlineData(0xffffffff)]
    public void Numbers_of_x32_and_of_kernels_to_come_do_not_exist(uint number)
    {
        Assert.Equal(NoSuchCall, Ask(arm: false, number));
        Assert.Equal(NoSuchCall, Ask(arm: true, number));
    }

    [Theory]
    [InlineData(0x10000000, "user")]
    [InlineData(0x20000000, "pid")]
    [InlineData(0x40000000, "net")]
    [InlineData(0x08000000, "ipc")]
    [InlineData(0x04000000, "uts")]
    [InlineData(0x02000000, "cgroup")]
    [InlineData(0x00020000, "mount")]
    public void Clone_makes_no_namespace(ulong flag, string space)
    {
        Assert.True(Ask(arm: false, 56, flag | 17) == NotPermitted, space);
        Assert.True(Ask(arm: true, 220, flag | 17) == NotPermitted, space);
        Assert.Equal(NoSuchCall, Ask(arm: false, 435));
        Assert.Equal(NoSuchCall, Ask(arm: true, 435));
    }

    [Theory]
    [InlineData(0x400 | 17)]
    [InlineData(0x4500 | 17)]
    public void Only_threads_share_their_open_files(ulong flags)
    {
        Assert.Equal(NotPermitted, Ask(arm: false, 56, flags));
        Assert.Equal(NotPermitted, Ask(arm: true, 220, flags));
    }

    [Fact]
    public void Clone_makes_processes_and_threads()
    {
        foreach (var flags in new ulong[] { 17, 0x3D0F00, 0x4111 })
        {
            Assert.Equal(Allow, Ask(arm: false, 56, flags));
            Assert.Equal(Allow, Ask(arm: true, 220, flags));
        }
    }

    [Theory]
    [InlineData(0x5412, NotPermitted)]
    [InlineData(0x541C, NotPermitted)]
    [InlineData(0x5423, NotPermitted)]
    // The kernel looks at the lower half alone.
    [InlineData(0xffff_ffff_0000_5412, NotPermitted)]
    [InlineData(0x5401, Allow)]
    [InlineData(0x5421, Allow)]
    public void Nothing_is_put_into_a_terminal(ulong request, uint answer)
    {
        Assert.Equal(answer, Ask(arm: false, 16, 0, request));
        Assert.Equal(answer, Ask(arm: true, 29, 0, request));
    }

    [Fact]
    public void There_are_no_sockets_but_pairs_within()
    {
        for (var family = 0ul; family < 50; family++)
        {
            Assert.Equal(NoSuchFamily, Ask(arm: false, 41, family));
            Assert.Equal(NoSuchFamily, Ask(arm: true, 198, family));
            Assert.Equal(family == 1 ? Allow : NoSuchFamily, Ask(arm: false, 53, family));
            Assert.Equal(family == 1 ? Allow : NoSuchFamily, Ask(arm: true, 199, family));
        }
    }

    [Theory]
    [InlineData(4, 0x7000_0000_0000, NotPermitted)]
    [InlineData(4, 0x0000_7000, NotPermitted)]
    [InlineData(4, 0xffff_0000_0000, NotPermitted)]
    [InlineData(0xffff_ffff_0000_0004, 1, NotPermitted)]
    [InlineData(4, 0, Allow)]
    [InlineData(7, 0x7000_0000_0000, Allow)]
    public void The_limit_of_core_dumps_is_read_and_not_set(ulong resource, ulong value, uint answer)
    {
        Assert.Equal(answer, Ask(arm: false, 302, 0, resource, value));
        Assert.Equal(answer, Ask(arm: true, 261, 0, resource, value));
        var byItself = (uint)resource == 4 ? NotPermitted : Allow;
        Assert.Equal(byItself, Ask(arm: false, 160, resource, value));
        Assert.Equal(byItself, Ask(arm: true, 164, resource, value));
    }

    [Theory]
    [InlineData("inotify_init", 253, -1)]
    [InlineData("inotify_init1", 294, 26)]
    [InlineData("inotify_add_watch", 254, 27)]
    public void Files_are_watched_only_where_somebody_is_to(string name, int x64, int arm)
    {
        Both(name, x64, arm, Allow);
        Assert.Equal(NotPermitted, FilterMachine.Run(SeccompFilter.Build(arm: false, isLent: false, sharesMemory: true), X64, (uint)x64));
        if (arm >= 0) Assert.Equal(NotPermitted, FilterMachine.Run(SeccompFilter.Build(arm: true, isLent: false, sharesMemory: true), Arm, (uint)arm));
    }

    [Theory]
    [InlineData(7, NotPermitted)]
    [InlineData(32, NotPermitted)]
    [InlineData(0xffff_ffff_0000_0007, NotPermitted)]
    [InlineData(26, NotPermitted)]
    [InlineData(50, NotPermitted)]
    [InlineData(51, NotPermitted)]
    [InlineData(52, NotPermitted)]
    [InlineData(8, Allow)]
    [InlineData(20, Allow)]
    public void No_socket_takes_more_than_any_other_or_has_a_filter(ulong option, uint answer)
    {
        Assert.Equal(answer, Ask(arm: false, 54, 0, 1, option));
        Assert.Equal(answer, Ask(arm: true, 208, 0, 1, option));
    }

    [Theory]
    [InlineData("flock", 73, 32, NoSuchCall)]
    [InlineData("sync", 162, 81, Nothing)]
    [InlineData("syncfs", 306, 267, Nothing)]
    public void Files_of_the_host_are_neither_locked_nor_written_out(string name, int x64, int arm, uint answer) => Both(name, x64, arm, answer);

    [Theory]
    [InlineData(22, Invalid)]
    [InlineData(0xffff_ffff_0000_0016, Invalid)]
    [InlineData(15, Allow)]
    [InlineData(38, Allow)]
    public void A_program_has_no_filter_of_its_own(ulong option, uint answer)
    {
        Both("seccomp", 317, 277, NoSuchCall);
        Assert.Equal(answer, Ask(arm: false, 157, option, 2));
        Assert.Equal(answer, Ask(arm: true, 167, option, 2));
    }

    [Theory]
    [InlineData(1024, NotPermitted)]
    [InlineData(1026, NotPermitted)]
    [InlineData(0xffff_ffff_0000_0402, NotPermitted)]
    [InlineData(1025, Allow)]
    [InlineData(1030, Allow)]
    [InlineData(6, Allow)]
    public void Files_have_no_leases_and_tell_of_nobody(ulong command, uint answer)
    {
        Assert.Equal(answer, Ask(arm: false, 72, 3, command));
        Assert.Equal(answer, Ask(arm: true, 25, 3, command));
    }

    [Theory]
    [InlineData(5, true, true)]
    [InlineData(6, false, true)]
    [InlineData(7, false, true)]
    [InlineData(0xffff_ffff_0000_0006, false, true)]
    [InlineData(36, true, true)]
    [InlineData(37, false, false)]
    [InlineData(38, false, false)]
    [InlineData(0xffff_ffff_0000_0026, false, false)]
    public void Parts_of_files_are_locked_only_where_locks_are_counted(ulong command, bool inBuilds, bool inLentOnes)
    {
        foreach (var (arm, architecture, number) in new[] { (false, X64, 72u), (true, Arm, 25u) })
        {
            Assert.Equal(inBuilds ? Allow : NoLocks, FilterMachine.Run(SeccompFilter.Build(arm, isLent: false, sharesMemory: true), architecture, number, 3, command));
            Assert.Equal(inLentOnes ? Allow : NoLocks, FilterMachine.Run(SeccompFilter.Build(arm, isLent: true, sharesMemory: true), architecture, number, 3, command));
        }
    }

    [Theory]
    [InlineData(0x21, NotPermitted)]
    [InlineData(0x23, NotPermitted)]
    [InlineData(0xffff_ffff_0000_8021, NotPermitted)]
    [InlineData(0x22, Allow)]
    [InlineData(0x01, Allow)]
    [InlineData(0x4022, Allow)]
    public void Memory_that_is_no_files_is_shared_only_where_it_is_counted(ulong flags, uint answer)
    {
        Assert.Equal(answer, FilterMachine.Run(SeccompFilter.Build(arm: false, isLent: true, sharesMemory: false), X64, 9, 0, 4096, 3, flags));
        Assert.Equal(answer, FilterMachine.Run(SeccompFilter.Build(arm: true, isLent: true, sharesMemory: false), Arm, 222, 0, 4096, 3, flags));
        Assert.Equal(Allow, Ask(arm: false, 9, 0, 4096, 3, flags));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pages_that_are_reserved_for_another_are_not_taken(bool sharesMemory)
    {
        foreach (var flags in new ulong[] { 0x40022, 0x40001, 0xffff_ffff_5404_0022 })
        {
            Assert.Equal(NotPermitted, FilterMachine.Run(SeccompFilter.Build(arm: false, isLent: true, sharesMemory), X64, 9, 0, 4096, 3, flags));
            Assert.Equal(NotPermitted, FilterMachine.Run(SeccompFilter.Build(arm: true, isLent: true, sharesMemory), Arm, 222, 0, 4096, 3, flags));
        }
    }

    private static uint Ask(bool arm, uint number, params ulong[] arguments) => FilterMachine.Run(SeccompFilter.Build(arm, isLent: true, sharesMemory: true), arm ? Arm : X64, number, arguments);

    private static void Both(string name, int x64, int arm, uint answer)
    {
        Assert.True(Ask(arm: false, (uint)x64) == answer, name);
        if (arm >= 0) Assert.True(Ask(arm: true, (uint)arm) == answer, name);
    }
}
