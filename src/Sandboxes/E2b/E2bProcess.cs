using System.IO.Pipelines;
using System.Text.Json.Nodes;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.E2b;

/// <summary>
/// A program in an E2B sandbox, read from one long answer. Output that nobody reads holds it back; a lost answer is a lost program, because what it wrote meanwhile is gone and it cannot be told whether it went well.
/// </summary>
internal sealed class E2bProcess : ISandboxProcess, IDisposable
{
    private const int LongestMessage = 8 << 20, Killed = 137;
    private const long UnreadBytes = 4 << 20;
    private static readonly TimeSpan FirstByteLimit = TimeSpan.FromSeconds(60), Keepalive = TimeSpan.FromSeconds(50), IdleLimit = TimeSpan.FromSeconds(125);

    private readonly E2bInside inside;
    private readonly HttpResponseMessage response;
    private readonly CancellationTokenSource stop;
    private readonly long mostOutput;
    private readonly Pipe output = NewPipe(), errors = NewPipe();
    private readonly TaskCompletionSource<int> exit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long outputBytes, errorBytes;
    private string? reason;

    private E2bProcess(E2bInside inside, HttpResponseMessage response, Stream frames, int pid, long mostOutput, CancellationTokenSource stop)
    {
        (this.inside, this.response, this.mostOutput, this.stop, Pid) = (inside, response, mostOutput, stop, pid);
        Input = new E2bInput(inside, pid);
        _ = Task.Run(() => ReadAsync(frames));
    }

    public int Pid { get; }

    public Task<int> Exit => exit.Task;

    public string? KilledBecause => Volatile.Read(ref reason);

    public Stream Input { get; }

    public Stream Output => field ??= output.Reader.AsStream();

    public Stream Errors => field ??= errors.Reader.AsStream();

    /// <summary>Starts a program and waits until it runs.</summary>
    /// <exception cref="Primitives.RefusalException"><c>sandbox.gone</c>, <c>sandbox.unreachable</c>.</exception>
    /// <exception cref="ConnectException">The program could not be started.</exception>
    public static async Task<E2bProcess> StartAsync(E2bInside inside, SandboxCommand command, string folder, bool asRoot, long mostOutput, CancellationToken cancellationToken)
    {
        var variables = new JsonObject();
        foreach (var (name, value) in command.Environment) variables[name] = value;
        var message = new JsonObject
        {
            ["process"] = new JsonObject { ["cmd"] = command.Program, ["args"] = new JsonArray([.. command.Arguments.Select(word => JsonValue.Create(word))]), ["envs"] = variables, ["cwd"] = folder },
            ["stdin"] = true,
        };
        var stop = new CancellationTokenSource();
        HttpResponseMessage? response = null;
        try
        {
            using var late = new CancellationTokenSource(FirstByteLimit, inside.Clock);
            using var first = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
            // The stream outlives this call, so its own token ends it and not the caller's.
            using var handing = first.Token.Register(stop.Cancel);
            response = await inside.OpenAsync("process.Process/Start", message, asRoot, command.WallClock, Keepalive, stop.Token);
            var frames = await response.Content.ReadAsStreamAsync(stop.Token);
            var begin = await ConnectFrames.ReadAsync(frames, LongestMessage, stop.Token) ?? throw E2bRefusals.Gone();
            var started = E2bInside.Parse(begin.Payload);
            if (begin.IsEnd) throw ErrorOf(started) ?? new ConnectException(ConnectCode.Internal, "The program did not start.");
            var pid = started["event"]?["start"]?["pid"]?.GetValue<int>() ?? throw new ConnectException(ConnectCode.Internal, "The sandbox did not say that the program started.");
            return new E2bProcess(inside, response, frames, pid, mostOutput, stop);
        }
        catch (Exception cause)
        {
            response?.Dispose();
            stop.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            if (cause is OperationCanceledException) throw new ConnectException(ConnectCode.DeadlineExceeded, "The sandbox did not answer in time.");
            if (cause is IOException or HttpRequestException or InvalidDataException) throw E2bRefusals.Gone();
            throw;
        }
    }

