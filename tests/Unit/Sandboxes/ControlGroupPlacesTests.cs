using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local.ControlGroups;

namespace Vitrine.Unit.Sandboxes;

/// <summary>Where control groups are made and what is written into them, on trees of folders that look like those of the kernel.</summary>
public sealed class ControlGroupPlacesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("vitrine-groups-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void In_version_1_each_controller_has_a_tree_of_its_own()
    {
        var (memory, pids) = (Make("memory/service"), Make("pids"));
        var group = Find($"32 31 0:29 / {root}/memory rw - cgroup cgroup rw,memory\n39 31 0:36 / {root}/pids rw - cgroup cgroup rw,pids", "4:memory:/service\n8:pids:/\n0::/")!.Create("one", Limits);
        Assert.Equal([$"{memory}/vitrine-one", $"{pids}/vitrine-one"], group.Folders);
        Assert.Equal("1000000", Read(memory, "vitrine-one/memory.limit_in_bytes"));
        Assert.Equal("99", Read(pids, "vitrine-one/pids.max"));
        foreach (var (times, hasRunOut) in new[] { (0, false), (3, true) })
        {
            File.WriteAllText($"{pids}/vitrine-one/pids.events", $"max {times}\n");
            Assert.Equal(hasRunOut, group.HasRunOutOfProcesses);
        }
    }

    [Fact]
    public void In_a_container_the_part_that_is_mounted_counts()
    {
        var memory = Make("memory");
        var group = Find($"32 31 0:29 /docker/1f {root}/memory rw shared:3 - cgroup cgroup rw,memory", "4:memory:/docker/1f")!.Create("one", Limits);
        Assert.Equal([$"{memory}/vitrine-one"], group.Folders);
    }

    [Fact]
    public void In_version_2_the_server_steps_aside_and_passes_its_controllers_on()
    {
        var own = Make("service");
        File.WriteAllText($"{own}/cgroup.controllers", "cpu memory pids io\n");
        File.WriteAllText($"{own}/cgroup.subtree_control", "");
        File.WriteAllText($"{own}/cgroup.type", "domain\n");
        File.WriteAllText($"{own}/cgroup.procs", $"0\n{Environment.ProcessId}\n");
        var group = Find($"41 31 0:38 / {root} rw - cgroup2 cgroup2 rw", "0::/service")!.Create("one", Limits with { Cpus = 0.5m });
        Assert.Equal($"{Environment.ProcessId}", Read(own, "server/cgroup.procs"));
        Assert.Equal("+memory +pids +cpu", Read(own, "cgroup.subtree_control"));
        Assert.Equal([$"{own}/vitrine-one"], group.Folders);
        Assert.Equal("1000000", Read(own, "vitrine-one/memory.max"));
        Assert.Equal("99", Read(own, "vitrine-one/pids.max"));
        Assert.Equal("50000 100000", Read(own, "vitrine-one/cpu.max"));
        group.Add(4711);
        Assert.Equal("4711", Read(own, "vitrine-one/cgroup.procs"));
        File.WriteAllText($"{own}/vitrine-one/memory.events", "oom 2\noom_kill 1\n");
        File.WriteAllText($"{own}/vitrine-one/cpu.stat", "usage_usec 1500000\nuser_usec 1\n");
        Assert.True(group.HasRunOutOfMemory);
        Assert.Equal(1.5, group.Processor!.Value.TotalSeconds);

        // The next provider of the same server finds it there.
        File.WriteAllText($"{own}/cgroup.subtree_control", "cpu memory pids");
        Assert.Equal([$"{own}/vitrine-two"], Find($"41 31 0:38 / {root} rw - cgroup2 cgroup2 rw", "0::/service/server", isDelegated: false)!.Create("two", Limits).Folders);
    }

    [Fact]
    public void In_the_root_of_version_2_nobody_steps_aside()
    {
        File.WriteAllText($"{root}/cgroup.controllers", "cpu memory pids\n");
        File.WriteAllText($"{root}/cgroup.subtree_control", "");
        File.WriteAllText($"{root}/cgroup.procs", "1\n2\n");
        Assert.Equal([$"{root}/vitrine-one"], Find($"41 31 0:38 / {root} rw - cgroup2 cgroup2 rw", "0::/")!.Create("one", Limits).Folders);
        Assert.False(Directory.Exists($"{root}/server"));
    }

    [Fact]
    public void A_group_of_version_2_that_is_not_the_servers_to_arrange_is_left_alone()
    {
        var own = Make("service");
        File.WriteAllText($"{own}/cgroup.controllers", "cpu memory pids io\n");
        File.WriteAllText($"{own}/cgroup.subtree_control", "");
        Assert.Null(Find($"41 31 0:38 / {root} rw - cgroup2 cgroup2 rw", "0::/service", isDelegated: false));
        Assert.False(Directory.Exists($"{own}/server"));
    }

    [Fact]
    public void What_a_killed_server_left_goes_when_nothing_is_in_it()
    {
        var memory = Make("memory");
        var places = Find($"32 31 0:29 / {root}/memory rw - cgroup cgroup rw,memory", "4:memory:/")!;
        string left = Make("memory/vitrine-one-999999999"), alive = Make($"memory/vitrine-two-{Environment.ProcessId}"), full = Make("memory/vitrine-three-999999999"), other = Make("memory/vitrine-four"), foreign = Make("memory/else-999999999");
        File.WriteAllText($"{full}/cgroup.procs", "4711");
        places.Sweep();
        Assert.False(Directory.Exists(left));
        Assert.All([alive, full, other, foreign], folder => Assert.True(Directory.Exists(folder)));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("41 31 0:38 / ROOT rw - cgroup2 cgroup2 rw", "0::/elsewhere")]
    [InlineData("41 31 0:38 / ROOT rw - cgroup2 cgroup2 rw", "0::/")]
    [InlineData("32 31 0:29 / ROOT rw - cgroup cgroup rw,memory", "4:memory:/../..")]
    [InlineData("32 31 0:29 / ROOT/pids rw - cgroup cgroup rw,pids", "4:pids:/")]
    public void Without_memory_there_are_none(string mounts, string own) => Assert.Null(Find(mounts.Replace("ROOT", root, StringComparison.Ordinal), own));

    private static SandboxLimits Limits => new() { MemoryBytes = 1_000_000, Processes = 99, Cpus = 10_000 };

    private static ControlGroupPlaces? Find(string mounts, string own, bool isDelegated = true) => ControlGroupPlaces.Find(mounts, own, _ => isDelegated);

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(folder, file));

    private string Make(string folder) => Directory.CreateDirectory(Path.Combine(root, folder)).FullName;
}
