using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Vitrine.Builds.Register;
using Vitrine.Primitives;
using Vitrine.Sandboxes;

namespace Vitrine.Builds.Workspaces.Worker;

/// <summary>
/// One sandbox with the build worker of the toolchain running in it. Requests and answers are lines of JSON over the process's streams;
/// several may be open at once. Once lost, it stays lost: the workspace takes another.
/// </summary>
internal sealed class BuildWorker : IAsyncDisposable
{
    // A whole app is at most 2 MiB of source and far less of script; JSON may double it.
    private const int LongestLine = 16 << 20;
    private const int KeptErrors = 4096;
    private const string Unknown = "\0";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly ISandbox sandbox;
    private readonly ISandboxProcess process;
    private readonly SandboxEntry entry;
    private readonly ILogger log;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> open = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private readonly Dictionary<string, string> sent = new(StringComparer.Ordinal);
    private readonly Task reading, draining;
    private volatile WorkerLostException? lost;
    private int lastId;
    private bool isPaused;

    private BuildWorker(ISandbox sandbox, ISandboxProcess process, SandboxEntry entry, ILogger log)
    {
        (this.sandbox, this.process, this.entry, this.log) = (sandbox, process, entry, log);
        reading = Task.Run(ReadAsync);
        draining = Task.Run(DrainAsync);
    }

    /// <summary>Whether it can be asked.</summary>
    public bool IsAlive => lost is null && !process.Exit.IsCompleted;

    /// <summary>Whether it can be asked and nothing is being asked.</summary>
    public bool IsIdle => IsAlive && open.IsEmpty;

    /// <summary>Completes when it says nothing any more.</summary>
    public Task Over => reading;

    /// <summary>Where it runs.</summary>
    public ISandbox Sandbox => sandbox;

    /// <summary>How the register knows its sandbox.</summary>
    public SandboxEntry Entry => entry;

    /// <summary>How often it has built; Vite keeps something of every build.</summary>
    public int Builds { get; private set; }

    /// <summary>Starts the worker in a sandbox in which nothing runs, and waits until it can be asked. The sandbox is its own from then on, and ended when it does not start.</summary>
    /// <exception cref="RefusalException"><c>sandbox.unavailable</c>, <c>build.no-worker</c>.</exception>
    public static async Task<BuildWorker> StartAsync(ISandbox sandbox, SandboxEntry entry, ILogger log, CancellationToken cancellationToken)
    {
        BuildWorker? worker = null;
        try
        {
            // The young generation is kept small: a worker idles most of its life, and there may be many.
            var process = await sandbox.StartAsync(new("/usr/bin/node", ["--max-old-space-size=384", "--max-semi-space-size=4", "/opt/tc/worker.mjs"]), cancellationToken);
            worker = new BuildWorker(sandbox, process, entry, log);
            await worker.ready.Task.WaitAsync(StartLimit, cancellationToken);
            return worker;
        }
        catch (Exception cause)
        {
            if (worker is not null) await worker.DisposeAsync();
            else await sandbox.DisposeAsync();
            entry.Close();
            if (cause is WorkerLostException or TimeoutException)
                throw new RefusalException("build.no-worker", $"The build worker did not start in its sandbox. {cause.Message} Prepare the template again with eng/prepare-template.sh.", RefusalKind.Unavailable);
            throw;
        }
    }

    /// <summary>From now on it works for somebody.</summary>
    public void Claim(SandboxOwner owner)
    {
        sandbox.Claim(owner);
        entry.Run(owner, sandbox.Id);
    }

    /// <summary>Files of these paths are in its sandbox, which was paused with them: each is written anew or removed with the next ones. One that went on lying there would be checked with the rest.</summary>
    public void Found(IEnumerable<string> paths)
    {
        foreach (var path in paths) sent[path] = Unknown;
    }

    /// <summary>Makes its files these. Only what differs is sent.</summary>
    /// <exception cref="WorkerLostException">It gave no answer.</exception>
    public async Task PlaceAsync(IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        var put = files.Where(file => !sent.TryGetValue(file.Key, out var known) || known != file.Value).ToDictionary(StringComparer.Ordinal);
        var delete = sent.Keys.Where(path => !files.ContainsKey(path)).ToList();
        if (put.Count == 0 && delete.Count == 0) return;
        // Until it has answered, nobody knows what it has: whoever gives up waiting leaves these to be sent, or removed, the next time.
        foreach (var path in put.Keys) sent[path] = Unknown;
        await AskAsync(new { op = "files", put, delete }, TimeSpan.FromSeconds(10), cancellationToken);
        foreach (var path in delete) sent.Remove(path);
        foreach (var (path, text) in put) sent[path] = text;
    }

