using System.Text;
using Vitrine.Outside.Processes;
using Vitrine.Primitives;
using Vitrine.Sandboxes;

namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>Hostile programs, against every provider that runs here. Each says in its file what stops it; here it is held to have been stopped.</summary>
/// <param name="fixture">The provider and the targets.</param>
/// <param name="isWithin">Whether what is asked of a sandbox is done by a program within it, so that links lead nowhere but within, and a limit may end the program before the sandbox.</param>
public abstract class SandboxAttackSpecification(AttackFixture fixture, bool isWithin)
{
    // These are judged by the test and not by themselves.
    private static readonly string[] Judged = ["use-host-tricks", "race-host-reads", "poison-caches", "find-poison", "hog-memory", "hog-memory-by-files", "hog-processors", "ignore-signals", "outlive", "give-much-output"];

    private const string Ended = "the sandbox was ended";

    private readonly string mark = $"mark-{Guid.CreateVersion7():n}";

    public static TheoryData<string> Programs { get; } = [.. HostileProgram.All.Keys.Except(Judged)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task It_gets_nowhere(string program)
    {
        await using var sandbox = await CreateAsync();
        var (exit, output, because) = await RunAsync(sandbox, program);
        // Where the server is no root, the watch ends who makes too many files, and nothing more is said.
        if (because == "It made more files than a sandbox may.") output += "STOPPED 1";
        else Assert.Equal(0, exit);
        Held(output);
    }

    [Fact]
    public async Task No_system_call_gets_anywhere()
    {
        await using var sandbox = await CreateAsync();
        // Each is a program of its own, with the bits that would make it its owner's.
        await sandbox.WriteFilesAsync([.. RawCalls.Programs.Select((program, at) => new SandboxFile($"call-{at}", program))], Stop);
        var process = await sandbox.StartAsync(new SandboxCommand("/usr/bin/node", ["-e", $$"""
            for (let at = 0; at < {{RawCalls.All.Count}}; at++) {
              require('fs').chmodSync(`call-${at}`, 0o6755);
              const { signal, status, stdout } = require('child_process').spawnSync(`./call-${at}`, { stdio: ['ignore', 'pipe', 'inherit'] });
              console.log(signal ?? status, stdout.length === 64 ? String(stdout.readBigInt64LE(0)) : 'nothing');
            }
            """]) { WallClock = TimeSpan.FromSeconds(60) }, Stop);
        var (output, errors) = (TextAsync(process.Output), TextAsync(process.Errors));
        await process.Exit.WaitAsync(Stop);
        var answers = (await output).TrimEnd('\n').Split('\n');
        Assert.True(answers.Length == RawCalls.All.Count, await output + await errors);
        Assert.Equal(RawCalls.All.Select(call => $"{call.Name}: 0 {call.Answer}"), RawCalls.All.Select((call, at) => $"{call.Name}: {answers[at]}"));
    }

    [Fact]
    public async Task A_32_bit_system_call_ends_the_program()
    {
        Assert.SkipUnless(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64, "Only x86_64 has them.");
        await using var sandbox = await CreateAsync();
        var (exit, written) = await RunTinyAsync(sandbox, TinyProgram.OldCalls);
        Assert.Empty(written);
        Assert.True(exit is "SIGSYS" or "SIGSEGV", exit);
    }

    [Theory]
    [InlineData("fork bomb")]
    [InlineData("storm of zombies")]
    public async Task It_ends_at_its_number_of_processes(string storm)
    {
        // Of processes that have ended the kernel frees the memory later, on a busy machine too late for 200 MiB; a host lends what it lends, whatever is asked for.
        await using var sandbox = await fixture.Provider.CreateAsync(new SandboxRequest { Limits = AttackTargets.Limits with { MemoryBytes = 1L << 30 } }, Stop);
        var (exit, written) = await RunTinyAsync(sandbox, storm == "fork bomb" ? TinyProgram.ForkBomb : TinyProgram.Zombies);
        // The program that carries out what is asked shares the number. Should the storm end it, the sandbox ends with it, and says so.
        if (isWithin && exit.StartsWith(Ended, StringComparison.Ordinal))
        {
            Assert.True(exit.Contains("processes", StringComparison.Ordinal) || exit.Contains("memory", StringComparison.Ordinal), exit);
            return;
        }

        Assert.Equal("0", exit);
        Assert.InRange(BitConverter.ToInt64(written), 1, AttackTargets.Limits.Processes);
    }

    [Theory]
    [InlineData("hog-memory", false)]
    [InlineData("hog-memory-by-files", false)]
    [InlineData("hog-processors", true)]
    [InlineData("give-much-output", false)]
    public async Task It_is_ended(string program, bool byTheClock)
    {
        await using var sandbox = await CreateAsync();
        var process = await StartAsync(sandbox, program, byTheClock ? TimeSpan.FromMilliseconds(500) : null);
        var (output, errors) = (TextAsync(process.Output), TextAsync(process.Errors));
        Assert.Equal(137, await process.Exit.WaitAsync(Stop));
        Assert.True(isWithin || process.KilledBecause is not null);
        Assert.DoesNotContain("REACHED", await output + await errors, StringComparison.Ordinal);
        Assert.True((await output).Length <= AttackTargets.Limits.OutputBytes && (await errors).Length <= AttackTargets.Limits.OutputBytes);
    }

    [Fact]
    public async Task Nothing_that_ignores_signals_is_left()
    {
        await using var sandbox = await CreateAsync();
        var process = await StartAsync(sandbox, "ignore-signals", null);
        using var reader = new StreamReader(process.Output);
        Assert.Equal("UP", await reader.ReadLineAsync(Stop));
        await WaitAsync(() => Marked() == 2);
        await sandbox.KillAsync(Stop);
        await process.Exit.WaitAsync(Stop);
        Assert.Equal(0, Marked());
    }

    [Fact]
    public async Task Nothing_that_outlives_its_command_outlives_the_sandbox()
    {
        await using var sandbox = await CreateAsync();
        var (exit, output, _) = await RunAsync(sandbox, "outlive");
        Held(output);
        Assert.Equal(0, exit);
        await sandbox.KillAsync(Stop);
        Assert.Equal(0, Marked());
    }

    [Fact]
    public async Task The_hosts_interface_to_files_is_not_led_astray()
    {
        var sandbox = await CreateAsync();
        var process = await StartAsync(sandbox, "use-host-tricks", null);
        using var reader = new StreamReader(process.Output);
        Assert.Equal("LAID", await reader.ReadLineAsync(Stop));
        string[] astray = ["link", "self", "first", "descriptor", "up", "chain", "loop", "etc/passwd", "root/etc/passwd", "deep/out/secret", "folder", "twice", "again", "../" + Path.GetFileName(fixture.Targets.SecretFile), fixture.Targets.SecretFile, "new\nline", "./plain", "a/../plain", ""];
        foreach (var path in astray)
        {
            var read = await OrRefusedAsync(() => sandbox.ReadFileAsync(path, Stop));
            // What has two names is not read on this machine, because the other may lie elsewhere.
            Assert.True(read is null or "two names", $"{path}: {read}");
        }

        foreach (var path in new[] { "link/x", "etc/x", "root/tmp/x", "deep/out/x", "up/x", "../x", "/x", "loop/x", "descriptor/x" })
        {
            var code = await CodeAsync(() => sandbox.WriteFilesAsync([new SandboxFile(path, "x"u8.ToArray())], Stop));
            Assert.True(code == "sandbox.bad-path" || isWithin, $"{path}: {code}");
        }

        Assert.Equal("plain", Encoding.UTF8.GetString((await sandbox.ReadFileAsync("plain", Stop))!));
        // What cannot be kept as it is may refuse the pause, or make the workspace another one: then it is not resumed.
        var refused = await CodeAsync(() => sandbox.PauseAsync(Stop));
        if (!isWithin)
        {
            Assert.Equal("sandbox.cannot-keep", refused);
            await process.Input.WriteAsync("go\n"u8.ToArray(), Stop);
            await process.Input.FlushAsync(Stop);
            Assert.Equal("RENAMED", await reader.ReadLineAsync(Stop));
            refused = await CodeAsync(() => sandbox.PauseAsync(Stop));
        }

        Assert.Null(fixture.Targets.Noticed());
        await using var resumed = refused is null ? await fixture.Provider.ResumeAsync(sandbox.Id, new SandboxRequest { Limits = AttackTargets.Limits }, Stop) : null;
        Assert.True(isWithin || resumed is not null, refused);
        if (resumed is null)
        {
            await sandbox.DisposeAsync();
            return;
        }

        Assert.Equal("plain", Encoding.UTF8.GetString((await resumed.ReadFileAsync("plain", Stop))!));
        foreach (var path in new[] { "link", "self", "up", "chain" }) Assert.Null(await OrRefusedAsync(() => resumed.ReadFileAsync(path, Stop)));
    }

    [Fact]
    public async Task A_race_against_the_hosts_reading_is_lost()
    {
        await using var sandbox = await CreateAsync();
        var process = await StartAsync(sandbox, "race-host-reads", null);
        using var reader = new StreamReader(process.Output);
        Assert.Equal("RACING", await reader.ReadLineAsync(Stop));
        var mine = 0;
        // The program may stand still in mid-swap, where nothing of its own can be read, while its share of the processor is used up.
        for (var round = 0; round < 100 || mine == 0 && !process.Exit.IsCompleted; round++)
        {
            foreach (var path in new[] { "mine", "theirs", "real/secret", "away/file", "away/secret" })
            {
                if (await OrRefusedAsync(() => sandbox.ReadFileAsync(path, Stop)) is not { } read) continue;
                Assert.True(read is "mine" or "overwritten", read);
                mine++;
            }

            if (round % 10 == 0) await CodeAsync(() => sandbox.WriteFilesAsync([new SandboxFile("away/secret", "overwritten"u8.ToArray())], Stop));
        }

        Assert.True(mine > 0, "Nothing was ever read, so nothing was shown.");
        Assert.Null(fixture.Targets.Noticed());
    }

    [Fact]
    public async Task The_next_sandbox_finds_nothing_of_the_last()
    {
        await using var first = await CreateAsync();
        Held((await RunAsync(first, "poison-caches")).Output);
        await using var beside = await CreateAsync();
        Held((await RunAsync(beside, "find-poison")).Output);
        await first.KillAsync(Stop);
        await using var second = await CreateAsync();
        Held((await RunAsync(second, "find-poison")).Output);
    }

    private Task<ISandbox> CreateAsync() => fixture.Provider.CreateAsync(new SandboxRequest { Limits = AttackTargets.Limits }, Stop);

    private async Task<ISandboxProcess> StartAsync(ISandbox sandbox, string program, TimeSpan? wallClock)
    {
        // In a file, because everything in the sandbox can read command lines and environments.
        await sandbox.WriteFilesAsync([new SandboxFile("attack.cjs", Encoding.UTF8.GetBytes($"const target = {fixture.Targets.Describe(mark)};\n{HostileProgram.All[program].Script}"))], Stop);
        return await sandbox.StartAsync(new SandboxCommand("/usr/bin/node", ["attack.cjs"]) { WallClock = wallClock ?? TimeSpan.FromSeconds(60) }, Stop);
    }

    private async Task<(int Exit, string Output, string? Because)> RunAsync(ISandbox sandbox, string program)
    {
        var process = await StartAsync(sandbox, program, null);
        var (output, errors) = (TextAsync(process.Output), TextAsync(process.Errors));
        return (await process.Exit.WaitAsync(Stop), await output + await errors, process.KilledBecause);
    }

    /// <summary>Runs a program without libraries, which Node starts: a file that is written from outside is not executable.</summary>
    private static async Task<(string Exit, byte[] Written)> RunTinyAsync(ISandbox sandbox, byte[] program)
    {
        await sandbox.WriteFilesAsync([new SandboxFile("tiny", program)], Stop);
        var process = await sandbox.StartAsync(
            new SandboxCommand("/usr/bin/node", ["-e", "require('fs').chmodSync('tiny',0o700);const r=require('child_process').spawnSync('./tiny',{stdio:['ignore','pipe','inherit']});console.log(r.signal??r.status);process.stdout.write(r.stdout.toString('base64'))"]) { WallClock = TimeSpan.FromSeconds(60) }, Stop);
        var (output, errors) = (TextAsync(process.Output), TextAsync(process.Errors));
        await process.Exit.WaitAsync(Stop);
        if (process.KilledBecause is { } because) return ($"{Ended}: {because}", []);
        var lines = (await output).Split('\n');
        Assert.True(lines.Length == 2, await output + await errors);
        return (lines[0], Convert.FromBase64String(lines[1]));
    }

    private void Held(string output)
    {
        Assert.DoesNotContain("REACHED", output, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Targets.Secret, output, StringComparison.Ordinal);
        Assert.Matches(@"^STOPPED [1-9]\d*\s*$", output);
        Assert.Null(fixture.Targets.Noticed());
    }

    private static async Task<string?> OrRefusedAsync(Func<Task<byte[]?>> read)
    {
        byte[]? bytes = null;
        await CodeAsync(async () => bytes = await read());
        return bytes is null ? null : Encoding.UTF8.GetString(bytes);
    }

    private static async Task<string?> CodeAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal.Code;
        }
    }

    /// <summary>Processes of the host that the program has marked as its own.</summary>
    private int Marked() => System.Diagnostics.Process.GetProcesses().Count(process => ProcessTree.CommandOf(process.Id).Contains(mark));

    private static async Task WaitAsync(Func<bool> isSo)
    {
        for (var attempt = 0; attempt < 500 && !isSo(); attempt++) await Task.Delay(20, Stop);
        Assert.True(isSo());
    }

    private static async Task<string> TextAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(Stop);
    }
}
