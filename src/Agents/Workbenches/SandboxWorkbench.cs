using Vitrine.Browsers;
using Vitrine.Builds;
using Vitrine.Builds.Workspaces;
using Vitrine.Sandboxes;

namespace Vitrine.Agents.Workbenches;

/// <summary>
/// A workspace that is opened, and a browser that is started, while the agent thinks; the workspace is waited for when something is to be checked. Its files are the turn's, put there
/// before each check, so a sandbox that vanished is replaced by the workspace without anybody noticing.
/// </summary>
internal sealed class SandboxWorkbench : IWorkbench
{
    private readonly BuildPipeline pipeline;
    private readonly Task<Workspace> opening;
    private readonly Task warming;
    private readonly CancellationTokenSource stop = new();
    private bool isClosed;

    public SandboxWorkbench(WorkspacePool pool, BrowserPool browsers, BuildPipeline pipeline, SandboxOwner owner, AppSource source)
    {
        this.pipeline = pipeline;
        opening = Task.Run(() => pool.OpenAsync(owner, source, stop.Token));
        warming = Task.Run(() => browsers.WarmAsync(stop.Token));
    }

    public async Task<CheckOutcome> CheckAsync(AppSource source, CheckRequest request, IProgress<GateProgress> progress, CancellationToken cancellationToken)
    {
        var workspace = await opening.WaitAsync(cancellationToken);
        await workspace.ReplaceAsync(source, cancellationToken);
        return await pipeline.CheckAsync(workspace, request, progress, cancellationToken);
    }

    public Task EndAsync() => CloseAsync(workspace => workspace.EndAsync());

    public ValueTask DisposeAsync() => new(CloseAsync(workspace => workspace.DisposeAsync().AsTask()));

    private async Task CloseAsync(Func<Workspace, Task> close)
    {
        if (isClosed) return;
        isClosed = true;
        await stop.CancelAsync();
        // Nobody may have asked for it, and it may not have come to be: whoever checks hears why.
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await warming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (opening.IsCompletedSuccessfully) await close(opening.Result);
        stop.Dispose();
    }
}
