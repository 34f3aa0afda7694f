using System.Text;
using Vitrine.Primitives;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Sandboxes;

/// <summary>Files in and out, pause and resume, what is booked, and what a killed server leaves.</summary>
public sealed class LocalSandboxFileTests(LocalSandboxFixture sandboxes) : IClassFixture<LocalSandboxFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_are_there_before_the_program_runs_and_can_be_written_and_read_while_it_does()
    {
        await using var sandbox = await sandboxes.Provider.CreateAsync(new(), Stop);
        await sandbox.WriteFilesAsync([File("src/a.txt", "first")], Stop);
        var process = await sandbox.StartAsync(new("/usr/bin/node", ["-e", """
            const fs=require('fs');
            fs.mkdirSync('out');fs.writeFileSync('out/b.txt',fs.readFileSync('src/a.txt'));fs.symlinkSync('/proc/self/environ','link');fs.symlinkSync('/','outside');
            console.log('up');
            process.stdin.on('data',()=>{console.log(fs.readFileSync('src/deep/c.txt','utf8'));process.exit()});
            """]), Stop);
        using var reader = new StreamReader(process.Output);
        Assert.Equal("up", await reader.ReadLineAsync(Stop));
        Assert.Equal("first", Encoding.UTF8.GetString((await sandbox.ReadFileAsync("out/b.txt", Stop))!));
        Assert.Null(await sandbox.ReadFileAsync("out/none.txt", Stop));
        Assert.Equal("sandbox.bad-path", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.ReadFileAsync("link", Stop))).Code);
        Assert.Equal("sandbox.bad-path", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.ReadFileAsync("outside/etc/passwd", Stop))).Code);
        Assert.Equal("sandbox.bad-path", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.WriteFilesAsync([File("outside/tmp/x", "x")], Stop))).Code);
        Assert.Equal("sandbox.bad-path", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.ReadFileAsync("../etc/passwd", Stop))).Code);
        await sandbox.WriteFilesAsync([File("src/deep/c.txt", "later")], Stop);
        process.Input.Write("go\n"u8);
        await process.Input.FlushAsync(Stop);
        Assert.Equal("later", await reader.ReadLineAsync(Stop));
        Assert.Equal(0, await process.Exit);
    }

    [Fact]
    public async Task It_may_write_in_its_workspace_and_run_the_toolchain()
    {
        var (exit, output, errors, _) = await sandboxes.RunAsync("require('fs').writeFileSync('a','x');console.log(require('child_process').execFileSync(process.execPath,['/opt/tc/tool.js']).toString())");
        Assert.True(exit == 0, errors);
        Assert.Equal("tool", output);
    }

    [Fact]
    public async Task A_paused_sandbox_is_resumed_with_its_files_and_a_killed_one_is_gone()
    {
        var sandbox = await sandboxes.Provider.CreateAsync(new(), Stop);
        await sandbox.WriteFilesAsync([File("a.txt", "kept")], Stop);
        await LocalSandboxFixture.RunAsync(sandbox, "1");
        await sandbox.PauseAsync(Stop);
        await using (var resumed = await sandboxes.Provider.ResumeAsync(sandbox.Id, new(), Stop))
        {
            Assert.NotNull(resumed);
            Assert.Equal("kept", (await LocalSandboxFixture.RunAsync(resumed, "console.log(require('fs').readFileSync('a.txt','utf8'))")).Output);
            await resumed.KillAsync(Stop);
            Assert.Null(await sandboxes.Provider.ResumeAsync(resumed.Id, new(), Stop));
        }

        Assert.Null(await sandboxes.Provider.ResumeAsync("../../etc", new(), Stop));
    }

    [Fact]
    public async Task A_running_sandbox_keeps_what_its_program_wrote()
    {
        var sandbox = await sandboxes.Provider.CreateAsync(new(), Stop);
        var process = await sandbox.StartAsync(new("/usr/bin/node", ["-e", "const fs=require('fs');fs.writeFileSync('b','by itself');fs.symlinkSync('/','s');console.log('up');setInterval(()=>{},1000)"]), Stop);
        using var reader = new StreamReader(process.Output);
        Assert.Equal("up", await reader.ReadLineAsync(Stop));
        await sandbox.PauseAsync(Stop);
        Assert.Equal(137, await process.Exit);
        await using var resumed = await sandboxes.Provider.ResumeAsync(sandbox.Id, new(), Stop);
        Assert.Equal("b", (await LocalSandboxFixture.RunAsync(resumed!, "console.log(require('fs').readdirSync('.').join())")).Output);
    }

    [Fact]
    public async Task An_interval_is_booked_once_for_its_owner()
    {
        var owner = new SandboxOwner(Guid.CreateVersion7(), null, null, null, null);
        var sandbox = await sandboxes.Provider.CreateAsync(new() { Owner = owner }, Stop);
        await LocalSandboxFixture.RunAsync(sandbox, "1");
        await sandbox.KillAsync(Stop);
        await sandbox.DisposeAsync();
        var booked = Assert.Single(sandboxes.Booked, interval => interval.Owner == owner);
        Assert.True(booked.Ended >= booked.Started);
    }

    [Fact]
    public async Task What_a_killed_server_left_is_cleared_away_and_what_runs_is_not()
    {
        var root = Path.Combine(sandboxes.Folder, "left");
        var left = Path.Combine(root, Guid.CreateVersion7().ToString("n"));
        Directory.CreateDirectory(left);
        await System.IO.File.WriteAllTextAsync(Path.Combine(left, "server"), "4194303 1", Stop);
        await using var first = sandboxes.NewProvider("left");
        Assert.False(Directory.Exists(left));
        await using var running = await first.CreateAsync(new(), Stop);
        await using var second = sandboxes.NewProvider("left");
        Assert.True(Directory.Exists(Path.Combine(root, running.Id)));
    }

    [Fact]
    public async Task What_a_killed_server_paused_is_kept_only_where_a_pause_outlives_its_server()
    {
        string folder;
        await using (var killed = sandboxes.NewProvider("paused"))
        {
            var sandbox = await killed.CreateAsync(new(), Stop);
            await sandbox.WriteFilesAsync([File("a.txt", "kept")], Stop);
            await sandbox.PauseAsync(Stop);
            folder = Path.Combine(sandboxes.Folder, "paused", sandbox.Id);
        }

        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "server"), "4194303 1", Stop);
        await using (sandboxes.NewProvider("paused", outlive: TimeSpan.FromDays(1))) Assert.True(Directory.Exists(folder));
        await using (sandboxes.NewProvider("paused")) Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_paused_sandbox_is_thrown_away_and_one_with_other_files_is_not_resumed()
    {
        var ids = new List<string>();
        foreach (var text in new[] { "one", "two" })
        {
            var sandbox = await sandboxes.Provider.CreateAsync(new(), Stop);
            await sandbox.WriteFilesAsync([File("a.txt", text)], Stop);
            await sandbox.PauseAsync(Stop);
            ids.Add(sandbox.Id);
        }

        await sandboxes.Provider.DiscardAsync(ids[0], Stop);
        await sandboxes.Provider.DiscardAsync(ids[0], Stop);
        Assert.Null(await sandboxes.Provider.ResumeAsync(ids[0], new(), Stop));
        Assert.False(Directory.Exists(Path.Combine(sandboxes.Folder, "one", ids[0])));
        var kept = Directory.GetFiles(Path.Combine(sandboxes.Folder, "one", ids[1])).Single(file => Path.GetFileName(file).Length == 64);
        await System.IO.File.WriteAllTextAsync(kept, "else", Stop);
        Assert.Null(await sandboxes.Provider.ResumeAsync(ids[1], new(), Stop));
    }

    private static SandboxFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
