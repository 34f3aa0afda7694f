using System.Text;
using Vitrine.Primitives;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Sandboxes;

/// <summary>What every provider keeps, wherever its sandboxes are.</summary>
public abstract class SandboxProviderSpecification
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract ISandboxProvider Provider { get; }

    protected abstract IReadOnlyList<SandboxInterval> Booked { get; }

    [Fact]
    public async Task It_is_ready_and_says_what_keeps_sandboxes_apart()
    {
        var readiness = await Provider.ProbeAsync(Stop);
        Assert.Equal((true, null, null), (readiness.IsReady, readiness.Reason, readiness.Remedy));
        Assert.StartsWith("Isolation: ", readiness.Isolation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_reads_writes_and_ends_with_its_code()
    {
        await using var sandbox = await Provider.CreateAsync(new(), Stop);
        var process = await sandbox.StartAsync(Script("process.stdin.once('data',d=>{process.stdout.write('got '+d);process.stderr.write('err');process.exit(7)})"), Stop);
        await process.Input.WriteAsync("ping ü\n"u8.ToArray(), Stop);
        await process.Input.FlushAsync(Stop);
        Assert.Equal("got ping ü\n", await TextAsync(process.Output));
        Assert.Equal("err", await TextAsync(process.Errors));
        Assert.Equal(7, await process.Exit.WaitAsync(Stop));
        Assert.Null(process.KilledBecause);
    }

    [Fact]
    public async Task Closing_its_input_tells_a_program_that_no_more_comes()
    {
        await using var sandbox = await Provider.CreateAsync(new(), Stop);
        var process = await sandbox.StartAsync(Script("let n=0;process.stdin.on('data',d=>n+=d.length).on('end',()=>console.log(n))"), Stop);
        var much = new byte[3_000_000];
        await process.Input.WriteAsync(much, Stop);
        await process.Input.DisposeAsync();
        Assert.Equal("3000000\n", await TextAsync(process.Output));
        Assert.Equal(0, await process.Exit.WaitAsync(Stop));
    }

    [Fact]
    public async Task Much_output_comes_whole_and_in_order()
    {
        await using var sandbox = await Provider.CreateAsync(new(), Stop);
        var process = await sandbox.StartAsync(Script("for(let i=0;i<200000;i++)console.log(i)"), Stop);
        var lines = (await TextAsync(process.Output)).Split('\n');
        Assert.Equal(200_001, lines.Length);
        Assert.Equal(Enumerable.Range(0, 200_000).Select(number => $"{number}"), lines[..^1]);
    }

    [Fact]
    public async Task Output_has_a_cap()
    {
        await using var sandbox = await Provider.CreateAsync(new() { Limits = new() { OutputBytes = 100_000 } }, Stop);
        var process = await sandbox.StartAsync(Script("for(;;)require('fs').writeSync(1,'x'.repeat(1000))"), Stop);
        Assert.Equal(100_000, (await TextAsync(process.Output)).Length);
        Assert.Equal(137, await process.Exit.WaitAsync(Stop));
        Assert.Equal("It wrote more output than a sandbox may.", process.KilledBecause);
    }

    [Fact]
    public async Task The_wall_clock_ends_a_program()
    {
        await using var sandbox = await Provider.CreateAsync(new(), Stop);
        var process = await sandbox.StartAsync(Script("setInterval(()=>{},1000)") with { WallClock = TimeSpan.FromMilliseconds(700) }, Stop);
        Assert.Equal(137, await process.Exit.WaitAsync(Stop));
        Assert.Equal("It ran longer than it may.", process.KilledBecause);
    }

    [Fact]
    public async Task A_program_is_killed_and_another_runs_after_it()
    {
        await using var sandbox = await Provider.CreateAsync(new(), Stop);
        var first = await sandbox.StartAsync(Script("console.log('up');setInterval(()=>{},1000)"), Stop);
        Assert.Equal("sandbox.busy", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.StartAsync(Script("1"), Stop))).Code);
        await first.KillAsync();
        Assert.Equal(137, await first.Exit.WaitAsync(Stop));
        var second = await sandbox.StartAsync(Script("console.log(process.cwd(), process.env.HOME, process.env.NODE_ENV, process.env.MORE)") with { Environment = new Dictionary<string, string> { ["MORE"] = "x=1" } }, Stop);
        Assert.Equal("/workspace /workspace production x=1\n", await TextAsync(second.Output));
    }

    [Fact]
    public async Task Files_go_in_and_come_out_and_nothing_leads_out()
    {
        await using var sandbox = await Provider.CreateAsync(new(), Stop);
        await sandbox.WriteFilesAsync([File("src/a.txt", "first"), File("src/with space/ü.txt", "Grüße")], Stop);
        var process = await sandbox.StartAsync(Script("""
            const fs=require('fs');
            fs.mkdirSync('out');fs.writeFileSync('out/b.txt',fs.readFileSync('src/a.txt')+fs.readFileSync('src/with space/ü.txt'));fs.symlinkSync('/proc/self/environ','link');
            console.log('up');
            process.stdin.on('data',()=>{console.log(fs.readFileSync('src/c.txt','utf8'));process.exit()});
            """), Stop);
        using var reader = new StreamReader(process.Output);
        Assert.Equal("up", await reader.ReadLineAsync(Stop));
        Assert.Equal("firstGrüße", Encoding.UTF8.GetString((await sandbox.ReadFileAsync("out/b.txt", Stop))!));
        Assert.Null(await sandbox.ReadFileAsync("out/none.txt", Stop));
        foreach (var path in new[] { "link", "../etc/passwd", "/etc/passwd", "a//b" }) Assert.Equal("sandbox.bad-path", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.ReadFileAsync(path, Stop))).Code);
        await sandbox.WriteFilesAsync([File("src/c.txt", "later")], Stop);
        await process.Input.WriteAsync("go\n"u8.ToArray(), Stop);
        await process.Input.FlushAsync(Stop);
        Assert.Equal("later", await reader.ReadLineAsync(Stop));
    }

    [Fact]
    public async Task A_paused_sandbox_comes_back_with_its_files_as_often_as_wanted()
    {
        var sandbox = await Provider.CreateAsync(new(), Stop);
        await RunAsync(sandbox, "const fs=require('fs');fs.mkdirSync('deep/er',{recursive:true});fs.writeFileSync('deep/er/a','1')", keepsRunning: true);
        await sandbox.PauseAsync(Stop);
        var second = Assert.IsType<ISandbox>(await Provider.ResumeAsync(sandbox.Id, new(), Stop), exactMatch: false);
        await RunAsync(second, "const fs=require('fs');fs.appendFileSync('deep/er/a','2')", keepsRunning: true);
        await second.PauseAsync(Stop);
        var third = Assert.IsType<ISandbox>(await Provider.ResumeAsync(second.Id, new(), Stop), exactMatch: false);
        var process = await third.StartAsync(Script("console.log(require('fs').readFileSync('deep/er/a','utf8'))"), Stop);
        Assert.Equal("12\n", await TextAsync(process.Output));
        await third.KillAsync(Stop);
        Assert.Null(await Provider.ResumeAsync(third.Id, new(), Stop));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc")]
    [InlineData("inobodyknowsthisone00")]
    public async Task What_was_never_paused_is_not_resumed(string id) => Assert.Null(await Provider.ResumeAsync(id, new(), Stop));

    [Fact]
    public async Task Work_is_booked_once_from_when_it_was_claimed()
    {
        var owner = new SandboxOwner(Guid.CreateVersion7(), null, null, null, null);
        var sandbox = await Provider.CreateAsync(new(), Stop);
        await sandbox.StartAsync(Script("setInterval(()=>{},1000)"), Stop);
        sandbox.Claim(owner);
        Assert.Throws<InvalidOperationException>(() => sandbox.Claim(owner));
        await sandbox.KillAsync(Stop);
        await sandbox.DisposeAsync();
        var interval = Assert.Single(Booked, one => one.Owner == owner);
        Assert.Equal(Provider.Name, interval.Provider);
        Assert.True(interval.Ended >= interval.Started && interval.MemoryBytes > 0);
    }

    [Fact]
    public async Task A_sandbox_that_was_ended_takes_no_work()
    {
        var sandbox = await Provider.CreateAsync(new(), Stop);
        await sandbox.KillAsync(Stop);
        await sandbox.KillAsync(Stop);
        Assert.Equal("sandbox.gone", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.StartAsync(Script("1"), Stop))).Code);
    }

    [Fact]
    public async Task There_is_no_network_and_nothing_of_the_host()
    {
        await using var sandbox = await Provider.CreateAsync(new(), Stop);
        var process = await sandbox.StartAsync(Script("""
            const fs=require('fs'),net=require('net');
            const names=Object.keys(process.env).filter(n=>/KEY|SECRET|TOKEN/.test(n));
            net.connect(80,'127.0.0.1').on('error',e=>console.log(names.length,fs.existsSync('/etc/passwd'),fs.existsSync('/root'),e.code!==undefined)).on('connect',()=>console.log('open'));
            """), Stop);
        Assert.Equal("0 false false true\n", await TextAsync(process.Output));
    }

    protected static SandboxCommand Script(string script) => new("/usr/bin/node", ["-e", script]) { WallClock = TimeSpan.FromSeconds(60) };

    protected static SandboxFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    protected static async Task<string> TextAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Stop);
    }

    protected static async Task RunAsync(ISandbox sandbox, string script, bool keepsRunning)
    {
        var process = await sandbox.StartAsync(Script(script + (keepsRunning ? ";console.log('done');setInterval(()=>{},1000)" : ";console.log('done')")), Stop);
        using var reader = new StreamReader(process.Output);
        Assert.Equal("done", await reader.ReadLineAsync(Stop));
    }
}
