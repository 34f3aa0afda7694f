using System.Diagnostics;
using System.Text;
using Vitrine.Outside.Processes;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;
using static Vitrine.Integration.Sandboxes.Attacks.WeakJail;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>
/// What bubblewrap alone leaves open, each with its remedy: without the remedy the attack succeeds, with it it does not, and the probe that every server makes at its start names the hole.
/// </summary>
public sealed class JailRemedyTests(LocalSandboxFixture sandboxes) : IClassFixture<LocalSandboxFixture>
{
    private const string Attempt = "const fs=require('fs');const attempt=(f)=>{try{return 'REACHED '+f()}catch(e){return e.code??String(e)}};";

    private static readonly (string, string?, int) NoFilter = Argument("--seccomp", "9"), ProcIsWritable = Argument("--remount-ro", "/proc");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Folder => Directory.CreateDirectory(Path.Combine(sandboxes.Folder, "weak")).FullName;

    [Fact]
    public async Task Root_in_a_sandbox_is_the_hosts_root_but_for_a_user_of_its_own_and_a_proc_that_cannot_be_written()
    {
        Assert.SkipUnless(SystemCalls.IsRoot, "Only a server that is root has this to lose.");
        // Opened and left as it is.
        const string script = Attempt + "console.log(attempt(()=>fs.closeSync(fs.openSync('/proc/sys/kernel/core_pattern','r+'))))";
        Assert.StartsWith("REACHED", await new WeakJail { IsRoot = true, Without = [ProcIsWritable] }.RunScriptAsync(Folder, script), StringComparison.Ordinal);
        Assert.Equal("EACCES", await new WeakJail { Without = [ProcIsWritable] }.RunScriptAsync(Folder, script));
        Assert.Equal("EROFS", await new WeakJail { IsRoot = true }.RunScriptAsync(Folder, script));
        await StoppedAsync(script);
        Assert.Contains("settings of the kernel are writable", await HolesAsync(new WeakJail { IsRoot = true, Without = [ProcIsWritable] }));
    }

    [Fact]
    public async Task The_environment_of_what_starts_it_is_seen_unless_it_is_empty()
    {
        const string script = Attempt + "console.log(attempt(()=>{const text=fs.readFileSync('/proc/1/environ','utf8');if(!text.includes('swordfish'))throw new Error('not there');return text}))";
        System.Environment.SetEnvironmentVariable("VITRINE_TEST_SECRET", "swordfish");
        var weak = new WeakJail { Environment = new Dictionary<string, string> { ["VITRINE_TEST_SECRET"] = "swordfish" } };
        Assert.StartsWith("REACHED", await weak.RunScriptAsync(Folder, script), StringComparison.Ordinal);
        await StoppedAsync(script);
        Assert.Contains("its first process tells about the host", await HolesAsync(weak));
    }

    [Fact]
    public async Task Paths_of_the_host_are_seen_unless_they_come_through_a_descriptor()
    {
        const string script = Attempt + "console.log(attempt(()=>{const text=fs.readFileSync('/proc/1/cmdline','utf8');if(!text.split('\\0').includes('--ro-bind'))throw new Error('not there');return text}))";
        var weak = new WeakJail { TellsArguments = true };
        Assert.StartsWith("REACHED", await weak.RunScriptAsync(Folder, script), StringComparison.Ordinal);
        await StoppedAsync(script);
        Assert.Contains("its first process tells about the host", await HolesAsync(weak));
    }

    [Theory]
    [InlineData("/", "/filler", "the root is writable")]
    [InlineData("/dev", "/dev/shm/filler", "/dev/shm is writable")]
    public async Task A_place_without_bounds_is_written_unless_it_is_mounted_again(string mount, string file, string hole)
    {
        var script = $"{Attempt}console.log(attempt(()=>fs.writeFileSync('{file}',Buffer.alloc(100<<20))))";
        var weak = new WeakJail { Without = [Argument("--remount-ro", mount)] };
        Assert.StartsWith("REACHED", await weak.RunScriptAsync(Folder, script), StringComparison.Ordinal);
        await StoppedAsync(script);
        Assert.Contains(hole, await HolesAsync(weak));
    }

