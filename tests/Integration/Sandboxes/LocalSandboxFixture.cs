using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Sandboxes;
using Vitrine.Sandboxes.Local;

namespace Vitrine.Integration.Sandboxes;

/// <summary>A provider over a folder of its own, with a small toolchain, and a way to ask a script inside.</summary>
public sealed class LocalSandboxFixture : IAsyncLifetime
{
    private readonly BookedIntervals meter = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("vitrine-sandboxes-").FullName;

    public LocalSandboxProvider Provider { get; private set; } = null!;

    public IReadOnlyList<SandboxInterval> Booked => meter.Intervals;

    public static string Toolchain(string folder)
    {
        var path = Path.Combine(folder, "template", "one", "toolchain");
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "tool.js"), "console.log('tool')");
        return path;
    }

    public LocalSandboxProvider NewProvider(string name, TimeSpan outlive = default)
        => new(
            new LocalSandboxOptions { Folder = Path.Combine(Folder, name), Toolchain = () => Toolchain(Folder), ToolchainCopies = Path.Combine(Path.GetTempPath(), "vitrine-test-toolchains"), PausedOutlive = outlive },
            meter, TimeProvider.System, NullLogger<LocalSandboxProvider>.Instance);

    public async ValueTask InitializeAsync()
    {
        Provider = NewProvider("one");
        var ready = await Provider.ProbeAsync(CancellationToken.None);
        Assert.True(ready.IsReady, $"{ready.Reason} {ready.Remedy}");
    }

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs a script in a new sandbox to its end.</summary>
    public async Task<(int Exit, string Output, string Errors, string? KilledBecause)> RunAsync(string script, SandboxLimits? limits = null, TimeSpan? wallClock = null)
    {
        await using var sandbox = await Provider.CreateAsync(new SandboxRequest { Limits = limits ?? new() }, TestContext.Current.CancellationToken);
        return await RunAsync(sandbox, script, wallClock);
    }

    public static async Task<(int Exit, string Output, string Errors, string? KilledBecause)> RunAsync(ISandbox sandbox, string script, TimeSpan? wallClock = null)
    {
        var process = await sandbox.StartAsync(new("/usr/bin/node", ["-e", script]) { WallClock = wallClock ?? TimeSpan.FromSeconds(60) }, TestContext.Current.CancellationToken);
        var output = ReadAsync(process.Output);
        var errors = ReadAsync(process.Errors);
        return (await process.Exit, await output, await errors, process.KilledBecause);
    }

    private static async Task<string> ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return (await reader.ReadToEndAsync()).Trim();
    }
}
