using Vitrine.Builds;
using Vitrine.Builds.Workspaces;
using Vitrine.Sandboxes;

namespace Vitrine.Agents.Workbenches;

/// <summary>Where a turn's files are built and checked: a sandbox and a browser, in other processes.</summary>
internal interface IWorkbench : IAsyncDisposable
{
    /// <summary>Checks these files, whichever it had before.</summary>
    Task<CheckOutcome> CheckAsync(AppSource source, CheckRequest request, IProgress<GateProgress> progress, CancellationToken cancellationToken);

    /// <summary>Closes it and keeps nothing for the app's next turn: for a turn that is going to wait for a person. Closing it again changes nothing.</summary>
    Task EndAsync() => DisposeAsync().AsTask();
}

/// <summary>Makes a workbench ready for a turn; it does not wait for it.</summary>
internal delegate IWorkbench OpenWorkbench(SandboxOwner owner, AppSource source);