    public async Task KillAsync()
    {
        if (exit.Task.IsCompleted) return;
        try
        {
            await inside.CallAsync("process.Process/SendSignal", new JsonObject { ["process"] = new JsonObject { ["pid"] = Pid }, ["signal"] = "SIGNAL_SIGKILL" }, isIdempotent: true, CancellationToken.None);
        }
        catch (Exception cause) when (cause is ConnectException or Primitives.RefusalException)
        {
            // Gone already, it or the whole sandbox.
            Finish(Killed, null);
            return;
        }

        await Task.WhenAny(exit.Task, Task.Delay(TimeSpan.FromSeconds(10)));
        Finish(Killed, null);
    }

    /// <summary>Gives up listening: the sandbox ends, or ended.</summary>
    public void Dispose() => Finish(Killed, null);

    private static Pipe NewPipe() => new(new PipeOptions(pauseWriterThreshold: UnreadBytes, resumeWriterThreshold: UnreadBytes / 2, useSynchronizationContext: false));

    private static ConnectException? ErrorOf(JsonObject end)
        => end["error"] is JsonObject error ? new ConnectException(error["code"]?.ToString() ?? ConnectCode.Internal, error["message"]?.ToString() ?? "") : null;

    private async Task ReadAsync(Stream frames)
    {
        try
        {
            while (true)
            {
                using var silent = new CancellationTokenSource(IdleLimit, inside.Clock);
                using var idle = CancellationTokenSource.CreateLinkedTokenSource(stop.Token, silent.Token);
                if (await ConnectFrames.ReadAsync(frames, LongestMessage, idle.Token) is not { } frame) break;
                var message = E2bInside.Parse(frame.Payload);
                if (frame.IsEnd)
                {
                    if (ErrorOf(message) is { Code: ConnectCode.DeadlineExceeded }) Finish(Killed, "It ran longer than it may.");
                    break;
                }

                if (message["event"] is not JsonObject happened) continue;
                if (happened["data"] is JsonObject data) await TakeAsync(data);
                else if (happened["end"] is JsonObject end) Finish(ExitOf(end), null);
            }

            Finish(Killed, await WhyLostAsync());
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException or InvalidDataException or OperationCanceledException or FormatException or InvalidOperationException or ObjectDisposedException)
        {
            Finish(Killed, stop.IsCancellationRequested ? null : await WhyLostAsync());
        }
    }

    private async Task<string> WhyLostAsync() => exit.Task.IsCompleted ? "" : await inside.WhyGoneAsync() ?? "The connection to its sandbox was lost.";

    // An exit code that is not there is 0, but only in an end that came.
    private static int ExitOf(JsonObject end)
    {
        var code = end["exitCode"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
        return code >= 0 ? code : Killed;
    }

    private async Task TakeAsync(JsonObject data)
    {
        if (data["stdout"] is { } text) outputBytes += await GiveAsync(output, text, outputBytes);
        if (data["stderr"] is { } complaint) errorBytes += await GiveAsync(errors, complaint, errorBytes);
    }

    private async Task<long> GiveAsync(Pipe pipe, JsonNode text, long before)
    {
        var bytes = Convert.FromBase64String(text.GetValue<string>());
        var room = (int)Math.Min(bytes.Length, Math.Max(0, mostOutput - before));
        await pipe.Writer.WriteAsync(bytes.AsMemory(0, room), stop.Token);
        if (room < bytes.Length)
        {
            Interlocked.CompareExchange(ref reason, "It wrote more output than a sandbox may.", null);
            _ = KillAsync();
        }

        return room;
    }

    private void Finish(int code, string? because)
    {
        if (because is not null && !exit.Task.IsCompleted) Interlocked.CompareExchange(ref reason, because, null);
        if (!exit.TrySetResult(code)) return;
        output.Writer.Complete();
        errors.Writer.Complete();
        // The answer is read by another thread, which this ends.
        stop.Cancel();
        response.Dispose();
    }
}
