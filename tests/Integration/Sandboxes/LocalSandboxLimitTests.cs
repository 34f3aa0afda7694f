using System.Diagnostics;
using Vitrine.Sandboxes;

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
    public async Task Files_without_content_count_too(string folder)
    {
        var (exit, output, _, because) = await sandboxes.RunAsync(
            $"const fs=require('fs');for(let n=0;n<2000000;n++)fs.closeSync(fs.openSync('{folder}/f'+n,'w'));console.log('done')", new SandboxLimits { MemoryBytes = 150L << 20 });
        Assert.Equal((137, "", "It used more memory than a sandbox may."), (exit, output, because));
    }

    [Fact]
    public async Task A_fork_bomb_stops_at_its_number_and_ends_with_the_sandbox()
    {
        var (_, output, errors, because) = await sandboxes.RunAsync(
            """
            const {spawn}=require('child_process');let made=0,failed=0;
            for(let i=0;i<60;i++){const c=spawn(process.execPath,['-e','setInterval(()=>{},1000)'],{detached:true,stdio:'ignore'});c.on('error',()=>failed++);if(c.pid)made++;}
            setTimeout(()=>{console.log(JSON.stringify({made,failed}));process.exit()},1000);
            """, new SandboxLimits { Processes = 64, MemoryBytes = 3L << 30 }, TimeSpan.FromSeconds(50));
        Assert.True(because is null, because);
        Assert.Matches("\"failed\":[1-9]", output + errors);
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
