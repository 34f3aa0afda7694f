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
        Paused = new PausedHashes(options.Folder);
    }

    /// <inheritdoc/>
    public string Name => "e2b";

    /// <inheritdoc/>
    /// <remarks>As the service tells of the first sandbox; until then that of our own template.</remarks>
    public SandboxSize Size => size ?? new SandboxSize(2, 2L << 30);

    internal TimeProvider Clock { get; }

    internal E2bApi Api { get; }

    internal PausedHashes Paused { get; }

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
        var handle = await Api.CreateAsync(new Dictionary<string, string> { ["vitrine"] = options.Template }, request.Owner is null ? options.Life.Warm : options.Life.Claimed, cancellationToken);
        return await OpenAsync(handle, request, (inside, token) => toolchain.PrepareAsync(inside, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ISandbox?> ResumeAsync(string sandboxId, SandboxRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sandboxId);
        ArgumentNullException.ThrowIfNull(request);
        if (!IsId(sandboxId) || Paused.Read(sandboxId) is not { } expected) return null;
        var handle = await Api.ConnectAsync(sandboxId, options.Life.Claimed, cancellationToken);
        Paused.Remove(sandboxId);
        if (handle is null) return null;
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
        if (!IsId(sandboxId)) return;
        await Api.KillAsync(sandboxId, cancellationToken);
        Paused.Remove(sandboxId);
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

    /// <summary>Books what ran until now.</summary>
    internal async Task RecordAsync(string id, SandboxOwner owner, DateTimeOffset started)
    {
        try
        {
            await meter.RecordAsync(new SandboxInterval(EntityId.New(Clock), Name, owner, started, Clock.GetUtcNow()) { Cpus = Size.Cpus, MemoryBytes = Size.MemoryBytes }, CancellationToken.None);
        }
#pragma warning disable CA1031 // A ledger that is away must not keep sandboxes from ending.
        catch (Exception exception)
        {
            log.LogError(exception, "The time of sandbox {Sandbox} could not be booked", id);
        }
#pragma warning restore CA1031
    }

    private static bool IsId(string text) => text.Length is > 0 and <= 64 && text.All(char.IsAsciiLetterOrDigit);

    private async Task<ISandbox> OpenAsync(E2bHandle handle, SandboxRequest request, Func<E2bInside, CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        var inside = new E2bInside(options, handle, http);
        var sandbox = new E2bSandbox(this, handle.Id, inside, request, Clock.GetUtcNow());
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
