using Vitrine.Primitives;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>The attacks on sandboxes of a sandbox host, over E2B's protocol.</summary>
public sealed class HostedSandboxAttackTests(HostedAttackFixture fixture) : SandboxAttackSpecification(fixture, isWithin: true), IClassFixture<HostedAttackFixture>
{
    // Each process holds less than a sandbox may, and all of them more.
    private const string Hoard = """
        const { spawn } = require("node:child_process"), fs = require("node:fs");
        fs.chmodSync("lock", 0o700);
        for (let at = 0; at < 20; at++) spawn("./lock", { stdio: "ignore" });
        setInterval(() => {}, 1000);
        """;

    private readonly HostedAttackFixture own = fixture;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Locks_of_files_are_not_hoarded()
    {
        await using var sandbox = await own.Provider.CreateAsync(new SandboxRequest { Limits = AttackTargets.Limits }, Stop);
        await sandbox.WriteFilesAsync([new SandboxFile("lock", RawCalls.Locking(240, waits: true))], Stop);
        var (exit, output, errors, _) = await LocalSandboxFixture.RunAsync(sandbox, Hoard, TimeSpan.FromSeconds(60));
        Assert.Equal((137, ""), (exit, output + errors));
        Assert.Contains("It held more locks of files than a sandbox may.", (await Assert.ThrowsAsync<RefusalException>(() => sandbox.ReadFileAsync("lock", Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_lock_parts_of_their_files()
    {
        await using var sandbox = await own.Provider.CreateAsync(new SandboxRequest { Limits = AttackTargets.Limits }, Stop);
        await sandbox.WriteFilesAsync([new SandboxFile("lock", RawCalls.Locking(240, waits: false))], Stop);
        var (exit, output, errors, _) = await LocalSandboxFixture.RunAsync(sandbox, "require('fs').chmodSync('lock',0o700);const {stdout}=require('child_process').spawnSync('./lock',{stdio:['ignore','pipe','inherit']});console.log([...Array(240).keys()].every((at)=>stdout.readBigInt64LE(64*(at+1))===0n))");
        Assert.Equal((0, "true"), (exit, output + errors));
    }
}
