using Microsoft.Extensions.Logging;
using Vitrine.Primitives;
using Vitrine.Sandboxes;

namespace Vitrine.Builds.Workspaces;

/// <summary>
/// The paused sandboxes of this process, one for an app at most. None outlives its time, its place among so many, or the process; what is thrown away is thrown away beside whatever goes on, and
/// waited for at the end.
/// </summary>
internal sealed class PausedWorkspaces(ISandboxProvider provider, PausingSettings settings, TimeProvider clock, ILogger log) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Kept> all = [];
    private readonly HashSet<Task> ending = [];
    private bool isClosed;

    /// <summary>Whether a sandbox of that owner is to be paused. Work for no app is never gone on with.</summary>
    public bool Wants(SandboxOwner owner)
    {
        lock (gate) return !isClosed && settings.PausedFor > TimeSpan.Zero && settings.MostPaused > 0 && owner is { ProjectId: not null, AppId: not null };
    }

    /// <summary>Keeps it until its app asks for it.</summary>
    public void Keep(PausedWorkspace workspace)
    {
        var app = workspace.Owner.AppId!.Value;
        lock (gate)
        {
            workspace.Entry.Pause(() => KillAsync(app, workspace));
            if (isClosed)
            {
                End(workspace);
                return;
            }

            if (all.Remove(app, out var earlier)) Drop(earlier);
            while (all.Count >= settings.MostPaused)
            {
                var oldest = all.MinBy(one => one.Value.Since);
                all.Remove(oldest.Key);
                Drop(oldest.Value);
            }

            var kept = new Kept(workspace, clock.GetTimestamp());
            all[app] = kept;
            kept.Time = clock.CreateTimer(_ => Expire(app, kept), null, settings.PausedFor, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The one of that owner's app, which is the caller's from now on; null when there is none.</summary>
    public PausedWorkspace? Take(SandboxOwner owner)
    {
        if (owner.AppId is not { } app) return null;
        lock (gate)
        {
            if (!all.Remove(app, out var kept)) return null;
            kept.Time?.Dispose();
            var of = kept.Workspace.Owner;
            // An app stays in its project and organization; if ever it did not, its files would not go with it.
            if (of.ProjectId == owner.ProjectId && of.OrganizationId == owner.OrganizationId) return kept.Workspace;
            End(kept.Workspace);
            return null;
        }
    }

    /// <summary>Throws one away that <see cref="Take"/> gave.</summary>
    public void Discard(PausedWorkspace workspace)
    {
        lock (gate) End(workspace);
    }

    public async ValueTask DisposeAsync()
    {
        Task[] last;
        lock (gate)
        {
            isClosed = true;
            foreach (var kept in all.Values) Drop(kept);
            all.Clear();
            last = [.. ending];
        }

        await Task.WhenAll(last);
    }

    /// <summary>Throws it away because somebody wants that. Nothing happens when its app has taken it meanwhile; an app that takes it right now begins in a new one.</summary>
    private async Task KillAsync(Guid app, PausedWorkspace workspace)
    {
        lock (gate)
        {
            if (!all.TryGetValue(app, out var kept) || kept.Workspace != workspace) return;
        }

        await provider.DiscardAsync(workspace.SandboxId, CancellationToken.None);
        lock (gate)
        {
            if (all.TryGetValue(app, out var kept) && kept.Workspace == workspace)
            {
                all.Remove(app);
                kept.Time?.Dispose();
            }
        }

        workspace.Entry.Close();
    }

    private void Expire(Guid app, Kept kept)
    {
        lock (gate)
        {
            if (!all.TryGetValue(app, out var present) || present != kept) return;
            all.Remove(app);
            Drop(kept);
        }
    }

    private void Drop(Kept kept)
    {
        kept.Time?.Dispose();
        End(kept.Workspace);
    }

    private void End(PausedWorkspace workspace)
    {
        var work = Task.Run(() => EndAsync(workspace));
        ending.Add(work);
        _ = work.ContinueWith(
            done =>
            {
                lock (gate) ending.Remove(done);
            },
            CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task EndAsync(PausedWorkspace workspace)
    {
        try
        {
            await provider.DiscardAsync(workspace.SandboxId, CancellationToken.None);
        }
        catch (Exception cause) when (cause is RefusalException or IOException or UnauthorizedAccessException)
        {
            log.LogWarning("The paused sandbox {Sandbox} could not be thrown away; the next start of a server tries again: {Reason}", workspace.SandboxId, cause.Message);
        }

        workspace.Entry.Close();
    }

    private sealed class Kept(PausedWorkspace workspace, long since)
    {
        public PausedWorkspace Workspace => workspace;

        public long Since => since;

        public ITimer? Time { get; set; }
    }
}
