using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>E2B's control plane, as far as it is served: both generations of it, over <c>/sandboxes</c> and <c>/v2/sandboxes</c>. What is not served is refused by its name.</summary>
internal sealed class ControlPlane(SandboxHostOptions options, HostedSandboxes sandboxes, HostSecrets secrets, HostTemplates templates)
{
    private static readonly TimeSpan FirstDefault = TimeSpan.FromSeconds(15), SecondDefault = TimeSpan.FromSeconds(300);

    public async Task HandleAsync(HttpContext context)
    {
        var owner = secrets.OwnerOf(context.Request.Headers["X-API-KEY"].ToString()) ?? throw new HostRefusal(401, "The API key is missing or wrong. It goes into E2B_API_KEY, and the host accepts those of SANDBOX_HOST_API_KEYS");
        HostWriting.Know(context, owner);
        var words = (context.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isSecond = words is ["v2", ..];
        var path = isSecond ? words[1..] : words;
        var answering = (context.Request.Method, path) switch
        {
            ("POST", ["sandboxes"]) => CreateAsync(context, owner, isSecond),
            ("GET", ["sandboxes"]) => ListAsync(context, owner),
            ("GET", ["sandboxes", "metrics"]) => AllMetricsAsync(context, owner),
            ("GET", ["sandboxes", var id]) => HostWriting.JsonAsync(context, 200, Detail(Find(owner, id))),
            ("DELETE", ["sandboxes", var id]) => KillAsync(context, Find(owner, id)),
            ("POST", ["sandboxes", var id, "connect"]) => ConnectAsync(context, Find(owner, id), isSecond ? SecondDefault : null),
            ("POST", ["sandboxes", var id, "resume"]) => ResumeAsync(context, Find(owner, id)),
            ("POST", ["sandboxes", var id, "pause"]) => PauseAsync(context, Find(owner, id)),
            ("POST", ["sandboxes", var id, "timeout"]) => SetTimeoutAsync(context, Find(owner, id)),
            ("POST", ["sandboxes", var id, "refreshes"]) => RefreshAsync(context, Find(owner, id)),
            ("PUT", ["sandboxes", var id, "network"]) => NetworkAsync(context, Find(owner, id)),
            ("GET", ["sandboxes", var id, "metrics"]) => MetricsAsync(context, Find(owner, id)),
            ("POST", ["sandboxes", _, "snapshots"]) or (_, ["snapshots", ..]) => throw HostRefusal.NotSupported("A snapshot"),
            ("POST", ["sandboxes", _, "fork"]) => throw HostRefusal.NotSupported("Forking a sandbox"),
            ("GET", ["sandboxes", _, "logs"]) => throw HostRefusal.NotSupported("Reading logs of a sandbox"),
            ("GET", ["templates", "aliases", var alias]) => HostWriting.JsonAsync(context, 200, templates.Alias(alias)),
            ("GET", ["templates"]) => HostWriting.JsonAsync(context, 200, HostTemplates.List()),
            ("GET", ["templates", var name, "tags"]) => HostWriting.JsonAsync(context, 200, templates.Tags(name)),
            (_, ["templates", ..]) or (_, ["v3", "templates", ..]) => throw HostRefusal.NotSupported("Building or changing a template"),
            (_, ["volumes", ..]) => throw HostRefusal.NotSupported("A volume"),
            (_, ["secrets", ..]) => throw HostRefusal.NotSupported("A secret"),
            (_, ["events", ..]) => throw HostRefusal.NotSupported("A webhook"),
            _ => throw new HostRefusal(404, $"This sandbox host has no {context.Request.Method} {context.Request.Path}"),
        };
        await answering;
    }

    private HostedSandbox Find(string owner, string id)
    {
        // The older form of an id has a client's behind a hyphen.
        var own = id.Split('-')[0];
        return sandboxes.Find(own) is { } sandbox && sandbox.Record.Owner == owner ? sandbox : throw HostRefusal.NoSandbox(own);
    }

    private async Task CreateAsync(HttpContext context, string owner, bool isSecond)
    {
        var asked = CreateRequest.Read(await HostWriting.ReadJsonAsync(context), isSecond);
        var template = templates.Resolve(asked.Template);
        var life = Life(asked.Timeout ?? (isSecond ? SecondDefault : FirstDefault));
        var draft = new HostedRecord { Id = "", Owner = owner, Template = template, Metadata = asked.Metadata, Environment = asked.Environment, PausesAtEnd = asked.PausesAtEnd };
        var made = await sandboxes.CreateAsync(draft, life, context.RequestAborted);
        await HostWriting.JsonAsync(context, 201, Handle(made));
    }

    private async Task ConnectAsync(HttpContext context, HostedSandbox sandbox, TimeSpan? other)
    {
        var life = Timeout(await HostWriting.ReadJsonAsync(context)) ?? other ?? throw new HostRefusal(400, "timeout is missing");
        var isResumed = await sandboxes.ConnectAsync(sandbox, Life(life));
        await HostWriting.JsonAsync(context, isResumed ? 201 : 200, Handle(sandbox));
    }

    private async Task ResumeAsync(HttpContext context, HostedSandbox sandbox)
    {
        var life = Life(Timeout(await HostWriting.ReadJsonAsync(context)) ?? FirstDefault);
        if (!sandbox.IsPaused) throw new HostRefusal(409, $"Sandbox \"{sandbox.Record.Id}\" is already running");
        await sandboxes.ConnectAsync(sandbox, life);
        await HostWriting.JsonAsync(context, 201, Handle(sandbox));
    }

    private async Task PauseAsync(HttpContext context, HostedSandbox sandbox)
    {
        // With "memory" or without, what is kept are the files: nothing of this host keeps memory, and docs/sandboxes.md says so.
        _ = await HostWriting.ReadJsonAsync(context);
        await sandboxes.PauseAsync(sandbox, context.RequestAborted);
        await HostWriting.NothingAsync(context);
    }

    private async Task KillAsync(HttpContext context, HostedSandbox sandbox)
    {
        await sandboxes.KillAsync(sandbox);
        await HostWriting.NothingAsync(context);
    }

    private async Task SetTimeoutAsync(HttpContext context, HostedSandbox sandbox)
    {
        var life = Life(Timeout(await HostWriting.ReadJsonAsync(context)) ?? throw new HostRefusal(400, "timeout is missing"));
        if (sandbox.IsPaused) throw new HostRefusal(409, $"Sandbox \"{sandbox.Record.Id}\" is not running");
        sandbox.EndsAt = sandboxes.Clock.GetUtcNow() + life;
        await HostWriting.NothingAsync(context);
    }

    private async Task RefreshAsync(HttpContext context, HostedSandbox sandbox)
    {
        var body = await HostWriting.ReadJsonAsync(context);
        var seconds = body["duration"] is JsonValue value && value.TryGetValue<int>(out var number) ? Math.Clamp(number, 1, 3600) : 60;
        await sandboxes.ConnectAsync(sandbox, TimeSpan.FromSeconds(seconds));
        await HostWriting.NothingAsync(context);
    }

    private static async Task NetworkAsync(HttpContext context, HostedSandbox sandbox)
    {
        var body = await HostWriting.ReadJsonAsync(context);
        NetworkRules.Require(body, body["allow_internet_access"], isDefault: false);
        if (sandbox.IsPaused) throw new HostRefusal(409, $"Sandbox \"{sandbox.Record.Id}\" is not running");
        await HostWriting.NothingAsync(context);
    }

    private async Task MetricsAsync(HttpContext context, HostedSandbox sandbox)
    {
        if (sandbox.IsPaused)
        {
            await HostWriting.JsonAsync(context, 200, new JsonArray());
            return;
        }

        var (start, end) = (Second("start", 0), Second("end", long.MaxValue));
        var points = await sandbox.MeasureAsync(sandboxes.Clock, options.Limits.MemoryBytes, context.RequestAborted);
        await HostWriting.JsonAsync(context, 200, new JsonArray([.. points.Where(point => point.At.ToUnixTimeSeconds() >= start && point.At.ToUnixTimeSeconds() <= end).Select(point => point.ToApi())]));

        long Second(string name, long other) => long.TryParse(context.Request.Query[name], CultureInfo.InvariantCulture, out var second) ? second : other;
    }

    private async Task AllMetricsAsync(HttpContext context, string owner)
    {
        var ids = context.Request.Query["sandbox_ids"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length > 100) throw new HostRefusal(400, "At most 100 sandboxes can be asked for at a time");
        var found = new JsonObject();
        foreach (var id in ids.Distinct())
        {
            if (sandboxes.Find(id) is not { IsPaused: false } sandbox || sandbox.Record.Owner != owner) continue;
            try
            {
                found[id] = (await sandbox.MeasureAsync(sandboxes.Clock, options.Limits.MemoryBytes, context.RequestAborted))[^1].ToApi();
            }
            catch (ConnectException)
            {
                // Gone meanwhile, or not to be believed: the others are told all the same.
            }
        }

        await HostWriting.JsonAsync(context, 200, new JsonObject { ["sandboxes"] = found });
    }

    private Task ListAsync(HttpContext context, string owner)
    {
        var own = sandboxes.All.Where(sandbox => sandbox.Record.Owner == owner).ToList();
        var query = SandboxQuery.Read(context.Request.Query);
        var (page, next) = query.Select(own);
        if (next is not null) context.Response.Headers["x-next-token"] = next;
        context.Response.Headers["X-Total-Running"] = own.Count(sandbox => !sandbox.IsPaused).ToString(CultureInfo.InvariantCulture);
        return HostWriting.JsonAsync(context, 200, new JsonArray([.. page.Select(Listed)]));
    }

    private TimeSpan Life(TimeSpan asked)
    {
        if (asked <= TimeSpan.Zero) throw new HostRefusal(400, "Timeout must be greater than 0");
        return asked <= options.LongestLife ? asked : throw new HostRefusal(400, $"Timeout cannot be greater than {options.LongestLife.TotalHours:0.#} hours");
    }

    private static TimeSpan? Timeout(JsonObject body) => CreateRequest.Seconds(body, "timeout");

    private JsonObject Handle(HostedSandbox sandbox) => new()
    {
        ["templateID"] = sandbox.Record.Template,
        ["alias"] = sandbox.Record.Template,
        ["sandboxID"] = sandbox.Record.Id,
        ["clientID"] = "vitrine",
        ["envdVersion"] = HostTemplates.EnvdVersion,
        ["envdAccessToken"] = secrets.TokenOf(sandbox.Record.Id),
        ["trafficAccessToken"] = null,
        ["domain"] = null,
    };

    private JsonObject Detail(HostedSandbox sandbox)
    {
        var detail = Listed(sandbox);
        detail["envdAccessToken"] = secrets.TokenOf(sandbox.Record.Id);
        detail["domain"] = null;
        detail["allowInternetAccess"] = false;
        detail["network"] = new JsonObject { ["denyOut"] = new JsonArray(NetworkRules.Everything) };
        detail["lifecycle"] = new JsonObject { ["autoResume"] = false, ["onTimeout"] = sandbox.Record.PausesAtEnd ? "pause" : "kill" };
        return detail;
    }

    private JsonObject Listed(HostedSandbox sandbox)
    {
        var metadata = new JsonObject();
        foreach (var (name, value) in sandbox.Record.Metadata) metadata[name] = value;
        return new JsonObject
        {
            ["templateID"] = sandbox.Record.Template,
            ["alias"] = sandbox.Record.Template,
            ["sandboxID"] = sandbox.Record.Id,
            ["clientID"] = "vitrine",
            ["startedAt"] = Time(sandbox.Record.Started),
            ["endAt"] = Time(sandbox.IsPaused ? sandbox.Record.Ends : sandbox.EndsAt),
            ["envdVersion"] = HostTemplates.EnvdVersion,
            ["cpuCount"] = Environment.ProcessorCount,
            ["memoryMB"] = options.Limits.MemoryBytes >> 20,
            ["diskSizeMB"] = options.Limits.WorkspaceBytes >> 20,
            ["metadata"] = metadata,
            ["state"] = sandbox.IsPaused ? "paused" : "running",
            ["volumeMounts"] = new JsonArray(),
        };
    }

    private static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
