using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Vitrine.Outside.Http;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.E2b;

/// <summary>Sandboxes of E2B, or of a sandbox host of one's own.</summary>
public sealed class E2bSandboxProvider : ISandboxProvider, IAsyncDisposable
{
    private static readonly TimeSpan ProbeLimit = TimeSpan.FromSeconds(30);

    // Connections to these must fail: the cloud's metadata, and anything outside.
    private const string Questions = """
        const fs = require("fs"), net = require("net");
        const holes = [];
        const tries = [["169.254.169.254", 80, "metadata of the cloud"], ["1.1.1.1", 443, "the internet"]].map(([host, port, name]) => new Promise((done) => {
          const socket = net.connect({ host, port });
          const end = () => { socket.destroy(); done(); };
          socket.once("connect", () => { socket.write("GET / HTTP/1.0\r\n\r\n"); socket.once("data", () => { holes.push(name + " can be reached"); end(); }); });
          socket.once("error", end);
          socket.once("close", done);
          setTimeout(end, 3000);
        }));
        fs.writeFileSync("/workspace/.probe", "x");
        fs.rmSync("/workspace/.probe");
        Promise.all(tries).then(() => { console.log(JSON.stringify(holes)); process.exit(0); });
        """;

    private readonly E2bSandboxOptions options;
    private readonly ISandboxMeter meter;
    private readonly ILogger<E2bSandboxProvider> log;
    private readonly HttpClient http = OutboundHttp.ForOperatorEndpoints(Timeout.InfiniteTimeSpan);
    private readonly E2bToolchain toolchain;
    private readonly E2bSeed seed;
    private readonly ConcurrentDictionary<E2bSandbox, bool> open = new();
    private readonly SemaphoreSlim probing = new(1, 1);
    private SandboxReadiness? readiness;
    private volatile SandboxSize? size;

    /// <summary>One per server.</summary>
    public E2bSandboxProvider(E2bSandboxOptions options, ISandboxMeter meter, TimeProvider clock, ILogger<E2bSandboxProvider> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        (this.options, this.meter, Clock, this.log) = (options, meter, clock, log);
        Api = new E2bApi(options, http, clock);
        toolchain = new E2bToolchain(options.Toolchain);
        seed = new E2bSeed(Api, options, log);
        Paused = new PausedHashes(options.Folder);
        Marks = new E2bMarks(options.Folder);
    }

    /// <inheritdoc/>
    public string Name => "e2b";

    /// <inheritdoc/>
    /// <remarks>As the service tells of the first sandbox; until then that of our own template.</remarks>
    public SandboxSize Size => size ?? new SandboxSize(2, 2L << 30);

    internal TimeProvider Clock { get; }

    internal E2bApi Api { get; }

    internal PausedHashes Paused { get; }

    internal E2bMarks Marks { get; }

    internal (TimeSpan Warm, TimeSpan Claimed) Life => options.Life;

