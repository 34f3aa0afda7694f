using Microsoft.Extensions.Logging;
using Vitrine.Builds.Register;
using Vitrine.Builds.Workspaces.Worker;
using Vitrine.Primitives;
using Vitrine.Sandboxes;
using Vitrine.Serving.Documents;

namespace Vitrine.Builds.Workspaces;

/// <summary>
/// Keeps a sandbox ready whose worker has built the scaffold once, so that the first build of an app takes as long as any other. A sandbox
/// serves one app: at the end of a turn it is paused, and the app's next turn resumes it when it starts from the same files; files of one app never meet another's.
/// </summary>
public sealed class WorkspacePool : IAsyncDisposable
{
    private readonly ISandboxProvider provider;
    private readonly AppTemplateSource templates;
    private readonly SandboxRegister register;
    private readonly ILogger<WorkspacePool> log;
    private readonly PausedWorkspaces paused;
    private readonly CancellationTokenSource stop = new();
    // How long a turn that was ended waits for its paused sandbox, to pause it again.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private Task<BuildWorker>? next;
    private bool isClosed;

    /// <summary>One per server. Nothing is started before it is asked.</summary>
    internal WorkspacePool(ISandboxProvider provider, AppTemplateSource templates, SandboxRegister register, PausingSettings settings, TimeProvider clock, ILogger<WorkspacePool> log)
    {
        (this.provider, this.templates, this.register, this.log) = (provider, templates, register, log);
        paused = new PausedWorkspaces(provider, settings, clock, log);
    }

    /// <summary>Waits until a sandbox is ready for the next one who asks. True when this call had one made; false when it was there, or on its way.</summary>
    /// <exception cref="RefusalException"><c>template.missing</c>, <c>sandbox.unavailable</c>, <c>build.no-worker</c>.</exception>
    public async Task<bool> WarmAsync(CancellationToken cancellationToken)
    {
        for (var isNew = false; ;)
        {
            var offered = Next(ref isNew);
            var worker = await offered.WaitAsync(cancellationToken);
            if (worker.IsAlive) return isNew;
            lock (gate)
            {
                if (next != offered) continue;
                next = null;
            }

            await worker.DisposeAsync();
        }
    }

    /// <summary>A workspace with these files, for that owner, who disposes of it: in the paused sandbox of the same app if it has these files, else in a new one.</summary>
    /// <exception cref="RefusalException"><c>template.missing</c>, <c>sandbox.unavailable</c>, <c>build.no-worker</c>.</exception>
    public async Task<Workspace> OpenAsync(SandboxOwner owner, AppSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(source);
        return await ResumeAsync(owner, source, cancellationToken) is { } resumed
            ? new Workspace(this, owner, source, resumed, isResumed: true)
            : new Workspace(this, owner, source, await TakeAsync(owner, cancellationToken), isResumed: false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task<BuildWorker>? last;
        lock (gate)
        {
            if (isClosed) return;
            isClosed = true;
            last = next;
        }

        await stop.CancelAsync();
        await paused.DisposeAsync();
        if (last is not null)
        {
            await Task.WhenAny(last);
            if (last.IsCompletedSuccessfully) await last.Result.DisposeAsync();
        }

        stop.Dispose();
    }

    /// <summary>
    /// Makes another one ready, now that the last is given back. Not when it is taken: making one takes seconds of processor, which the work in the one that was taken needs.
    /// Who comes meanwhile waits for one of their own, which is made at once.
    /// </summary>
    internal void Refill()
    {
        lock (gate)
        {
            if (!isClosed) _ = Next();
        }
    }

    /// <summary>Pauses the sandbox of a worker whose workspace is closed, or ends it where that is of no use.</summary>
    /// <param name="worker">Nobody asks it any more.</param>
    /// <param name="owner">For whom it worked.</param>
    /// <param name="source">The files in it; null when nobody knows, or nobody is to have them.</param>
    internal async Task GiveBackAsync(BuildWorker worker, SandboxOwner owner, AppSource? source)
    {
        await using var ended = worker;
        // Who is still waited for may be in the middle of a file.
        if (source is null || !worker.IsIdle || !paused.Wants(owner)) return;
        try
        {
            await worker.PauseAsync(CancellationToken.None);
            paused.Keep(new PausedWorkspace(worker.Sandbox.Id, owner, worker.Entry, source.Hash));
        }
        catch (Exception cause) when (cause is RefusalException or IOException or UnauthorizedAccessException)
        {
            log.LogWarning("The sandbox of app {App} could not be paused and is ended; the app's next turn begins in a new one: {Reason}", owner.AppId, cause.Message);
        }
    }

    /// <summary>A worker in the paused sandbox of the owner's app; null when there is none, or none with these files.</summary>
    private async Task<BuildWorker?> ResumeAsync(SandboxOwner owner, AppSource source, CancellationToken cancellationToken)
    {
        if (paused.Take(owner) is not { } kept) return null;
        if (kept.Source != source.Hash)
        {
            paused.Discard(kept);
            return null;
        }

        BuildWorker? ready = null;
        // A turn that ends at once has changed nothing, and the next one wants to go on with the same sandbox: what is half resumed could only be thrown away.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        await using var given = cancellationToken.Register(() => patience.CancelAfter(Grace));
        try
        {
            var sandbox = await provider.ResumeAsync(kept.SandboxId, new SandboxRequest { Owner = owner, TakeReady = () => (ready = TakeReady())?.Sandbox }, patience.Token);
            List<string> left = [.. source.Files.Keys, Workspace.QueriesModulePath];
            if (sandbox is not null && ready is null)
            {
                kept.Entry.Run(owner, sandbox.Id);
                var worker = Killable(await BuildWorker.StartAsync(sandbox, kept.Entry, log, patience.Token));
                worker.Found(left);
                return worker;
            }

            kept.Entry.Close();
            ready?.Claim(owner);
            ready?.Found(left);
            return ready;
        }
        catch (Exception cause)
        {
            paused.Discard(kept);
            if (ready is not null) await ready.DisposeAsync();
            if (cause is not RefusalException) throw;
            // Whatever it is, a new sandbox meets it too or does without it.
            log.LogWarning("The paused sandbox of app {App} could not be resumed, and its work begins in a new one: {Reason}", owner.AppId, cause.Message);
            return null;
        }
    }

    /// <summary>The one that is ready at this moment; null when there is none. No other is made for it: the work in this one needs the processor.</summary>
    private BuildWorker? TakeReady()
    {
        lock (gate)
        {
            if (next is not { IsCompletedSuccessfully: true, Result: { IsAlive: true } worker }) return null;
            next = null;
            return worker;
        }
    }

    /// <summary>A worker that has worked for nobody yet.</summary>
    internal async Task<BuildWorker> TakeAsync(SandboxOwner owner, CancellationToken cancellationToken)
    {
        for (var isFirst = true; ; isFirst = false)
        {
            var offered = Next();
            BuildWorker worker;
            try
            {
                worker = await offered.WaitAsync(cancellationToken);
            }
            catch (RefusalException) when (isFirst)
            {
                // It may have failed long ago, or have vanished while it was made ready: only one that was asked for now tells how things are.
                continue;
            }

            lock (gate)
            {
                if (next != offered) continue;
                next = null;
            }

            if (worker.IsAlive && TryClaim(worker, owner)) return worker;
            await worker.DisposeAsync();
        }
    }

    private static bool TryClaim(BuildWorker worker, SandboxOwner owner)
    {
        try
        {
            worker.Claim(owner);
            return true;
        }
        catch (RefusalException gone) when (gone.Code == "sandbox.gone")
        {
            return false; // its process still runs, and what it worked in was taken away
        }
    }

    private Task<BuildWorker> Next()
    {
        var isNew = false;
        return Next(ref isNew);
    }

    private Task<BuildWorker> Next(ref bool isNew)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            // One that could not be started is tried again by whoever asks next, and one that has died is replaced.
            var isDead = next is { IsCompletedSuccessfully: true, Result.IsAlive: false };
            if (isDead) _ = next!.Result.DisposeAsync().AsTask();
            if (next is null || isDead || next.IsFaulted || next.IsCanceled)
            {
                isNew = true;
                next = Task.Run(() => StartAsync(stop.Token));
                _ = next.ContinueWith(failed => log.LogWarning("No sandbox could be made ready: {Reason}", failed.Exception!.InnerException!.Message), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }

            return next;
        }
    }

