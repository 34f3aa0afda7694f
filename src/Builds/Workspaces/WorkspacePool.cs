using Microsoft.Extensions.Logging;
using Vitrine.Builds.Workspaces.Worker;
using Vitrine.Primitives;
using Vitrine.Sandboxes;
using Vitrine.Serving.Documents;

namespace Vitrine.Builds.Workspaces;

/// <summary>
/// Keeps a sandbox ready whose worker has built the scaffold once, so that the first build of an app takes as long as any other. A sandbox
/// serves one owner and is then ended; files of one app never meet another's.
/// </summary>
public sealed class WorkspacePool : IAsyncDisposable
{
    private readonly ISandboxProvider provider;
    private readonly AppTemplateSource templates;
    private readonly ILogger<WorkspacePool> log;
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private Task<BuildWorker>? next;
    private bool isClosed;

    /// <summary>One per server. Nothing is started before it is asked.</summary>
    public WorkspacePool(ISandboxProvider provider, AppTemplateSource templates, ILogger<WorkspacePool> log)
    {
        (this.provider, this.templates, this.log) = (provider, templates, log);
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

    /// <summary>A workspace with these files, for that owner, who disposes of it.</summary>
    /// <exception cref="RefusalException"><c>template.missing</c>, <c>sandbox.unavailable</c>, <c>build.no-worker</c>.</exception>
    public async Task<Workspace> OpenAsync(SandboxOwner owner, AppSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(source);
        return new Workspace(this, owner, source, await TakeAsync(owner, cancellationToken));
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
            // One that could not be started is tried again by whoever asks next.
            if (next is null || next.IsFaulted || next.IsCanceled)
            {
                isNew = true;
                next = Task.Run(() => StartAsync(stop.Token));
                _ = next.ContinueWith(failed => log.LogWarning("No sandbox could be made ready: {Reason}", failed.Exception!.InnerException!.Message), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }

            return next;
        }
    }

    private async Task<BuildWorker> StartAsync(CancellationToken cancellationToken)
    {
        var scaffold = AppSource.Scaffold(templates.Current);
        var worker = await BuildWorker.StartAsync(provider, log, cancellationToken);
        try
        {
            var files = new Dictionary<string, string>(scaffold.Files, StringComparer.Ordinal) { [Workspace.QueriesModulePath] = "export {};\n" };
            await worker.PlaceAsync(files, cancellationToken);
            var build = worker.BuildAsync(TimeSpan.FromSeconds(30), cancellationToken);
            // Its findings do not matter, but it leaves behind what makes the next check fast.
            await Task.WhenAll(build, worker.CheckTypesAsync(TimeSpan.FromSeconds(60), cancellationToken));
            var built = WorkerReading.Build(await build, files.Keys);
            return built.Script is not null ? worker : throw NotBuilding(built.Findings is [var first, ..] ? first.Message : "It says nothing.");
        }
        catch (Exception cause)
        {
            await worker.DisposeAsync();
            if (cause is WorkerLostException or InvalidDataException) throw NotBuilding(cause.Message);
            throw;
        }
    }

    private static RefusalException NotBuilding(string reason)
        => new("build.no-worker", $"The build worker does not build the scaffold of the template. {reason} Prepare it again with eng/prepare-template.sh.", RefusalKind.Unavailable);
}