    /// <summary>Builds the files that it has.</summary>
    /// <exception cref="WorkerLostException">It gave no answer.</exception>
    public Task<JsonElement> BuildAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        Builds++;
        return AskAsync(new { op = "build" }, timeout, cancellationToken);
    }

    /// <summary>Checks the types of the files that it has.</summary>
    /// <exception cref="WorkerLostException">It gave no answer.</exception>
    public Task<JsonElement> CheckTypesAsync(TimeSpan timeout, CancellationToken cancellationToken) => AskAsync(new { op = "types" }, timeout, cancellationToken);

    /// <summary>Gives it up because of what it answered.</summary>
    public async Task<WorkerLostException> AbandonAsync(WorkerLoss loss, string reason)
    {
        var end = Lose(loss, reason);
        await process.KillAsync();
        return end;
    }

    /// <summary>Ends it with its sandbox, whatever it does. Whoever asks it something takes another one.</summary>
    /// <exception cref="RefusalException">The sandbox cannot be ended.</exception>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        Lose(WorkerLoss.Died, "The sandbox was killed.");
        await sandbox.KillAsync(cancellationToken);
        entry.Close();
    }

    /// <summary>Ends it and keeps the files of its sandbox, which can be resumed.</summary>
    /// <exception cref="RefusalException">The sandbox cannot be paused; it is there until this is disposed of.</exception>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        Lose(WorkerLoss.Died, "The workspace was closed.");
        await stop.CancelAsync();
        await sandbox.PauseAsync(cancellationToken);
        isPaused = true;
    }

    public async ValueTask DisposeAsync()
    {
        Lose(WorkerLoss.Died, "The workspace was closed.");
        await stop.CancelAsync();
        await sandbox.DisposeAsync();
        if (!isPaused) entry.Close();
        await Task.WhenAll(reading, draining);
        stop.Dispose();
        writing.Dispose();
    }

    private async Task<JsonElement> AskAsync<T>(T request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        open[id] = answer;
        try
        {
            if (lost is { } before) throw before;
            var line = JsonSerializer.SerializeToNode(request)!.AsObject();
            line["id"] = id;
            await SendAsync(Encoding.UTF8.GetBytes(line.ToJsonString() + "\n"), timeout, cancellationToken);
            return await answer.Task.WaitAsync(timeout, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw await AbandonAsync(WorkerLoss.TimedOut, $"It took longer than {timeout.TotalSeconds:0} seconds.");
        }
        finally
        {
            open.TryRemove(id, out _);
        }
    }

    private async Task SendAsync(byte[] line, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            // A line that was begun is written to its end: half of one would spoil the next. Who does not read within the time is lost.
            await process.Input.WriteAsync(line, stop.Token).AsTask().WaitAsync(timeout, CancellationToken.None);
            await process.Input.FlushAsync(stop.Token).WaitAsync(timeout, CancellationToken.None);
        }
        catch (Exception cause) when (cause is IOException or ObjectDisposedException or OperationCanceledException)
        {
            await Task.WhenAny(process.Exit, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
            throw Lose(WorkerLoss.Died, process.KilledBecause ?? "The sandbox ended.");
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            var lines = new WorkerLines(process.Output, LongestLine);
            while (await lines.ReadAsync(stop.Token) is { } line) Take(line);
            await process.Exit.WaitAsync(stop.Token);
            Lose(WorkerLoss.Died, process.KilledBecause ?? "The sandbox ended.");
        }
        // An operation that is not valid is a text with half of a character in it.
        catch (Exception cause) when (cause is InvalidDataException or JsonException or InvalidOperationException)
        {
            await AbandonAsync(WorkerLoss.BadAnswer, "The build worker did not answer in its form.");
        }
        catch (Exception cause) when (cause is IOException or ObjectDisposedException or OperationCanceledException)
        {
            Lose(WorkerLoss.Died, process.KilledBecause ?? "The sandbox ended.");
        }
    }

    private void Take(ReadOnlyMemory<byte> line)
    {
        using var json = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 16 });
        var root = json.RootElement;
        if (root.ValueKind != JsonValueKind.Object) throw new InvalidDataException("answer");
        if (root.TryGetProperty("ready", out _))
        {
            ready.TrySetResult();
            return;
        }

        if (!root.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.Number || !id.TryGetInt32(out var number)) throw new InvalidDataException("answer");
        var failure = root.TryGetProperty("error", out var error) ? error.ToString() : null;
        // An answer that nobody waits for any more is dropped.
        if (!open.TryRemove(number, out var waiting)) return;
        if (failure is not null)
        {
            log.LogWarning("The build worker failed: {Error}", WorkerReading.Clean(failure, 500));
            waiting.TrySetException(Lose(WorkerLoss.Died, "The build worker failed."));
            return;
        }

        waiting.TrySetResult(root.Clone());
    }

    private async Task DrainAsync()
    {
        var kept = new StringBuilder();
        try
        {
            using var reader = new StreamReader(process.Errors, Encoding.UTF8, false, 4096, leaveOpen: true);
            var buffer = new char[4096];
            int read;
            while ((read = await reader.ReadAsync(buffer, stop.Token)) > 0)
            {
                kept.Append(buffer, 0, read);
                if (kept.Length > KeptErrors) kept.Remove(0, kept.Length - KeptErrors);
            }
        }
        catch (Exception cause) when (cause is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The sandbox is gone.
        }

        if (kept.Length > 0 && !stop.IsCancellationRequested) log.LogWarning("The build worker wrote to its error stream: {Text}", WorkerReading.Clean(kept.ToString(), KeptErrors));
    }

    private WorkerLostException Lose(WorkerLoss loss, string reason)
    {
        var end = Interlocked.CompareExchange(ref lost, new WorkerLostException(loss, reason), null) ?? lost!;
        ready.TrySetException(end);
        // Nobody may be waiting for it.
        _ = ready.Task.Exception;
        foreach (var id in open.Keys)
        {
            if (open.TryRemove(id, out var waiting)) waiting.TrySetException(end);
        }

        return end;
    }
}