    /// <summary>Takes one away that ended before anybody took it: a provider may end what nobody uses. Another is made for the next turn.</summary>
    private async Task DropAsync(BuildWorker worker)
    {
        await worker.Over;
        lock (gate)
        {
            if (isClosed || next is not { IsCompletedSuccessfully: true } offered || offered.Result != worker) return;
            next = null;
        }

        await worker.DisposeAsync();
    }

    private async Task<BuildWorker> StartAsync(CancellationToken cancellationToken)
    {
        var scaffold = AppSource.Scaffold(templates.Current);
        var sandbox = await provider.CreateAsync(new SandboxRequest(), cancellationToken);
        var worker = Killable(await BuildWorker.StartAsync(sandbox, register.Open(sandbox), log, cancellationToken));
        try
        {
            var files = new Dictionary<string, string>(scaffold.Files, StringComparer.Ordinal) { [Workspace.QueriesModulePath] = "export {};\n" };
            await worker.PlaceAsync(files, cancellationToken);
            var build = worker.BuildAsync(TimeSpan.FromSeconds(30), cancellationToken);
            // Its findings do not matter, but it leaves behind what makes the next check fast.
            await Task.WhenAll(build, worker.CheckTypesAsync(TimeSpan.FromSeconds(60), cancellationToken));
            var built = WorkerReading.Build(await build, files.Keys);
            if (built.Script is null) throw NotBuilding(built.Findings is [var first, ..] ? first.Message : "It says nothing.");
            worker.Entry.IsReady();
            _ = DropAsync(worker);
            return worker;
        }
        catch (Exception cause)
        {
            await worker.DisposeAsync();
            if (cause is WorkerLostException or InvalidDataException) throw NotBuilding(cause.Message);
            throw;
        }
    }

    /// <summary>Lets administrators end its sandbox: whoever works in it takes another one, and one is made ready where none is.</summary>
    private BuildWorker Killable(BuildWorker worker)
    {
        worker.Entry.End = async () =>
        {
            await worker.KillAsync(CancellationToken.None);
            Refill();
        };
        return worker;
    }

    private static RefusalException NotBuilding(string reason)
        => new("build.no-worker", $"The build worker does not build the scaffold of the template. {reason} Prepare it again with eng/prepare-template.sh.", RefusalKind.Unavailable);
}
