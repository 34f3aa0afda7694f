using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Vitrine.Integration.Sandboxes;

/// <summary>What code in a sandbox can reach: nothing of the host, no network, no other process.</summary>
public sealed class LocalSandboxEscapeTests(LocalSandboxFixture sandboxes) : IClassFixture<LocalSandboxFixture>
{
    private const string Attempt = "const attempt=(f)=>{try{return 'REACHED '+f()}catch(e){return e.code??String(e)}};";

    [Fact]
    public async Task It_reaches_no_listener_of_this_machine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var (_, output, errors, _) = await sandboxes.RunAsync(string.Create(CultureInfo.InvariantCulture, $$"""
            const s=require('net').connect({{port}},'127.0.0.1');
            s.on('connect',()=>{console.log('REACHED');process.exit()});
            s.on('error',e=>{console.log('stopped');process.exit()});
            """));
        Assert.True(output == "stopped", output + errors);
        Assert.False(listener.Pending());
    }

    [Theory]
    [InlineData("fs.readFileSync('/etc/passwd','utf8')")]
    [InlineData("fs.readFileSync('/etc/shadow','utf8')")]
    [InlineData("fs.readdirSync('/root')")]
    [InlineData("fs.readdirSync('/home')")]
    [InlineData("fs.readdirSync('/sys')")]
    [InlineData("fs.readdirSync('/var')")]
    [InlineData("fs.writeFileSync('/file','x')")]
    [InlineData("fs.writeFileSync('/dev/shm/file','x')")]
    [InlineData("fs.writeFileSync('/dev/file','x')")]
    [InlineData("fs.writeFileSync('/opt/tc/file','x')")]
    [InlineData("fs.writeFileSync('/opt/tc/tool.js','x')")]
    [InlineData("fs.rmSync('/opt/tc/tool.js')")]
    [InlineData("fs.linkSync('/opt/tc/tool.js','/workspace/link')")]
    [InlineData("fs.writeFileSync('/usr/bin/node','x')")]
    [InlineData("fs.openSync('/proc/1/mem','r+')")]
    [InlineData("fs.writeFileSync('/proc/sys/kernel/core_pattern','|/x')")]
    [InlineData("fs.writeFileSync('/proc/sysrq-trigger','h')")]
    [InlineData("fs.writeFileSync('/proc/self/oom_score_adj','-1000')")]
    public async Task Files_outside_the_workspace_are_out_of_reach(string code)
    {
        var (_, output, errors, _) = await sandboxes.RunAsync($"const fs=require('fs');{Attempt}console.log(attempt(()=>{code}))");
        Assert.Matches("^(ENOENT|EROFS|EACCES|EPERM|EXDEV|ETXTBSY)$", output + errors);
    }

    [Fact]
    public async Task It_sees_no_process_and_no_secret_of_the_host()
    {
        System.Environment.SetEnvironmentVariable("VITRINE_TEST_SECRET", "swordfish");
        var (_, output, _, _) = await sandboxes.RunAsync("""
            const fs=require('fs');
            const pids=fs.readdirSync('/proc').filter(n=>/^\d+$/.test(n));
            console.log(JSON.stringify({pids:pids.length,env:pids.map(p=>{try{return fs.readFileSync(`/proc/${p}/environ`,'utf8')}catch(e){return e.code}}).join(),cmd:fs.readFileSync('/proc/1/cmdline','utf8'),uid:process.getuid()}));
            """);
        Assert.Contains("\"pids\":2", output, StringComparison.Ordinal);
        Assert.Contains("\"uid\":65534", output, StringComparison.Ordinal);
        Assert.DoesNotContain("swordfish", output, StringComparison.Ordinal);
        Assert.DoesNotContain("HOSTNAME", output, StringComparison.Ordinal);
        Assert.DoesNotContain(sandboxes.Folder, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_nobody_on_the_host_and_has_a_filter()
    {
        var (_, output, _, _) = await sandboxes.RunAsync("console.log(require('fs').readFileSync('/proc/self/status','utf8'))");
        Assert.Matches(@"Seccomp:\s+2\b", output);
        Assert.Matches(@"NoNewPrivs:\s+1\b", output);
        Assert.Matches(@"CapEff:\s+0{16}\b", output);
        Assert.Matches(@"CapBnd:\s+0{16}\b", output);
    }

    [Fact]
    public async Task It_may_write_in_its_workspace_and_run_the_toolchain()
    {
        var (exit, output, errors, _) = await sandboxes.RunAsync("require('fs').writeFileSync('a','x');console.log(require('child_process').execFileSync(process.execPath,['/opt/tc/tool.js']).toString())");
        Assert.True(exit == 0, errors);
        Assert.Equal("tool", output);
    }
}
