using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>
/// The program inside a hosted sandbox (<c>attendant.cjs</c>, <c>attendant-files.cjs</c>) and the channel to it. What comes through the channel may have been written by whatever runs in the sandbox: it is bounded, and what has
/// not the form ends the sandbox.
/// </summary>
internal sealed class Attendant : IAsyncDisposable
{
    private const int LongestLine = 8 << 20;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20), AnswerLimit = TimeSpan.FromMinutes(2), OwnEndLimit = TimeSpan.FromSeconds(2);
    private static readonly string Script = ReadScript("attendant.cjs") + "\n" + ReadScript("attendant-files.cjs");

    private readonly ISandbox sandbox;
    private readonly ISandboxProcess process;
    private readonly Action<JsonElement> told;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> open = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously), lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim writing = new(1, 1);
    private int lastId;

    private Attendant(ISandbox sandbox, ISandboxProcess process, Action<JsonElement> told)
    {
        (this.sandbox, this.process, this.told) = (sandbox, process, told);
        _ = Task.Run(ReadAsync);
        _ = Task.Run(DrainAsync);
    }

    /// <summary>The provider's id of the sandbox.</summary>
    public string SandboxId => sandbox.Id;

    /// <summary>Completes when nothing can be asked any more: the sandbox has ended, whoever ended it.</summary>
    public Task Lost => lost.Task;

    /// <summary>Why the sandbox ended by itself, in a sentence; known when it is <see cref="Lost"/>.</summary>
    public string? Reason { get; private set; }

    /// <summary>Starts the program in a sandbox, which belongs to it from now on.</summary>
    /// <param name="sandbox">One in which nothing runs yet.</param>
    /// <param name="told">Is handed what it tells unasked, one after the other.</param>
    /// <param name="cancellationToken">Gives up; the sandbox is ended then.</param>
    /// <exception cref="RefusalException"><c>sandbox.unavailable</c>.</exception>
    public static async Task<Attendant> StartAsync(ISandbox sandbox, Action<JsonElement> told, CancellationToken cancellationToken)
    {
        Attendant? attendant = null;
        try
        {
            attendant = new Attendant(sandbox, await sandbox.StartAsync(new SandboxCommand("/usr/bin/node", ["--max-old-space-size=128", "--max-semi-space-size=4", "-e", Script]), cancellationToken), told);
            await Task.WhenAny(attendant.ready.Task, attendant.Lost).WaitAsync(StartLimit, cancellationToken);
            if (!attendant.ready.Task.IsCompletedSuccessfully) throw new RefusalException("sandbox.unavailable", "Node.js did not start in the sandbox.", RefusalKind.Unavailable);
            return attendant;
        }
        catch (Exception cause)
        {
            if (attendant is not null) await attendant.DisposeAsync();
            else await sandbox.DisposeAsync();
            if (cause is TimeoutException) throw new RefusalException("sandbox.unavailable", "Node.js did not start in the sandbox in time.", RefusalKind.Unavailable);
            throw;
        }
    }

    /// <summary>Asks it to do something.</summary>
    /// <exception cref="ConnectException">It refused, or is gone (<c>unavailable</c>).</exception>
    public async Task<JsonElement> AskAsync(string operation, JsonObject arguments, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref lastId);
        arguments["id"] = id;
        arguments["op"] = operation;
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        open[id] = answer;
        try
        {
            await SendAsync(Encoding.UTF8.GetBytes(arguments.ToJsonString() + "\n"), cancellationToken);
            if (await Task.WhenAny(answer.Task, lost.Task).WaitAsync(AnswerLimit, cancellationToken) != answer.Task) throw Gone();
            return await answer.Task;
        }
        catch (TimeoutException)
        {
            throw new ConnectException(ConnectCode.DeadlineExceeded, "The sandbox did not answer.");
        }
        finally
        {
            open.TryRemove(id, out _);
        }
    }

    /// <summary>Ends it and keeps the sandbox's files.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await sandbox.PauseAsync(cancellationToken);
        await process.KillAsync();
        lost.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await sandbox.DisposeAsync();
        lost.TrySetResult();
    }

    /// <summary>Brings an answer into form. Whoever runs in the sandbox may have given it in the attendant's place.</summary>
    /// <exception cref="ConnectException"><c>internal</c>: it has not the form.</exception>
    public static T Read<T>(JsonElement answer, Func<JsonElement, T> read)
    {
        try
        {
            return read(answer);
        }
        catch (Exception cause) when (cause is KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new ConnectException(ConnectCode.Internal, "What the sandbox answered cannot be read: something in it answers in the place of the program that carries out what is asked.");
        }
    }

    private static ConnectException Gone() => new(ConnectCode.Unavailable, "The sandbox is not running any more.");

    private static string ReadScript(string name)
    {
        using var stream = typeof(Attendant).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private async Task SendAsync(byte[] line, CancellationToken cancellationToken)
    {
        if (!await writing.WaitAsync(AnswerLimit, cancellationToken)) throw new TimeoutException();
        try
        {
            // Half a line would spoil the next one, so it is not given up in between; when the sandbox ends, the pipe does. One that reads nothing for so long is stopped, and would hold what is asked of it for ever.
            await process.Input.WriteAsync(line, CancellationToken.None).AsTask().WaitAsync(AnswerLimit, CancellationToken.None);
            await process.Input.FlushAsync(CancellationToken.None).WaitAsync(AnswerLimit, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            await process.KillAsync();
            throw;
        }
        catch (Exception cause) when (cause is IOException or ObjectDisposedException)
        {
            throw Gone();
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
            var reader = System.IO.Pipelines.PipeReader.Create(process.Output, new(bufferSize: 64 << 10));
            while (true)
            {
                var read = await reader.ReadAsync();
                var buffer = read.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    Take(buffer.Slice(0, end));
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }

                if (buffer.Length > LongestLine || read.IsCompleted) break;
                reader.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        catch (Exception cause) when (cause is IOException or ObjectDisposedException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Gone, or not to be believed any more.
        }

        // What ended by itself has a code of its own.
        var ownEnd = await Task.WhenAny(process.Exit, Task.Delay(OwnEndLimit)) == process.Exit ? await process.Exit : (int?)null;
        await process.KillAsync();
        Reason = process.KilledBecause ?? (ownEnd is { } code ? $"The program that carries out what is asked of it ended (code {code}): something in the sandbox ended it, or left it no memory or no processes." : "What came out of it could not be read.");
        lost.TrySetResult();
    }

    private void Take(ReadOnlySequence<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement.Clone();
        if (root.TryGetProperty("event", out var name))
        {
            if (name.GetString() == "ready") ready.TrySetResult();
            else told(root);
            return;
        }

        if (!open.TryRemove(root.GetProperty("id").GetInt32(), out var waiting)) return;
        if (root.TryGetProperty("ok", out var answer)) waiting.TrySetResult(answer);
        else waiting.TrySetException(new ConnectException(root.GetProperty("error").GetProperty("code").GetString() ?? ConnectCode.Internal, root.GetProperty("error").GetProperty("message").GetString() ?? ""));
    }

    private async Task DrainAsync()
    {
        try
        {
            await process.Errors.CopyToAsync(Stream.Null);
        }
        catch (Exception cause) when (cause is IOException or ObjectDisposedException)
        {
            // The sandbox is gone.
        }
    }
}
