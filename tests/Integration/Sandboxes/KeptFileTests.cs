using Vitrine.Primitives;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Sandboxes;

/// <summary>What a pause keeps of the files that programs in a sandbox have written, and what it refuses.</summary>
public sealed class KeptFileTests(LocalSandboxFixture sandboxes) : IClassFixture<LocalSandboxFixture>
{
    private const string Listing = "const fs=require('fs');const all=(f)=>fs.readdirSync(f,{withFileTypes:true}).flatMap((e)=>e.isDirectory()?all(f+'/'+e.name):[JSON.stringify(f+'/'+e.name)+'='+fs.readFileSync(f+'/'+e.name,'utf8')]);console.log(all('.').sort().join(';'))";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_are_kept_whatever_their_names_are()
    {
        var (sandbox, _) = await WithAsync("""
            for (const name of ["n".repeat(255), "back\\slash", "new\nline", "tab\there", ".dot", " ", "ü\u{1f600}", "-rf"]) fs.writeFileSync(name, "x");
            fs.mkdirSync("1/2/3/4/5/6/7/8/9/10/11/12/13/14/15", { recursive: true });
            fs.writeFileSync("1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/deep", "y");
            fs.writeFileSync("one", "z"); fs.linkSync("one", "two"); fs.symlinkSync("one", "link");
            """);
        await sandbox.PauseAsync(Stop);
        await using var resumed = await sandboxes.Provider.ResumeAsync(sandbox.Id, new SandboxRequest { KeepsPaused = true }, Stop);
        var (exit, output, errors, _) = await LocalSandboxFixture.RunAsync(resumed!, Listing);
        Assert.True(exit == 0, errors);
        string[] expected = ["\" \"=x", "\"-rf\"=x", "\".dot\"=x", "\"1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/deep\"=y", "\"back\\\\slash\"=x", "\"new\\nline\"=x", $"\"{new string('n', 255)}\"=x", "\"one\"=z", "\"tab\\there\"=x", "\"two\"=z", "\"ü😀\"=x"];
        Assert.Equal(expected, output.Replace("\"./", "\"", StringComparison.Ordinal).Split(';'));

        // It was the only copy: it stays until somebody throws it away.
        await using (var again = await sandboxes.Provider.ResumeAsync(sandbox.Id, new SandboxRequest { KeepsPaused = true }, Stop)) Assert.NotNull(again);
        await sandboxes.Provider.DiscardAsync(sandbox.Id, Stop);
        Assert.Null(await sandboxes.Provider.ResumeAsync(sandbox.Id, new SandboxRequest(), Stop));
    }

    [Fact]
    public async Task They_are_laid_into_a_sandbox_that_runs()
    {
        var (sandbox, _) = await WithAsync("fs.writeFileSync('back\\\\slash', 'x')");
        await sandbox.PauseAsync(Stop);
        var (ready, _) = await WithAsync("");
        await using var resumed = await sandboxes.Provider.ResumeAsync(sandbox.Id, new SandboxRequest { TakeReady = () => ready }, Stop);
        Assert.Same(ready, resumed);
        await resumed!.PauseAsync(Stop);
        await using var third = await sandboxes.Provider.ResumeAsync(ready.Id, new SandboxRequest(), Stop);
        Assert.Equal("\"./back\\\\slash\"=x", (await LocalSandboxFixture.RunAsync(third!, Listing)).Output);
    }

    [Theory]
    [InlineData("for (let at = 0; at < 4001; at++) fs.writeFileSync(`f${at}`, '')", "sandbox.too-much-to-keep", "4000 files")]
    [InlineData("for (let at = 0; at < 4001; at++) fs.symlinkSync('x', `l${at}`); for (let at = 0; at < 4001; at++) fs.writeFileSync(`f${at}`, '')", "sandbox.too-much-to-keep", "4000 files")]
    [InlineData("for (let at = 0; at < 3; at++) fs.writeFileSync(`f${at}`, Buffer.alloc(22 << 20))", "sandbox.too-much-to-keep", "64 MiB")]
    [InlineData("fs.writeFileSync('big\\nger', Buffer.alloc((32 << 20) + 1))", "sandbox.file-too-large", "The file 'big?ger' is larger than 32 MiB.")]
    [InlineData("fs.writeFileSync('locked', 'x', { mode: 0o200 })", "sandbox.cannot-keep", "'locked'")]
    [InlineData("fs.mkdirSync('shut'); fs.writeFileSync('shut/x', ''); fs.chmodSync('shut', 0)", "sandbox.cannot-keep", "'shut'")]
    [InlineData("fs.writeFileSync(Buffer.from([0x66, 0xff]), '')", "sandbox.cannot-keep", "no UTF-8")]
    [InlineData("fs.mkdirSync('d/'.repeat(101), { recursive: true })", "sandbox.cannot-keep", "lies too deep")]
    public async Task What_a_pause_would_lose_refuses_it(string script, string code, string says)
    {
        var (sandbox, process) = await WithAsync(script, new SandboxLimits { WorkspaceBytes = 128L << 20, FileBytes = 64L << 20 });
        await using var ended = sandbox;
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => sandbox.PauseAsync(Stop));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.False(process.Exit.IsCompleted);
    }

    /// <summary>A sandbox in which a program has done this, and waits.</summary>
    private async Task<(ISandbox Sandbox, ISandboxProcess Process)> WithAsync(string script, SandboxLimits? limits = null)
    {
        var sandbox = await sandboxes.Provider.CreateAsync(new SandboxRequest { Limits = limits ?? new() }, Stop);
        var process = await sandbox.StartAsync(new SandboxCommand("/usr/bin/node", ["-e", $"const fs=require('fs');{script};console.log('up');setInterval(()=>{{}},1000)"]), Stop);
        var reader = new StreamReader(process.Output);
        Assert.Equal("up", await reader.ReadLineAsync(Stop));
        return (sandbox, process);
    }
}
