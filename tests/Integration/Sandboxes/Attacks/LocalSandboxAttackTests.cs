using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>The attacks on sandboxes of this machine.</summary>
public sealed class LocalSandboxAttackTests(LocalAttackFixture fixture) : SandboxAttackSpecification(fixture, isWithin: false), IClassFixture<LocalAttackFixture>
{
    // Pairs of sockets in each of many children that only wait. What was written into them and is not read is the kernel's memory, and who wrote it closes its own end.
    private const string Hoard = """
        const { spawn } = require("node:child_process"), fs = require("node:fs");
        fs.chmodSync("wait", 0o700);
        const full = Buffer.alloc(190_000);
        (async () => {
          for (let at = 0; at < 12; at++) {
            const child = spawn("./wait", { stdio: ["ignore", "ignore", "ignore", ...Array(200).fill("pipe")] });
            await Promise.all(child.stdio.slice(3).map((end) => new Promise((done) => { end.on("error", done); end.write(full, () => { end.destroy(); done(); }); setTimeout(() => { end.destroy(); done(); }, 2000); })));
          }
          console.log("REACHED");
        })();
        """;

    private readonly LocalAttackFixture own = fixture;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Memory_is_not_hoarded_in_sockets()
    {
        await using var sandbox = await own.Provider.CreateAsync(new SandboxRequest { Limits = AttackTargets.Limits }, Stop);
        await sandbox.WriteFilesAsync([new SandboxFile("wait", RawCalls.Waiting)], Stop);
        var (exit, output, errors, because) = await LocalSandboxFixture.RunAsync(sandbox, Hoard, TimeSpan.FromSeconds(30));
        Assert.Equal((137, "It used more memory than a sandbox may."), (exit, because));
        Assert.DoesNotContain("REACHED", output + errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/dev/zero")]
    public async Task Memory_is_not_hoarded_where_nobody_has_it_mapped(string? device)
    {
        await using var sandbox = await own.Provider.CreateAsync(new SandboxRequest { Limits = AttackTargets.Limits }, Stop);
        await sandbox.WriteFilesAsync([new SandboxFile("hoard", RawCalls.Hoarding(AttackTargets.Limits.MemoryBytes, device))], Stop);
        var (exit, output, errors, because) = await LocalSandboxFixture.RunAsync(sandbox, "require('fs').chmodSync('hoard',0o700);const {status,stdout}=require('child_process').spawnSync('./hoard',{stdio:['ignore','pipe','inherit']});const answer=stdout.length>128?stdout.readBigInt64LE(64):'none';console.log(status,answer>0n?'REACHED':String(answer))", TimeSpan.FromSeconds(30));
        Assert.DoesNotContain("REACHED", output + errors, StringComparison.Ordinal);
        // Where a control group counts it, that ends it; elsewhere there is no such memory.
        if (((LocalSandboxProvider)own.Provider).Groups is not null) Assert.True(because == "It used more memory than a sandbox may." || output == "null none", $"{exit} {output} {because}");
        else Assert.Equal((0, device is null ? "0 -1" : "0 -19", null), (exit, output, because));
    }

    [Fact]
    public async Task Builds_lock_no_parts_of_files()
    {
        await using var sandbox = await own.Provider.CreateAsync(new SandboxRequest { Limits = AttackTargets.Limits }, Stop);
        await sandbox.WriteFilesAsync([new SandboxFile("lock", RawCalls.Locking(1, waits: false))], Stop);
        var (exit, output, errors, _) = await LocalSandboxFixture.RunAsync(sandbox, "require('fs').chmodSync('lock',0o700);const {stdout}=require('child_process').spawnSync('./lock',{stdio:['ignore','pipe','inherit']});console.log(String(stdout.readBigInt64LE(64)))");
        Assert.Equal((0, "-37"), (exit, output + errors));
    }

    [Fact]
    public async Task Nobody_else_is_seen_by_the_files_that_they_open()
    {
        // The toolchain is the same file to all.
        await using var sandbox = await own.Provider.CreateAsync(new SandboxRequest { Limits = AttackTargets.Limits }, Stop);
        var (exit, output, errors, _) = await LocalSandboxFixture.RunAsync(sandbox, "for(const place of ['/opt/tc','/usr/bin/node'])try{require('fs').watch(place);console.log('REACHED',place)}catch(e){console.log(e.code)}process.exit()");
        Assert.Equal((0, "EPERM\nEPERM"), (exit, output + errors));
    }
}
