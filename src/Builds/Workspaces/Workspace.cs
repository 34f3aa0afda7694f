using System.Text.Json;
using Vitrine.Builds.Workspaces.Worker;
using Vitrine.Primitives;
using Vitrine.Sandboxes;

namespace Vitrine.Builds.Workspaces;

/// <summary>
/// An app's files, and a warm sandbox that builds them. The files here are the truth: the sandbox gets what differs before each build,
/// and when it has died another one takes its place unnoticed. When it is closed, the sandbox is paused for the next turn of the same app, or ended. One turn at a time works in a workspace; reads may come from anywhere.
/// </summary>
public sealed class Workspace : IAsyncDisposable
{
    /// <summary>Where the generated module of the contracts stands.</summary>
    public const string QueriesModulePath = "src/gen/queries.ts";

    // Leaks of Vite, measured: 1.4 MB for each build.
    private const int MostBuildsOfOneWorker = 100;
    private static readonly TimeSpan BuildLimit = TimeSpan.FromSeconds(20), TypesLimit = TimeSpan.FromSeconds(40);

    private readonly WorkspacePool pool;
    private readonly SandboxOwner owner;
    private readonly SemaphoreSlim placing = new(1, 1);
    private BuildWorker? worker;
    private AppSource? placed;
    private bool isClosed;

    /// <param name="pool">Where its sandboxes come from and go back to.</param>
    /// <param name="owner">Whose work it is.</param>
    /// <param name="source">The files.</param>
    /// <param name="worker">Works for that owner already.</param>
    /// <param name="isResumed">Whether these files are in its sandbox.</param>
    internal Workspace(WorkspacePool pool, SandboxOwner owner, AppSource source, BuildWorker worker, bool isResumed)
    {
        (this.pool, this.owner, Source, this.worker) = (pool, owner, source, worker);
        placed = isResumed ? source : null;
    }

    /// <summary>The files as they are now.</summary>
    public AppSource Source { get; private set; }

    /// <summary>Writes one file.</summary>
    /// <exception cref="RefusalException"><c>source.refused</c>.</exception>
    public Task WriteAsync(string path, string text, CancellationToken cancellationToken) => ReplaceAsync(Source.With(path, text), cancellationToken);

    /// <summary>Removes one file; nothing happens when there is none.</summary>
    public Task DeleteAsync(string path, CancellationToken cancellationToken) => ReplaceAsync(Source.Without(path), cancellationToken);

    /// <summary>Puts other files in the place of all.</summary>
    public Task ReplaceAsync(AppSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(isClosed, this);
        Source = source;
        return Task.CompletedTask;
    }

    /// <summary>Closes it and ends its sandbox, also where that could be paused: whoever waits for a person holds none, and nobody knows for how long.</summary>
    public Task EndAsync() => CloseAsync(kept: null);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(CloseAsync(placed));

    private async Task CloseAsync(AppSource? kept)
    {
        if (isClosed) return;
        isClosed = true;
        if (worker is not null) await pool.GiveBackAsync(worker, owner, kept);
        placing.Dispose();
        pool.Refill();
    }

    /// <summary>Builds these files with that generated module.</summary>
    /// <exception cref="WorkerLostException">Not even a second worker gave an answer.</exception>
    internal Task<WorkerBuild> BuildAsync(AppSource source, string queriesModule, CancellationToken cancellationToken)
        => AskAsync(source, queriesModule, (asked, token) => asked.BuildAsync(BuildLimit, token), WorkerReading.Build, cancellationToken);

    /// <summary>Checks the types of these files with that generated module.</summary>
    /// <exception cref="WorkerLostException">Not even a second worker gave an answer.</exception>
    internal Task<IReadOnlyList<WorkerFinding>> CheckTypesAsync(AppSource source, string queriesModule, CancellationToken cancellationToken)
        => AskAsync(source, queriesModule, (asked, token) => asked.CheckTypesAsync(TypesLimit, token), (answer, files) => WorkerReading.Findings(answer, files, "types.failed"), cancellationToken);

    private async Task<T> AskAsync<T>(
        AppSource source, string queriesModule, Func<BuildWorker, CancellationToken, Task<JsonElement>> ask, Func<JsonElement, IReadOnlyCollection<string>, T> read, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, string>(source.Files, StringComparer.Ordinal) { [QueriesModulePath] = queriesModule };
        for (var isFirst = true; ; isFirst = false)
        {
            BuildWorker? asked = null;
            try
            {
                asked = await PlaceAsync(source, files, cancellationToken);
                var answer = await ask(asked, cancellationToken);
                try
                {
                    return read(answer, files.Keys);
                }
                catch (InvalidDataException)
                {
                    throw await asked.AbandonAsync(WorkerLoss.BadAnswer, "The build worker did not answer in its form.");
                }
            }
            catch (WorkerLostException loss) when (isFirst && loss.Loss == WorkerLoss.Died && !isClosed)
            {
                // A sandbox may vanish at any moment; that is nothing the author should hear of. If it was the app that killed it, the second one dies too.
            }
        }
    }

    private async Task<BuildWorker> PlaceAsync(AppSource source, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        await placing.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            if (worker is { } old && (!old.IsAlive || old.Builds >= MostBuildsOfOneWorker))
            {
                worker = null;
                await old.DisposeAsync();
            }

            worker ??= await pool.TakeAsync(owner, cancellationToken);
            // Until it has answered, nobody knows which files are there.
            placed = null;
            await worker.PlaceAsync(files, cancellationToken);
            placed = source;
            return worker;
        }
        finally
        {
            placing.Release();
        }
    }
}
