using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>The service <c>filesystem.Filesystem</c>.</summary>
internal static class FilesystemCalls
{
    public static async Task<JsonObject> AnswerAsync(HostedSandbox sandbox, string method, JsonObject asked, CancellationToken cancellationToken)
    {
        var answer = method switch
        {
            "Stat" => await sandbox.AskAsync("stat", Path(asked), cancellationToken),
            "MakeDir" => await sandbox.AskAsync("makeDir", Path(asked), cancellationToken),
            "Remove" => await sandbox.AskAsync("remove", Path(asked), cancellationToken),
            "ListDir" => await sandbox.AskAsync("list", With(Path(asked), "depth", asked["depth"]), cancellationToken),
            "Move" => await sandbox.AskAsync("move", new JsonObject { ["source"] = Text(asked, "source"), ["destination"] = Text(asked, "destination") }, cancellationToken),
            _ => throw new ConnectException(ConnectCode.Unimplemented, $"filesystem.Filesystem/{method} is not supported by this sandbox host"),
        };
        return Attendant.Read(answer, said => said.TryGetProperty("entry", out var entry) ? new JsonObject { ["entry"] = Entry(entry) }
            : said.TryGetProperty("entries", out var entries) ? new JsonObject { ["entries"] = new JsonArray([.. entries.EnumerateArray().Select(Entry)]) } : []);
    }

    public static async Task<ConnectException?> WatchAsync(HostedSandbox sandbox, JsonObject asked, InsideStream stream)
    {
        await using var watch = await sandbox.WatchAsync(Text(asked, "path"), asked["recursive"]?.GetValue<bool>() ?? false, stream.Aborted);
        await stream.WriteAsync(new JsonObject { ["start"] = new JsonObject() });
        await stream.CopyAsync(
            watch.NextAsync,
            new JsonObject { ["keepalive"] = new JsonObject() });
        // A watch has no end of its own: the sandbox went away.
        stream.Break();
        return null;
    }

    // What the attendant says was written in the sandbox; it is brought into the protocol's form and into no other.
    private static JsonObject Entry(JsonElement said)
    {
        var entry = new JsonObject
        {
            ["name"] = said.GetProperty("name").GetString(),
            ["type"] = said.GetProperty("kind").GetString() switch { "d" => "FILE_TYPE_DIRECTORY", "f" => "FILE_TYPE_FILE", "l" => "FILE_TYPE_SYMLINK", _ => "FILE_TYPE_UNSPECIFIED" },
            ["path"] = said.GetProperty("path").GetString(),
            ["size"] = said.GetProperty("size").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["mode"] = said.GetProperty("mode").GetInt32(),
            ["permissions"] = said.GetProperty("permissions").GetString(),
            ["owner"] = InsideRpc.User,
            ["group"] = InsideRpc.User,
            ["modifiedTime"] = said.GetProperty("modified").GetString(),
        };
        if (said.TryGetProperty("target", out var target) && target.GetString() is { } link) entry["symlinkTarget"] = link;
        return entry;
    }

    private static JsonObject Path(JsonObject asked) => new() { ["path"] = Text(asked, "path") };

    private static JsonObject With(JsonObject to, string name, JsonNode? value)
    {
        if (value is not null) to[name] = value.DeepClone();
        return to;
    }

    private static string Text(JsonObject asked, string name)
    {
        var text = asked[name]?.GetValue<string>() ?? "";
        return text.Contains('\0', StringComparison.Ordinal) || text.Length > 4096 ? throw new ConnectException(ConnectCode.InvalidArgument, $"{name} is no path") : text;
    }
}
