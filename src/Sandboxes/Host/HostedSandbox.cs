using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>A sandbox that was lent: what was said when it was created, and what runs in it while it is not paused.</summary>
internal sealed class HostedSandbox(HostedRecord record)
{
    private const int MostPoints = 720; // an hour of them
    private const int MostUnreadOfWatches = 4 << 20;
    private static readonly TimeSpan KeepEnded = TimeSpan.FromSeconds(30), LeastBetweenPoints = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<int, HostedProcess> processes = new();
    private readonly ConcurrentDictionary<int, PendingStart> starting = new();
    private readonly ConcurrentDictionary<int, HostedWatch> watches = new();
    private readonly Allowance unread = new(MostUnreadOfWatches);
    private readonly List<HostedMetric> points = [];
    private int lastKey;

    // 1 while it is being ended because its time is over.
    private int isEnding;

    /// <summary>What is kept of it while it is paused.</summary>
    public HostedRecord Record { get; set; } = record;

    /// <summary>When it is ended, or paused if it was created so.</summary>
    public DateTimeOffset EndsAt { get; set; }

    /// <summary>The way into it; null while it is paused.</summary>
    public Attendant? Attendant { get; set; }

    /// <summary>Held by whoever pauses, resumes or kills it.</summary>
    public SemaphoreSlim Changing { get; } = new(1, 1);

    public bool IsPaused => Record.PausedAs is not null;

    public IEnumerable<HostedProcess> Running => processes.Values.Where(process => process.Ended is null);

    /// <summary>Ends it because its time is over, unless that goes on already.</summary>
    public async Task EndOnceAsync(Func<Task> end)
    {
        if (Interlocked.Exchange(ref isEnding, 1) != 0) return;
        try
        {
            await end();
        }
        finally
        {
            Volatile.Write(ref isEnding, 0);
        }
    }

    /// <summary>Starts a program.</summary>
    /// <returns>The program, with a listener who has missed nothing.</returns>
    public async Task<(HostedProcess Process, HostedProcess.Listener Listener)> StartAsync(JsonObject config, string? tag, bool hasInput, CancellationToken cancellationToken)
    {
        var key = Interlocked.Increment(ref lastKey);
        var pending = new PendingStart(config, tag);
        starting[key] = pending;
        try
        {
            var envs = new JsonObject();
            foreach (var (name, value) in Record.Environment) envs[name] = value;
            if (config["envs"] is JsonObject own)
            {
                foreach (var (name, value) in own) envs[name] = value?.GetValue<string>();
            }

            await AskAsync("start", new JsonObject { ["key"] = key, ["cmd"] = Text(config, "cmd"), ["args"] = config["args"]?.DeepClone() ?? new JsonArray(), ["envs"] = envs, ["cwd"] = Text(config, "cwd"), ["stdin"] = hasInput }, cancellationToken);
            return pending.Started ?? throw new ConnectException(ConnectCode.Internal, "The program did not start.");
        }
        finally
        {
            starting.TryRemove(key, out _);
        }
    }

    /// <summary>The program with this pid or tag.</summary>
    /// <exception cref="ConnectException"><c>not_found</c>.</exception>
    public HostedProcess Find(JsonNode? selector)
    {
        if (selector?["pid"] is JsonValue pid && pid.TryGetValue<int>(out var number))
            return processes.TryGetValue(number, out var process) ? process : throw new ConnectException(ConnectCode.NotFound, $"process with pid {number} not found");
        if (selector?["tag"] is JsonValue tag && tag.TryGetValue<string>(out var name))
            return processes.Values.FirstOrDefault(one => one.Tag == name) ?? throw new ConnectException(ConnectCode.NotFound, $"process with tag {name} not found");
        throw new ConnectException(ConnectCode.InvalidArgument, "A process is named by pid or tag.");
    }