    [Fact]
    public async Task Terminals_of_the_machine_are_opened_unless_there_are_none()
    {
        const string script = Attempt + "console.log(attempt(()=>fs.openSync('/dev/ptmx','r+')))";
        Assert.StartsWith("REACHED", await new WeakJail { Without = [Argument("--tmpfs", "/dev/pts"), Argument("--remount-ro", "/dev/pts")] }.RunScriptAsync(Folder, script), StringComparison.Ordinal);
        await StoppedAsync(script);
    }

    [Fact]
    public async Task Memory_of_the_first_process_is_written_unless_proc_is_mounted_again()
    {
        const string script = Attempt + "console.log(attempt(()=>fs.openSync('/proc/1/mem','r+')))";
        var weak = new WeakJail { Without = [ProcIsWritable] };
        Assert.StartsWith("REACHED", await weak.RunScriptAsync(Folder, script), StringComparison.Ordinal);
        await StoppedAsync(script);
        Assert.Contains("memory of its first process is writable", await HolesAsync(weak));
    }

    [Fact]
    public async Task It_dies_with_the_thread_that_started_it_unless_that_lives_as_long_as_the_server()
    {
        // "Die with the parent" means the parent thread.
        Process? naive = null;
        RunOnThreadThatEnds(() =>
        {
            var start = new ProcessStartInfo("bwrap", ["--die-with-parent", "--ro-bind", "/", "/", "sh", "-c", "echo up; exec sleep 600"]) { RedirectStandardOutput = true };
#pragma warning disable RS0030 // What the rule is there against.
            naive = Process.Start(start);
#pragma warning restore RS0030
            // Not before it has said to the kernel what it wants.
            Assert.Equal("up", naive!.StandardOutput.ReadLine());
        });
        await naive!.WaitForExitAsync(Stop);
        Assert.Equal(137, naive.ExitCode);
        naive.Dispose();

        Task<LocalProcess>? starting = null;
        RunOnThreadThatEnds(() => starting = LocalProcess.StartAsync(new ProcessRequest("bwrap", ["--die-with-parent", "--ro-bind", "/", "/", "cat"])));
        await using var process = await starting!;
        await process.Input.WriteAsync("there\n"u8.ToArray(), Stop);
        await process.Input.FlushAsync(Stop);
        using var reader = new StreamReader(process.Output);
        Assert.Equal("there", await reader.ReadLineAsync(Stop));
    }

