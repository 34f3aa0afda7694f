using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using Vitrine.Primitives;
using Vitrine.Serving.Documents;
using Vitrine.Serving.Frames;
using Vitrine.Serving.Http;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>
/// Answers every request of a gate's browser: the page, the document with the headers that viewers get, and the questions that the host script
/// asks on the app's behalf. There is no network behind it; whatever else is asked for is refused and remembered.
/// </summary>
internal sealed class GateRoutes(GateScene scene, ReadOnlyMemory<byte> hostScript, CancellationToken stop)
{
    public const string Origin = "https://gate.invalid";
    private const string Version = "/api/v1/apps/gate/versions/1";
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private readonly ConcurrentQueue<string> refused = new();
    private readonly ConcurrentQueue<PrefetchQuestion> asked = new();
    private int documents;

    /// <summary>The contracts that were asked so far, in order.</summary>
    public IReadOnlyCollection<PrefetchQuestion> Asked => asked;

    /// <summary>Requests that are none of the page's own, as <c>GET https://…</c>.</summary>
    public IReadOnlyCollection<string> Refused => refused;

    public Task AnswerAsync(IRoute route)
    {
        var request = route.Request;
        var path = request.Url.StartsWith(Origin + "/", StringComparison.Ordinal) ? request.Url[Origin.Length..] : null;
        return (request.Method, path) switch
        {
            ("GET", "/") => SendAsync(route, 200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(Page()), new Dictionary<string, string> { ["Content-Security-Policy"] = ContentSecurityPolicy.ForPages(Origin, Origin, null) }),
            ("GET", "/host.js") => SendAsync(route, 200, "text/javascript; charset=utf-8", hostScript.ToArray(), []),
            ("GET", "/gate.js") => SendAsync(route, 200, "text/javascript; charset=utf-8", Encoding.UTF8.GetBytes(GateScripts.Gate), []),
            ("GET", "/favicon.ico") => route.FulfillAsync(new() { Status = 204 }),
            ("GET", "/run/gate/") when Interlocked.Increment(ref documents) == 1 => SendAsync(
                route, 200, "text/html; charset=utf-8", scene.Document.Html.ToArray(), FrameHeaders.For(scene.Document.ScriptHashes, [Origin]).ToDictionary(header => header.Key, header => header.Value)),
            ("POST", { } question) when question.StartsWith(Version + "/", StringComparison.Ordinal) => AskAsync(route, question[(Version.Length + 1)..]),
            _ => RefuseAsync(route),
        };
    }

    private string Page()
    {
        var options = JsonSerializer.Serialize(
            new { apiUrl = Version, runUrl = "/run/gate/", appName = scene.Title, version = 1, timeZone = scene.TimeZone, mode = "gate", theme = "auto", locale = "en-US", synthetic = scene.IsSynthetic, keepsState = false }, Web);
        var sign = scene.IsSynthetic
            ? "<div style=\"position:fixed;right:14px;bottom:14px;z-index:9;font:600 20px/1 Inter,sans-serif;color:#fff;background:rgb(24 28 40/.78);padding:9px 14px;border-radius:999px\">Sample data</div>"
            : "";
        return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + $"<title>{WebUtility.HtmlEncode(scene.Title)}</title><style>html,body,#app{{margin:0;height:100%}}body{{overflow:hidden}}</style>"
            + $"<body><div id=\"app\"></div>{sign}<script type=\"application/json\" id=\"options\">{options}</script><script src=\"/host.js\"></script><script src=\"/gate.js\"></script></body></html>";
    }

    private async Task AskAsync(IRoute route, string question)
    {
        try
        {
            using var body = JsonDocument.Parse(route.Request.PostData ?? "{}");
            var answer = await AnswerAsync(question, body.RootElement);
            await SendAsync(route, 200, "application/json", JsonSerializer.SerializeToUtf8Bytes(answer, Web), []);
        }
        catch (RefusalException refusal)
        {
            var problem = JsonSerializer.SerializeToUtf8Bytes(new { detail = refusal.Message, code = refusal.Code }, Web);
            await SendAsync(route, RefusalProblems.StatusOf(refusal.Kind), "application/problem+json", problem, []);
        }
        catch (Exception cause) when (cause is OperationCanceledException or JsonException)
        {
            await route.AbortAsync();
        }
    }

    private Task<object> AnswerAsync(string question, JsonElement body)
    {
        var arguments = body.TryGetProperty("arguments", out var given) ? given.Clone() : default;
        return question.Split('/') switch
        {
            ["contracts", var contract] => RunAsync(Uri.UnescapeDataString(contract), arguments, Limit(body)),
            ["contracts", var contract, "underlying"] => scene.Answers.UnderlyingAsync(Uri.UnescapeDataString(contract), arguments, body.GetProperty("row").Clone(), stop),
            ["values"] => scene.Answers.ValuesAsync(body.GetProperty("filter").GetString() ?? "", body.TryGetProperty("search", out var search) ? search.GetString() : null, stop),
            _ => throw new RefusalException("gate.unknown-question", "This is not answered while an app is checked."),
        };
    }

    private Task<object> RunAsync(string contract, JsonElement arguments, int? limit)
    {
        if (asked.Count < 200) asked.Enqueue(new PrefetchQuestion(contract, arguments, limit));
        return scene.Answers.RunAsync(contract, arguments, limit, stop);
    }

    private static int? Limit(JsonElement body) => body.TryGetProperty("limit", out var limit) && limit.TryGetInt32(out var rows) ? rows : null;

    private Task RefuseAsync(IRoute route)
    {
        if (refused.Count < 50) refused.Enqueue($"{route.Request.Method} {(route.Request.Url.Length > 200 ? route.Request.Url[..200] + "…" : route.Request.Url)}");
        return route.AbortAsync("blockedbyclient");
    }

    private static async Task SendAsync(IRoute route, int status, string type, byte[] body, Dictionary<string, string> headers)
    {
        try
        {
            await route.FulfillAsync(new() { Status = status, ContentType = type, BodyBytes = body, Headers = new Dictionary<string, string>(headers) { ["Content-Type"] = type } });
        }
        catch (PlaywrightException)
        {
            // The page has gone meanwhile; nobody waits for this answer.
        }
    }
}
