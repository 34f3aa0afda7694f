using System.Diagnostics;
using Vitrine.Outside.Processes;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;

namespace Vitrine.Integration.Sandboxes;

/// <summary>What code in a sandbox may use up: no more than it was given, and nothing stays behind.</summary>
public sealed class LocalSandboxLimitTests(LocalSandboxFixture sandboxes) : IClassFixture<LocalSandboxFixture>
{
    [Fact]
    public async Task A_memory_hog_ends()
    {
        var (exit, output, _, because) = await sandboxes.RunAsync(
            "const a=[];for(let i=0;i<400;i++){a.push(Buffer.alloc(1<<22,1));Atomics.wait(new Int32Array(new SharedArrayBuffer(4)),0,0,10)}console.log('done')",
            new SandboxLimits { MemoryBytes = 200L << 20 });
        Assert.Equal(137, exit);
        Assert.DoesNotContain("done", output, StringComparison.Ordinal);
        Assert.Equal("It used more memory than a sandbox may.", because);
    }

    [Fact]
    public async Task The_workspace_has_a_size()
    {
        var (_, output, _, _) = await sandboxes.RunAsync(
            "const fs=require('fs');let n=0;try{for(;n<100;n++)fs.writeFileSync('f'+n,Buffer.alloc(1<<20))}catch(e){console.log(e.code,n)}",
            new SandboxLimits { WorkspaceBytes = 8 << 20 });
        Assert.Equal("ENOSPC 8", output);
    }

    [Fact]
    public async Task Temporary_files_have_a_size()
    {
        var (_, output, _, _) = await sandboxes.RunAsync("const fs=require('fs');let n=0;try{for(;n<500;n++)fs.writeFileSync('/tmp/f'+n,Buffer.alloc(1<<20))}catch(e){console.log(e.code,n)}");
        Assert.Equal("ENOSPC 64", output);
    }

    [Theory]
    [InlineData("/workspace")]
    [InlineData("/tmp")]
    public async Task Files_have_a_number(string folder)
    {
        // Where nothing may be mounted, the next test's is the only way.
        var mounts = await LocalProcess.RunAsync(new ProcessRequest("unshare", ["-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) { Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" } }, TestContext.Current.CancellationToken);
        Assert.SkipUnless(SystemCalls.IsRoot || mounts.Succeeded, "This user may not mount anything in a namespace of its own.");
        await using var sandbox = await sandboxes.Provider.CreateAsync(new() { Limits = FewFiles }, TestContext.Current.CancellationToken);
        var (exit, output, _, because) = await LocalSandboxFixture.RunAsync(sandbox, Fill(folder));
        // The folder itself is one of them.
        Assert.Equal((0, "ENOSPC 499", null), (exit, output, because));
    }

    [Theory]
    [InlineData("/workspace")]
    [InlineData("/tmp")]
    public async Task Files_are_counted_where_the_kernel_does_not_hold_them(string folder)
    {
        Assert.SkipWhen(SystemCalls.IsRoot, "The kernel always holds them for root.");
        await using var provider = sandboxes.NewProvider("counted");
        await provider.HoldNoFilesAsync();
        await using var sandbox = await provider.CreateAsync(new() { Limits = FewFiles }, TestContext.Current.CancellationToken);
        var (exit, output, _, because) = await LocalSandboxFixture.RunAsync(sandbox, Fill(folder));
        Assert.Equal((137, "", "It made more files than a sandbox may."), (exit, output, because));
    }

    private static SandboxLimits FewFiles => new() { Files = 500 };

    private static string Fill(string folder) => $"const fs=require('fs');let n=0;try{{for(;n<2000000;n++)fs.closeSync(fs.openSync('{folder}/f'+n,'w'))}}catch(e){{console.log(e.code,n)}}";

    [Fact]
    public async Task Processor_time_has_an_end()
    {
        var (exit, _, _, because) = await sandboxes.RunAsync(
            "for(let i=0;i<3;i++)require('child_process').spawn(process.execPath,['-e','for(;;);']);setInterval(()=>{},1000)", new SandboxLimits { CpuSeconds = 1 });
        Assert.Equal((137, "It used more processor time than a sandbox may."), (exit, because));
    }