    [Fact]
    public async Task A_folder_that_the_server_has_open_is_the_way_out_unless_it_is_closed()
    {
        using var open = new Microsoft.Win32.SafeHandles.SafeFileHandle(SystemCalls.Open("/usr/lib", SystemCalls.ReadOnly | SystemCalls.Directory), ownsHandle: true);
        // From the folder upwards: the host's root and not the sandbox's.
        var script = $"{Attempt}console.log(fs.readdirSync('/proc/self/fd').map((file)=>attempt(()=>{{const names=fs.readdirSync(`/proc/self/fd/${{file}}/../../etc`);if(!names.includes('passwd'))throw new Error('not there');return names.length}})).join(' '))";
        var start = new ProcessStartInfo("bwrap", ["--unshare-all", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--proc", "/proc", "--dev", "/dev", "node", "-e", script]) { RedirectStandardOutput = true };
#pragma warning disable RS0030 // What the rule is there against.
        using (var naive = Process.Start(start)!) Assert.Contains("REACHED", await naive.StandardOutput.ReadToEndAsync(Stop), StringComparison.Ordinal);
#pragma warning restore RS0030
        await StoppedAsync(script);
        Assert.Contains("files of the host are open in it", await HolesAsync(new WeakJail { Before = ["/bin/sh", "-c", "exec 5</usr/lib; exec \"$@\"", "sh"] }));
    }

    [Fact]
    public async Task A_limit_of_processes_counts_those_of_others_unless_it_is_set_within()
    {
        Assert.SkipUnless(SystemCalls.IsRoot, "Needs a user with processes of its own.");
        var crowded = new WeakJail
        {
            IsRoot = true,
            Before = ["setpriv", "--reuid=649999999", "--regid=649999999", "--clear-groups", "--inh-caps=-all", "--no-new-privs", "--", "/bin/sh", "-c", "for at in 1 2 3 4 5 6 7 8 9 10; do sleep 4 </dev/null >/dev/null 2>&1 & done; prlimit --nproc=10 --pid $$; exec \"$@\"", "sh"],
        };
        Assert.Contains("Resource temporarily unavailable", await crowded.RunScriptAsync(Folder, "console.log('up')"), StringComparison.Ordinal);

        // Two at a time, each with more than half of what one may have: each counts for itself.
        var limits = new SandboxLimits { Processes = 40 };
        await using var first = await sandboxes.Provider.CreateAsync(new() { Limits = limits }, Stop);
        await using var second = await sandboxes.Provider.CreateAsync(new() { Limits = limits }, Stop);
        foreach (var sandbox in new[] { first, second }) Assert.Equal("up", await FirstLineAsync(sandbox, "for(let i=0;i<2;i++)require('child_process').spawn(process.execPath,['-e','setInterval(()=>{},1000)']);console.log('up');setInterval(()=>{},1000)"));
    }

    [Fact]
    public async Task The_frameworks_own_reading_follows_links_out_of_a_sandbox()
    {
        var secret = Path.Combine(sandboxes.Folder, "secret");
        await File.WriteAllTextAsync(secret, "swordfish", Stop);
        Directory.CreateDirectory(Path.Combine(sandboxes.Folder, "others"));
        await File.WriteAllTextAsync(Path.Combine(sandboxes.Folder, "others", "found"), "", Stop);
        await using var sandbox = await sandboxes.Provider.CreateAsync(new(), Stop);
        Assert.Equal("up", await FirstLineAsync(sandbox, $"const fs=require('fs');fs.symlinkSync('{secret}','link');fs.symlinkSync('{sandboxes.Folder}/others','out');console.log('up');setInterval(()=>{{}},1000)"));
        var first = (await File.ReadAllTextAsync(Path.Combine(sandboxes.Folder, "one", sandbox.Id, "process"), Stop)).Split(' ')[0];
        var workspace = $"/proc/{first}/root/workspace";
        Assert.Equal("swordfish", await File.ReadAllTextAsync($"{workspace}/link", Stop));
        Assert.Contains(Directory.EnumerateFiles(workspace, "*", SearchOption.AllDirectories), file => file.EndsWith("/found", StringComparison.Ordinal));

        Assert.Equal("sandbox.bad-path", (await Assert.ThrowsAsync<Primitives.RefusalException>(() => sandbox.ReadFileAsync("link", Stop))).Code);
        Assert.Equal("sandbox.bad-path", (await Assert.ThrowsAsync<Primitives.RefusalException>(() => sandbox.ReadFileAsync("out/found", Stop))).Code);
        Assert.Empty(KeptFiles.Read(workspace, SystemCalls.IsRoot ? ProcessTree.UserOf(int.Parse(first, System.Globalization.CultureInfo.InvariantCulture)) : null));
    }

    [Fact]
    public async Task What_the_filter_alone_stops_works_without_it()
    {
        var weak = new WeakJail { Without = [NoFilter] };
        var answers = await CallsAsync(weak);
        var alike = RawCalls.All.Where(call => call.StoppedBy == RawCalls.FilterAlone && answers[call.Name] == call.Answer).Select(call => call.Name);
        Assert.Empty(alike);
        Assert.True(answers["socket of a virtual machine's host (vsock)"] >= 0);
        Assert.Contains("there is no filter of system calls", await HolesAsync(weak));
    }

    [Fact]
    public async Task Namespaces_within_are_made_unless_they_are_switched_off()
    {
        const string call = "unshare, user namespace";
        Assert.Equal(0, (await CallsAsync(new WeakJail { Without = [NoFilter, Argument("--disable-userns"), Argument("--assert-userns-disabled")] }))[call]);
        Assert.NotEqual(0, (await CallsAsync(new WeakJail { Without = [NoFilter] }))[call]);
    }

    [Fact]
    public async Task What_is_typed_into_the_terminal_that_started_it_is_not_its_to_say()
    {
        const string setting = "/proc/sys/dev/tty/legacy_tiocsti", call = "input of a terminal (TIOCSTI)";
        Assert.SkipWhen(File.Exists(setting) && (await File.ReadAllTextAsync(setting, Stop)).Trim() == "0", "This kernel has no such call any more.");
        var ownSession = Argument("--new-session");
        Assert.Equal(0, (await CallsAsync(new WeakJail { HasTerminal = true, Without = [NoFilter, ownSession] }))[call]);
        Assert.NotEqual(0, (await CallsAsync(new WeakJail { HasTerminal = true, Without = [NoFilter] }))[call]);
        Assert.NotEqual(0, (await CallsAsync(new WeakJail { HasTerminal = true, Without = [ownSession] }))[call]);
    }

    [Theory]
    [InlineData("--unshare-net", "there is a network")]
    [InlineData("--unshare-net", "the net namespace is the host's")]
    [InlineData("--unshare-pid", "other processes are visible")]
    [InlineData("--unshare-ipc", "the ipc namespace is the host's")]
    [InlineData("--unshare-uts", "the uts namespace is the host's")]
    public async Task The_probe_names_what_is_missing(string argument, string hole) => Assert.Contains(hole, await HolesAsync(new WeakJail { Without = argument == "--unshare-uts" ? [Argument(argument), Argument("--hostname", "sandbox")] : [Argument(argument)] }));

    [Fact]
    public async Task The_probe_finds_no_hole_in_what_the_product_makes()
    {
        await using var sandbox = await sandboxes.Provider.CreateAsync(new(), Stop);
        Assert.Empty(LocalProbe.Holes((await FirstLineAsync(sandbox, LocalProbe.Questions))!));
        // In a jail without the product's limits, these are all that there are.
        Assert.All(await HolesAsync(new WeakJail()), hole => Assert.Matches("is not limited|core dumps", hole));
    }

    private async Task<IReadOnlyDictionary<string, long>> CallsAsync(WeakJail jail)
    {
        var tools = Directory.CreateDirectory(Path.Combine(Folder, "tools")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(tools, "calls"), RawCalls.Program, Stop);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var place in new[] { sandboxes.Folder, Folder, tools, Path.Combine(tools, "calls") }) File.SetUnixFileMode(place, (UnixFileMode)0b111_101_101);
        }

        var written = await (jail with { Toolchain = tools }).RunScriptAsync(Folder, "const r=require('child_process').spawnSync('/opt/tc/calls',{stdio:['inherit','pipe','inherit']});process.stdout.write('['+r.stdout.toString('base64')+']')");
        // A terminal says more than the program did.
        return RawCalls.Read(Convert.FromBase64String(written.Split('[')[^1].Split(']')[0]));
    }

    private async Task<List<string>> HolesAsync(WeakJail jail) => LocalProbe.Holes((await jail.RunScriptAsync(Folder, LocalProbe.Questions)).Split('\n')[0]);

    private async Task StoppedAsync(string script)
    {
        var (_, output, errors, _) = await sandboxes.RunAsync(script);
        Assert.DoesNotContain("REACHED", output, StringComparison.Ordinal);
        Assert.True(output.Length > 0, errors);
    }

    private static async Task<string?> FirstLineAsync(ISandbox sandbox, string script)
    {
        var process = await sandbox.StartAsync(new("/usr/bin/node", ["-e", script]) { WallClock = TimeSpan.FromSeconds(60) }, Stop);
        var reader = new StreamReader(process.Output, Encoding.UTF8);
        return await reader.ReadLineAsync(Stop);
    }

    private static void RunOnThreadThatEnds(ThreadStart work)
    {
        var thread = new Thread(work);
        thread.Start();
        thread.Join();
    }
}