    /// <summary>Watches a folder; disposing of what is returned ends that.</summary>
    public async Task<HostedWatch> WatchAsync(string path, bool isRecursive, CancellationToken cancellationToken)
    {
        var key = Interlocked.Increment(ref lastKey);
        var watch = watches[key] = new HostedWatch(unread, async () =>
        {
            if (watches.TryRemove(key, out _)) await TryAskAsync("unwatch", new JsonObject { ["watch"] = key });
        });
        try
        {
            await AskAsync("watch", new JsonObject { ["watch"] = key, ["path"] = path, ["recursive"] = isRecursive }, cancellationToken);
            return watch;
        }
        catch
        {
            // Given up before the answer: the attendant may watch by now, and events may wait.
            await watch.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks the attendant.</summary>
    /// <exception cref="ConnectException">It refused; <c>unavailable</c> when the sandbox is paused or gone.</exception>
    public Task<JsonElement> AskAsync(string operation, JsonObject arguments, CancellationToken cancellationToken)
        => (Attendant ?? throw new ConnectException(ConnectCode.Unavailable, "The sandbox is not running.")).AskAsync(operation, arguments, cancellationToken);

    /// <summary>The same for what nobody waits for.</summary>
    public async Task TryAskAsync(string operation, JsonObject arguments)
    {
        try
        {
            await AskAsync(operation, arguments, CancellationToken.None);
        }
        catch (ConnectException)
        {
            // Gone, or over already.
        }
    }

    /// <summary>The figures so far, the newest of this moment.</summary>
    public async Task<IReadOnlyList<HostedMetric>> MeasureAsync(TimeProvider clock, long memory, CancellationToken cancellationToken)
    {
        var last = Points() is [.., var newest] ? newest : null;
        if (last is null || clock.GetUtcNow() - last.At >= LeastBetweenPoints)
        {
            var answer = await AskAsync("metrics", [], cancellationToken);
            var point = Attendant.Read(answer, said => HostedMetric.Read(said, clock.GetUtcNow(), memory, last));
            lock (points)
            {
                points.Add(point);
                if (points.Count > MostPoints) points.RemoveAt(0);
            }
        }

        return Points();

        IReadOnlyList<HostedMetric> Points()
        {
            lock (points) return [.. points];
        }
    }

    /// <summary>Takes what the attendant tells unasked. It is not believed: what does not fit is left alone.</summary>
    public void Take(JsonElement told, TimeProvider clock)
    {
        switch (told.GetProperty("event").GetString())
        {
            case "start" when starting.TryRemove(told.GetProperty("key").GetInt32(), out var pending):
                var pid = told.GetProperty("pid").GetInt32();
                var process = new HostedProcess(pid, pending.Config, pending.Tag, go => _ = TryAskAsync("flow", new JsonObject { ["pid"] = pid, ["go"] = go }));
                pending.Started = (process, process.Listen());
                processes[pid] = process;
                Forget(clock.GetUtcNow());
                break;
            case "data" when told.GetProperty("stream").GetString() is "stdout" or "stderr" && processes.TryGetValue(told.GetProperty("pid").GetInt32(), out var speaker):
                if (!told.GetProperty("data").TryGetBytesFromBase64(out _)) throw new FormatException("data");
                speaker.Say(told.GetProperty("stream").GetString()!, told.GetProperty("data").GetString()!);
                break;
            case "end" when processes.TryGetValue(told.GetProperty("pid").GetInt32(), out var over):
                over.End(new JsonObject { ["event"] = new JsonObject { ["end"] = EndOf(told) } }, clock.GetUtcNow());
                break;
            case "watch" when watches.TryGetValue(told.GetProperty("watch").GetInt32(), out var events):
                events.Give(told.GetProperty("name").GetString(), told.GetProperty("type").GetString());
                break;
        }
    }

    /// <summary>Nothing runs any more: whoever listens learns that it was cut off.</summary>
    public void Lose()
    {
        Attendant = null;
        foreach (var process in processes.Values) process.Lose();
        processes.Clear();
        foreach (var watch in watches.Values) watch.Complete();
        watches.Clear();
        lock (points) points.Clear();
    }

    // Defaults are left out, as in protobuf's JSON: an exit code of 0 is not there.
    private static JsonObject EndOf(JsonElement told)
    {
        var (code, isExited, status) = (told.GetProperty("code").GetInt32(), told.GetProperty("exited").GetBoolean(), told.GetProperty("status").GetString() ?? "");
        var end = new JsonObject();
        if (code != 0) end["exitCode"] = code;
        if (isExited) end["exited"] = true;
        end["status"] = status;
        if (code != 0) end["error"] = status;
        return end;
    }

    private static string? Text(JsonObject from, string name) => from[name]?.GetValue<string>();

    private void Forget(DateTimeOffset now)
    {
        foreach (var (pid, process) in processes)
        {
            if (now - process.Ended > KeepEnded) processes.TryRemove(pid, out _);
        }
    }

    private sealed record PendingStart(JsonObject Config, string? Tag)
    {
        public (HostedProcess Process, HostedProcess.Listener Listener)? Started { get; set; }
    }
}
