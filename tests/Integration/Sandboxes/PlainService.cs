using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Integration.Sandboxes;

/// <summary>As much of a service of E2B's kind as making a plain sandbox fit for builds asks of it: sandboxes without a toolchain, uploads, and snapshots if it takes any.</summary>
internal sealed class PlainService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, bool> prepared = new();
    private int made;

    private PlainService(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>Whether it takes snapshots.</summary>
    public bool TakesSnapshots { get; set; } = true;

    /// <summary>What sandboxes were created from, in order.</summary>
    public ConcurrentQueue<string> CreatedFrom { get; } = [];

    /// <summary>The snapshots that are there.</summary>
    public ConcurrentDictionary<string, bool> Snapshots { get; } = new();

    /// <summary>Bytes of each upload that is not empty.</summary>
    public ConcurrentQueue<long> Uploads { get; } = [];

    public static async Task<PlainService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var service = new PlainService(app);
        app.Run(service.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var inside = context.Request.Headers["E2b-Sandbox-Id"].ToString();
        switch (context.Request.Method, (context.Request.Path.Value ?? "").Trim('/').Split('/'))
        {
            case ("POST", ["sandboxes"]):
                var template = JsonNode.Parse(body.ToArray())!["templateID"]!.GetValue<string>();
                CreatedFrom.Enqueue(template);
                if (template != "base" && !Snapshots.ContainsKey(template)) await JsonAsync(context, 404, new JsonObject { ["code"] = 404, ["message"] = "template not found" });
                else
                {
                    var id = $"i{Interlocked.Increment(ref made)}";
                    prepared[id] = template != "base";
                    await JsonAsync(context, 201, new JsonObject { ["sandboxID"] = id });
                }

                break;
            case ("GET", ["sandboxes", _]):
                await JsonAsync(context, 200, new JsonObject { ["cpuCount"] = 2, ["memoryMB"] = 512 });
                break;
            case ("DELETE", ["sandboxes", _]):
                context.Response.StatusCode = 204;
                break;
            case ("POST", ["sandboxes", var source, "snapshots"]) when TakesSnapshots:
                var name = $"snapshot-of-{source}";
                Snapshots[name] = true;
                await JsonAsync(context, 201, new JsonObject { ["snapshotID"] = name, ["names"] = new JsonArray() });
                break;
            case ("DELETE", ["templates", var old]):
                context.Response.StatusCode = Snapshots.TryRemove(old, out _) ? 204 : 404;
                break;
            case ("POST", ["filesystem.Filesystem", "Stat"]):
                if (prepared[inside]) await JsonAsync(context, 200, new JsonObject { ["entry"] = new JsonObject { ["type"] = "FILE_TYPE_FILE" } });
                else await JsonAsync(context, 404, new JsonObject { ["code"] = "not_found", ["message"] = "there is none" });
                break;
            case ("POST", ["files"]):
                if (body.Length > 0) Uploads.Enqueue(body.Length);
                await JsonAsync(context, 200, new JsonArray());
                break;
            case ("POST", ["process.Process", "Start"]):
                // What unpacks the toolchain.
                prepared[inside] = true;
                context.Response.ContentType = ConnectFrames.StreamType;
                await context.Response.Body.WriteAsync(ConnectFrames.Message(Event("start", new JsonObject { ["pid"] = 7 })));
                await context.Response.Body.WriteAsync(ConnectFrames.Message(Event("end", new JsonObject { ["exited"] = true })));
                await context.Response.Body.WriteAsync(ConnectFrames.End(null));
                break;
            case ("POST", ["process.Process", _]):
                await JsonAsync(context, 200, new JsonObject());
                break;
            default:
                await JsonAsync(context, 404, new JsonObject { ["code"] = 404, ["message"] = "nothing here" });
                break;
        }
    }

    private static JsonObject Event(string name, JsonObject what) => new() { ["event"] = new JsonObject { [name] = what } };

    private static Task JsonAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
