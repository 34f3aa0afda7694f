using System.Text.Json.Nodes;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>The service <c>process.Process</c>.</summary>
internal static class ProcessCalls
{
    public static async Task<JsonObject> AnswerAsync(HostedSandbox sandbox, string method, JsonObject asked, CancellationToken cancellationToken)
    {
        switch (method)
        {
            case "List":
                return new JsonObject { ["processes"] = new JsonArray([.. sandbox.Running.Select(Listed)]) };
            case "SendInput":
                var text = asked["input"]?["stdin"]?.GetValue<string>() ?? throw new ConnectException(ConnectCode.Unimplemented, "Input of a terminal (pty) is not supported by this sandbox host");
                await sandbox.AskAsync("input", new JsonObject { ["pid"] = sandbox.Find(asked["process"]).Pid, ["data"] = text }, cancellationToken);
                return [];
            case "CloseStdin":
                await sandbox.AskAsync("closeInput", new JsonObject { ["pid"] = sandbox.Find(asked["process"]).Pid }, cancellationToken);
                return [];
            case "SendSignal":
                await sandbox.AskAsync("signal", new JsonObject { ["pid"] = sandbox.Find(asked["process"]).Pid, ["signal"] = SignalOf(asked["signal"]) }, cancellationToken);
                return [];
            default:
                throw new ConnectException(ConnectCode.Unimplemented, $"process.Process/{method} is not supported by this sandbox host");
        }
    }

    /// <summary>Starts a program and tells what it does until it ends. Who goes away does not end it; its time does.</summary>
    public static async Task<ConnectException?> StartAsync(HostedSandbox sandbox, JsonObject asked, InsideStream stream)
    {
        if (asked["pty"] is not null) throw new ConnectException(ConnectCode.Unimplemented, "A terminal (pty) is not supported by this sandbox host; run a command instead");
        if (asked["process"] is not JsonObject config || config["cmd"] is null) throw new ConnectException(ConnectCode.InvalidArgument, "process.cmd is missing");
        var hasInput = asked["stdin"]?.GetValue<bool>() ?? true;
        var (process, listener) = await sandbox.StartAsync((JsonObject)config.DeepClone(), asked["tag"]?.GetValue<string>(), hasInput, stream.Aborted);
        using (listener)
        {
            var deadline = stream.Limit is { } limit ? new ProcessDeadline(sandbox, process, limit) : null;
            await TellAsync(process, listener, stream, () => deadline is { HasPassed: true });
            return deadline is { HasPassed: true } ? new ConnectException(ConnectCode.DeadlineExceeded, "the program ran longer than its timeout and was ended") : null;
        }
    }

    public static async Task<ConnectException?> ConnectAsync(HostedSandbox sandbox, JsonObject asked, InsideStream stream)
    {
        var process = sandbox.Find(asked["process"]);
        using var listener = process.Listen();
        await TellAsync(process, listener, stream, () => false);
        return null;
    }

    private static async Task TellAsync(HostedProcess process, HostedProcess.Listener listener, InsideStream stream, Func<bool> isOverdue)
    {
        var hasEnded = false;
        await stream.WriteAsync(new JsonObject { ["event"] = new JsonObject { ["start"] = new JsonObject { ["pid"] = process.Pid } } });
        await stream.CopyAsync(
            async cancellationToken =>
            {
                var message = await listener.NextAsync(cancellationToken);
                if (message?["event"]?["end"] is null) return message;
                hasEnded = true;
                // One that was ended at its time has no end but that: the error.
                return isOverdue() ? null : message;
            },
            new JsonObject { ["event"] = new JsonObject { ["keepalive"] = new JsonObject() } });
        // The sandbox went away: without an end, the caller knows.
        if (!hasEnded) stream.Break();
    }

    private static JsonNode Listed(HostedProcess process)
    {
        var listed = new JsonObject { ["config"] = process.Config.DeepClone(), ["pid"] = process.Pid };
        // Names of variables are enough for whoever lists; values may be secrets.
        if (listed["config"] is JsonObject config && config["envs"] is JsonObject envs)
        {
            foreach (var name in envs.Select(pair => pair.Key).ToList()) envs[name] = "";
        }

        if (process.Tag is { } tag) listed["tag"] = tag;
        return listed;
    }

    private static string SignalOf(JsonNode? signal) => signal?.ToString() switch
    {
        "SIGNAL_SIGTERM" or "15" => "SIGTERM",
        "SIGNAL_SIGKILL" or "9" => "SIGKILL",
        _ => throw new ConnectException(ConnectCode.InvalidArgument, "A signal is SIGNAL_SIGTERM or SIGNAL_SIGKILL"),
    };
}