    [Fact]
    public async Task Processors_are_shared_out()
    {
        Assert.SkipWhen(sandboxes.Provider.Groups is not { HasProcessors: true }, "No control group for processors can be made here.");
        var (_, output, errors, _) = await sandboxes.RunAsync("const [began,used]=[process.hrtime.bigint(),process.cpuUsage()];while(process.cpuUsage(used).user<300_000);console.log(Number(process.hrtime.bigint()-began)/1e9)", new SandboxLimits { Cpus = 0.25m });
        // 0.3 s of processor time, of which a quarter of each second is had, but for the first tenth.
        Assert.True(double.Parse(output, System.Globalization.CultureInfo.InvariantCulture) > 0.6, output + errors);
    }

    [Fact]
    public async Task Its_control_group_goes_with_it()
    {
        Assert.SkipWhen(sandboxes.Provider.Groups is null, "No control groups can be made here.");
        var sandbox = await sandboxes.Provider.CreateAsync(new(), TestContext.Current.CancellationToken);
        await sandbox.StartAsync(new("/usr/bin/node", ["-e", "setInterval(()=>{},1000)"]), TestContext.Current.CancellationToken);
        var groups = await File.ReadAllLinesAsync(Path.Combine(sandboxes.Folder, "one", sandbox.Id, "groups"), TestContext.Current.CancellationToken);
        Assert.NotEmpty(groups);
        Assert.All(groups, group => Assert.NotEqual("", File.ReadAllText(Path.Combine(group, "cgroup.procs"))));
        await sandbox.KillAsync(TestContext.Current.CancellationToken);
        Assert.All(groups, group => Assert.False(Directory.Exists(group)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Output_has_a_cap(int stream)
    {
        var (exit, output, errors, because) = await sandboxes.RunAsync($"for(;;)require('fs').writeSync({stream},'x'.repeat(1000))", new SandboxLimits { OutputBytes = 100_000 });
        Assert.Equal(100_000, (stream == 1 ? output : errors).Length);
        Assert.Equal(137, exit);
        Assert.Equal("It wrote more output than a sandbox may.", because);
    }

    [Fact]
    public async Task The_wall_clock_ends_an_endless_loop()
    {
        var (exit, _, _, because) = await sandboxes.RunAsync("for(;;);", wallClock: TimeSpan.FromMilliseconds(500));
        Assert.Equal(137, exit);
        Assert.Equal("It ran longer than it may.", because);
    }

    [Fact]
    public async Task Killing_leaves_no_process_and_no_folder()
    {
        var sandbox = await sandboxes.Provider.CreateAsync(new(), TestContext.Current.CancellationToken);
        var process = await sandbox.StartAsync(new("/usr/bin/node", ["-e", """
            const {spawn}=require('child_process');
            for(let i=0;i<5;i++)spawn(process.execPath,['-e',"process.on('SIGTERM',()=>{});setInterval(()=>{},1000)"],{detached:true,stdio:'ignore'}).unref();
            console.log('up');setInterval(()=>{},1000);
            """]), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(process.Output);
        Assert.Equal("up", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        var before = Inside(sandbox.Id);
        Assert.True(before.Count >= 6, $"{before.Count} processes");
        await sandbox.KillAsync(TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists(Path.Combine(sandboxes.Folder, "one", sandbox.Id)));
        // The kernel tears the rest of the namespace down while its first process is being reaped.
        Assert.All(before, id => Assert.False(File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal)));

        List<int> Inside(string id)
        {
            var first = int.Parse(File.ReadAllText(Path.Combine(sandboxes.Folder, "one", id, "process")).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            var space = new FileInfo($"/proc/{first}/ns/pid").LinkTarget;
            return [.. Process.GetProcesses().Select(each => each.Id).Where(each => Space(each) == space)];
        }

        static string? Space(int id)
        {
            try
            {
                return new FileInfo($"/proc/{id}/ns/pid").LinkTarget;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }
}
