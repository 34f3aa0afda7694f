using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Local.ControlGroups;

namespace Vitrine.Sandboxes.Local;

/// <summary>Sandboxes of this machine, over bubblewrap.</summary>
public sealed class LocalSandboxProvider : ISandboxProvider, IAsyncDisposable
{
    private readonly LocalSandboxOptions options;
    private readonly ISandboxMeter meter;
    private readonly ILogger<LocalSandboxProvider> log;
    private readonly SandboxUsers users = new();
    private readonly ConcurrentDictionary<LocalSandbox, bool> open = new();
    private readonly SemaphoreSlim probing = new(1, 1);
    private IReadOnlyList<(string Source, string Target)>? hostFiles;
    private readonly StartGuard guard;
    private SandboxReadiness? readiness;
    private HostMeans? means;

    /// <summary>One per server. Clears away what an earlier server left in the same folder.</summary>
    public LocalSandboxProvider(LocalSandboxOptions options, ISandboxMeter meter, TimeProvider clock, ILogger<LocalSandboxProvider> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.options, this.meter, Clock, this.log) = (options, meter, clock, log);
        Watch = new ResourceWatch(clock);
        guard = new StartGuard(options.Folder);
        Groups = ControlGroupPlaces.Find();
        PrivateFolder.Create(options.Folder);
        var cleared = LeftoverReaper.Run(options.Folder, options.PausedOutlive, clock);
        Groups?.Sweep();
        if (cleared > 0) log.LogInformation("Cleared away {Count} sandboxes that an earlier server left", cleared);
    }

    /// <inheritdoc/>
    public string Name => "local";

    /// <inheritdoc/>
    public SandboxSize Size { get; } = new(1, new SandboxLimits().MemoryBytes);

    internal TimeProvider Clock { get; }

    internal ResourceWatch Watch { get; }

    /// <summary>Where the control groups of sandboxes are made; null where that is not possible.</summary>
    internal ControlGroupPlaces? Groups { get; }

    /// <inheritdoc/>
    public async Task<SandboxReadiness> ProbeAsync(CancellationToken cancellationToken)
    {
        if (readiness is { IsReady: true } known) return known;
        await probing.WaitAsync(cancellationToken);
        try
        {
            if (readiness is { IsReady: true } meanwhile) return meanwhile;
            readiness = await LocalProbe.RunAsync(() => Make(new SandboxRequest(), []), cancellationToken);
            if (!readiness.IsReady && means is { HasOwnMounts: true })
            {
                // A host may allow the mounts and not what comes after them.
                await HoldNoFilesAsync();
                readiness = await LocalProbe.RunAsync(() => Make(new SandboxRequest(), []), cancellationToken);
            }

            if (readiness.IsReady) readiness = readiness with { Isolation = LocalIsolation.Describe(await MeansAsync(cancellationToken)) };
            else log.LogWarning("No sandboxes: {Reason} {Remedy}", readiness.Reason, readiness.Remedy);
            return readiness;
        }
        finally
        {
            probing.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<ISandbox> CreateAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await RequireAsync(cancellationToken);
        return Make(request, []);
    }

    /// <inheritdoc/>
    public async Task<ISandbox?> ResumeAsync(string sandboxId, SandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (PausedFolder(sandboxId) is not { } folder) return null;
        await RequireAsync(cancellationToken);
        var files = await PausedFiles.ReadAsync(folder, cancellationToken);
        // One that runs already begins at once: what was kept are its files and nothing else.
        var ready = files is null ? null : request.TakeReady();
        // Names that a workspace had already go back into one, whatever they are.
        if (ready is LocalSandbox own) await own.LayAsync(files!, cancellationToken);
        else if (ready is not null) await ready.WriteFilesAsync(files!, cancellationToken);
        if (files is null || !request.KeepsPaused) Directory.Delete(folder, recursive: true);
        return files is null ? null : ready ?? Make(request, files);
    }

    /// <inheritdoc/>
    public Task DiscardAsync(string sandboxId, CancellationToken cancellationToken)
    {
        if (PausedFolder(sandboxId) is { } folder) Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in open.Keys) await sandbox.DisposeAsync();
        await Watch.DisposeAsync();
        await guard.DisposeAsync();
        probing.Dispose();
    }

    /// <summary>What this host offers to hold a sandbox; looked at once.</summary>
    internal async Task<HostMeans> MeansAsync(CancellationToken cancellationToken)
        => means ??= new HostMeans(Groups, guard, HasOwnMounts: !SystemCalls.IsRoot && await OwnMounts.WorkAsync(options.Folder, cancellationToken));

    /// <summary>From now on the watch counts files, as where nothing can be mounted.</summary>
    internal async Task HoldNoFilesAsync() => means = await MeansAsync(CancellationToken.None) with { HasOwnMounts = false };

    internal async Task<JailArguments.Mounts> MountsAsync(CancellationToken cancellationToken)
    {
        hostFiles ??= await HostFiles.FindAsync(cancellationToken);
        var toolchain = options.Toolchain();
        if (toolchain is not null && SystemCalls.IsRoot) toolchain = await ToolchainPlace.ForOthersAsync(toolchain, options.ToolchainCopies, cancellationToken);
        if (options.HasPrograms && !File.Exists("/usr/bin/node")) throw new RefusalException("sandbox.no-node", "Sandboxes with the machine's programs need Node.js at /usr/bin/node: install it from a package.", RefusalKind.Unavailable);
        return options.HasPrograms ? new JailArguments.Mounts([], toolchain, HasPrograms: true) : new JailArguments.Mounts(hostFiles, toolchain);
    }

    /// <summary>Books what sandboxes of a killed server ran until it was killed, each once, and then clears them away. Nothing happens when there are none.</summary>
    internal async Task BookLeftoversAsync()
    {
        foreach (var folder in LeftoverReaper.Unbooked(options.Folder).ToList())
        {
            // One that cannot be read was never whole, so nobody was promised anything.
            if (IntervalMark.Read(folder) is { } interval && !await TryRecordAsync(interval)) continue;
            IntervalMark.Remove(folder);
        }

        LeftoverReaper.Run(options.Folder, options.PausedOutlive, Clock);
    }

    /// <summary>Books it; false when the ledger cannot be reached.</summary>
    internal async Task<bool> TryRecordAsync(SandboxInterval interval)
    {
        try
        {
            await meter.RecordAsync(interval, CancellationToken.None);
            return true;
        }
#pragma warning disable CA1031 // A ledger that is away must not keep sandboxes from ending; what was not booked is booked later.
        catch (Exception exception)
        {
            log.LogError(exception, "The time of sandbox {Sandbox} could not be booked; the next start of the server tries again", interval.Id);
            return false;
        }
#pragma warning restore CA1031
    }

    internal void Forget(LocalSandbox sandbox, string folder, uint? user, bool keepFolder)
    {
        open.TryRemove(sandbox, out _);
        users.Return(user);
        if (keepFolder) File.Delete(Path.Combine(folder, "process"));
        else if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private string? PausedFolder(string sandboxId)
        => Guid.TryParseExact(sandboxId, "n", out _) && Path.Combine(options.Folder, sandboxId) is var folder && PausedFiles.IsPaused(folder) ? folder : null;

    private LocalSandbox Make(SandboxRequest request, IReadOnlyList<SandboxFile> files)
    {
        var id = EntityId.New(Clock).ToString("n");
        var folder = Path.Combine(options.Folder, id);
        PrivateFolder.Create(folder);
        LeftoverReaper.Claim(folder);
        var sandbox = new LocalSandbox(this, id, folder, users.Take(), request, files);
        open[sandbox] = true;
        return sandbox;
    }

    private async Task RequireAsync(CancellationToken cancellationToken)
    {
        var state = await ProbeAsync(cancellationToken);
        if (!state.IsReady) throw new RefusalException("sandbox.unavailable", $"{state.Reason} {state.Remedy}".Trim(), RefusalKind.Unavailable);
    }
}