    /// <inheritdoc/>
    public async Task<SandboxReadiness> ProbeAsync(CancellationToken cancellationToken)
    {
        if (readiness is { IsReady: true } known) return known;
        await probing.WaitAsync(cancellationToken);
        try
        {
            if (readiness is { IsReady: true } meanwhile) return meanwhile;
            return readiness = await LookAsync(cancellationToken);
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
        var labels = new Dictionary<string, string> { ["vitrine"] = options.Template, [E2bLeftovers.FolderLabel] = Marks.FolderName, [E2bLeftovers.ServerLabel] = ServerProcess.This };
        var handle = await CreateAsync(seed.TemplateFor(toolchain.Version), labels, request.Owner is null ? options.Life.Warm : options.Life.Claimed, cancellationToken);
        return await OpenAsync(handle, request, async (inside, token) =>
        {
            if (await toolchain.PrepareAsync(inside, token) is { } brought) await seed.TakeAsync(handle.Id, brought, token);
        }, cancellationToken);
    }

    private async Task<E2bHandle> CreateAsync(string template, Dictionary<string, string> labels, TimeSpan life, CancellationToken cancellationToken)
    {
        try
        {
            return await Api.CreateAsync(template, labels, life, cancellationToken);
        }
        catch (RefusalException refusal) when (template != options.Template && refusal.Code is "sandbox.no-template" or "sandbox.no-access" or "sandbox.unavailable" or "sandbox.no-tag")
        {
            // The snapshot is gone; the template itself may well be there.
            seed.Forget();
            return await Api.CreateAsync(options.Template, labels, life, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task<ISandbox?> ResumeAsync(string sandboxId, SandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sandboxId);
        ArgumentNullException.ThrowIfNull(request);
        if (!E2bApi.IsId(sandboxId) || Paused.Read(sandboxId) is not { } expected) return null;
        var handle = await Api.ConnectAsync(sandboxId, options.Life.Claimed, cancellationToken);
        Paused.Remove(sandboxId);
        if (handle is null)
        {
            Marks.Remove(sandboxId);
            return null;
        }

        var isSame = false;
        var sandbox = await OpenAsync(handle, request, async (inside, token) => isSame = await E2bWorkspace.HashAsync(inside, token) == expected, cancellationToken);
        if (isSame) return sandbox;
        log.LogWarning("Sandbox {Sandbox} came back with other files than it was paused with, and is thrown away", sandboxId);
        await sandbox.DisposeAsync();
        return null;
    }

    /// <inheritdoc/>
    public async Task DiscardAsync(string sandboxId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sandboxId);
        if (!E2bApi.IsId(sandboxId)) return;
        await Api.KillAsync(sandboxId, cancellationToken);
        Paused.Remove(sandboxId);
        Marks.Remove(sandboxId);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in open.Keys) await sandbox.DisposeAsync();
        http.Dispose();
        probing.Dispose();
    }

    /// <summary>Somebody works in it now: it is to live as long as a turn may.</summary>
    internal void Prolong(string id) => _ = ProlongAsync(id);

    internal void Forget(E2bSandbox sandbox) => open.TryRemove(sandbox, out _);

    internal void CouldNotKill(string id, RefusalException refusal)
        => log.LogWarning("Sandbox {Sandbox} could not be ended and ends by itself when its time is over: {Reason}", id, refusal.Message);

    /// <summary>What is to be booked for one that works for somebody from now on.</summary>
    internal SandboxInterval NewInterval(SandboxOwner owner)
    {
        var now = Clock.GetUtcNow();
        return new SandboxInterval(EntityId.New(Clock), Name, owner, now, now) { Cpus = Size.Cpus, MemoryBytes = Size.MemoryBytes };
    }

    /// <summary>Notes it on the disk.</summary>
    internal void Mark(string id, TimeSpan? life, SandboxInterval? interval) => Marks.Write(id, new E2bMark(ServerProcess.This, Clock.GetUtcNow() + life, interval));

    /// <summary>Ends what servers that were killed left, and books it.</summary>
    /// <exception cref="RefusalException">The service cannot be asked.</exception>
    internal Task<int> EndLeftoversAsync(CancellationToken cancellationToken) => new E2bLeftovers(Api, Marks, Paused, TryRecordAsync, Clock, log).EndAsync(cancellationToken);

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

    private async Task<ISandbox> OpenAsync(E2bHandle handle, SandboxRequest request, Func<E2bInside, CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        var inside = new E2bInside(options, handle, http, Clock);
        var sandbox = new E2bSandbox(this, handle.Id, inside, request);
        open[sandbox] = true;
        try
        {
            size ??= await Api.SizeAsync(handle.Id, cancellationToken);
            await prepare(inside, cancellationToken);
            return sandbox;
        }
        catch
        {
            await sandbox.DisposeAsync();
            throw;
        }
    }

    private async Task ProlongAsync(string id)
    {
        try
        {
            await Api.SetLifeAsync(id, options.Life.Claimed, CancellationToken.None);
        }
        catch (RefusalException refusal)
        {
            log.LogWarning("The life of sandbox {Sandbox} could not be prolonged: {Reason}", id, refusal.Message);
        }
    }

    private async Task<SandboxReadiness> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var sandbox = await CreateAsync(new SandboxRequest(), cancellationToken);
            var process = await sandbox.StartAsync(new SandboxCommand("/usr/bin/node", ["-e", Questions]) { WallClock = ProbeLimit }, cancellationToken);
            using var reader = new StreamReader(process.Output);
            var answer = (await reader.ReadToEndAsync(cancellationToken)).Trim();
            if (answer == "[]") return new SandboxReadiness(true, Isolation: $"Isolation: that of {options.ApiUrl.Host}; all traffic out is denied.");
            return answer.StartsWith('[')
                ? new SandboxReadiness(false, $"A sandbox of {options.ApiUrl.Host} does not hold: {answer.Trim('[', ']')}.", "Use a service that keeps network.denyOut.")
                : new SandboxReadiness(false, $"Node.js did not run in a sandbox of the template '{options.Template}'.", "Use a template with Node.js at /usr/bin/node and a folder /workspace: vitrine sandbox template.");
        }
        catch (RefusalException refusal)
        {
            return new SandboxReadiness(false, refusal.Message);
        }
    }
}
