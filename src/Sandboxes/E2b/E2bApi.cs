using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;

namespace Vitrine.Sandboxes.E2b;

/// <summary>
/// The control plane, over the paths of its first generation: they exist on the cloud, in what is open of it, and on older clones. What may be asked twice without harm is tried again; creating a
/// sandbox is only when the answer says that none was made.
/// </summary>
internal sealed class E2bApi(E2bSandboxOptions options, HttpClient http, TimeProvider clock)
{
    private const int MostAnswerBytes = 4 << 20, MostTries = 3;
    private const string Items = "items";
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(60), LongestWait = TimeSpan.FromSeconds(10);

    /// <exception cref="RefusalException">For each way in which it is refused: see <see cref="E2bRefusals"/>.</exception>
    public async Task<E2bHandle> CreateAsync(string template, IReadOnlyDictionary<string, string> metadata, TimeSpan life, CancellationToken cancellationToken)
    {
        var labels = new JsonObject();
        foreach (var (name, value) in metadata) labels[name] = value;
        var body = new JsonObject
        {
            ["templateID"] = template,
            ["timeout"] = (int)life.TotalSeconds,
            ["secure"] = true,
            ["autoPause"] = false,
            ["allow_internet_access"] = false,
            ["network"] = new JsonObject { ["denyOut"] = new JsonArray("0.0.0.0/0") },
            ["metadata"] = labels,
        };
        var (status, answer) = await SendAsync(HttpMethod.Post, "sandboxes", body, isIdempotent: false, cancellationToken);
        if (status == HttpStatusCode.Created) return Handle(answer);
        if (status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest) throw await TemplateRefusalAsync(template, status, answer, cancellationToken);
        throw E2bRefusals.Of(status, answer, options);
    }

    /// <summary>Resumes it, or makes one that runs live at least that long; null when it is not there.</summary>
    public async Task<E2bHandle?> ConnectAsync(string id, TimeSpan life, CancellationToken cancellationToken)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, $"sandboxes/{id}/connect", new JsonObject { ["timeout"] = (int)life.TotalSeconds }, isIdempotent: true, cancellationToken);
        return status switch
        {
            HttpStatusCode.OK or HttpStatusCode.Created => Handle(answer),
            HttpStatusCode.NotFound => null,
            _ => throw E2bRefusals.Of(status, answer, options),
        };
    }

    /// <exception cref="RefusalException"><c>sandbox.gone</c> when it was killed meanwhile.</exception>
    public async Task PauseAsync(string id, CancellationToken cancellationToken)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, $"sandboxes/{id}/pause", [], isIdempotent: false, cancellationToken);
        // Paused already is what was wanted.
        if (status is HttpStatusCode.NoContent or HttpStatusCode.Conflict) return;
        if (status == HttpStatusCode.NotFound) throw new RefusalException("sandbox.gone", "The sandbox was killed or its time was over, so it cannot be paused. Its app is in the store and gets another.", RefusalKind.Conflict);
        throw E2bRefusals.Of(status, answer, options);
    }

    /// <summary>Ends it, paused or not; false when it is not there.</summary>
    public async Task<bool> KillAsync(string id, CancellationToken cancellationToken)
    {
        var (status, answer) = await SendAsync(HttpMethod.Delete, $"sandboxes/{id}", null, isIdempotent: true, cancellationToken);
        return status switch
        {
            HttpStatusCode.NoContent => true,
            HttpStatusCode.NotFound => false,
            _ => throw E2bRefusals.Of(status, answer, options),
        };
    }

    /// <summary>The newest hundred that were created with that metadata, running or paused, each with all of its metadata. None where the service cannot list by it.</summary>
    public async Task<IReadOnlyList<(string Id, IReadOnlyDictionary<string, string> Metadata)>> ListAsync(string name, string value, CancellationToken cancellationToken)
    {
        // Escaped once for the pair and once more for the query.
        var pair = Uri.EscapeDataString($"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}");
        var (status, answer) = await SendAsync(HttpMethod.Get, $"v2/sandboxes?metadata={pair}&state=running,paused&limit=100", null, isIdempotent: true, cancellationToken);
        if (status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed) return [];
        if (status != HttpStatusCode.OK) throw E2bRefusals.Of(status, answer, options);
        return [.. (answer[Items] as JsonArray ?? []).OfType<JsonObject>()
            .Select(one => (Id: Text(one["sandboxID"]) ?? "", Metadata: (IReadOnlyDictionary<string, string>)(one["metadata"] as JsonObject ?? []).ToDictionary(entry => entry.Key, entry => Text(entry.Value) ?? "", StringComparer.Ordinal)))
            // Whatever it filters by: only what is ours.
            .Where(one => IsId(one.Id) && one.Metadata.GetValueOrDefault(name) == value)];
    }

    /// <summary>Makes it live that long from now.</summary>
    public async Task SetLifeAsync(string id, TimeSpan life, CancellationToken cancellationToken)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, $"sandboxes/{id}/timeout", new JsonObject { ["timeout"] = (int)life.TotalSeconds }, isIdempotent: true, cancellationToken);
        if (status == HttpStatusCode.NotFound) throw E2bRefusals.Gone();
        if (status != HttpStatusCode.NoContent) throw E2bRefusals.Of(status, answer, options);
    }

    /// <summary>Takes a snapshot that sandboxes can be created from; the sandbox goes on. Null where the service takes none.</summary>
    public async Task<string?> TakeSnapshotAsync(string id, CancellationToken cancellationToken)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, $"sandboxes/{id}/snapshots", [], isIdempotent: false, cancellationToken);
        if (status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented or HttpStatusCode.BadRequest) return null;
        if (status != HttpStatusCode.Created) throw E2bRefusals.Of(status, answer, options);
        return answer["snapshotID"] is JsonValue value && value.TryGetValue<string>(out var snapshot) && snapshot.Length is > 0 and <= 200 ? snapshot : null;
    }

    /// <summary>Deletes a template, or a snapshot, which is one. Nothing happens when it is not there.</summary>
    public async Task DeleteTemplateAsync(string template, CancellationToken cancellationToken)
    {
        var (status, answer) = await SendAsync(HttpMethod.Delete, $"templates/{Uri.EscapeDataString(template)}", null, isIdempotent: true, cancellationToken);
        if (status is not (HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.NotFound)) throw E2bRefusals.Of(status, answer, options);
    }

    /// <summary>Processors and memory that were allocated, for the bill.</summary>
    public async Task<SandboxSize> SizeAsync(string id, CancellationToken cancellationToken)
    {
        var (status, answer) = await SendAsync(HttpMethod.Get, $"sandboxes/{id}", null, isIdempotent: true, cancellationToken);
        if (status != HttpStatusCode.OK) throw status == HttpStatusCode.NotFound ? E2bRefusals.Gone() : E2bRefusals.Of(status, answer, options);
        return new SandboxSize(Number("cpuCount", 2), (long)Number("memoryMB", 512) << 20);

        int Number(string name, int other) => answer[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : other;
    }

    /// <summary>Whether it may stand in an address and be the name of a file.</summary>
    public static bool IsId(string text) => text.Length is > 0 and <= 64 && text.All(char.IsAsciiLetterOrDigit);

    private static string? Text(JsonNode? node) => node is JsonValue text && text.TryGetValue<string>(out var given) ? given : null;

    private static E2bHandle Handle(JsonObject answer)
        => Text(answer["sandboxID"]) is { } id && IsId(id)
            ? new E2bHandle(id, Text(answer["envdAccessToken"]), Text(answer["domain"]))
            : throw new RefusalException("sandbox.unavailable", "The sandbox service answered without a usable sandbox id.", RefusalKind.Unavailable);

    // One answer stands for several faults; what the name alone leads to tells them apart.
    private async Task<RefusalException> TemplateRefusalAsync(string template, HttpStatusCode status, JsonObject answer, CancellationToken cancellationToken)
    {
        var words = template.Split(':');
        var (known, _) = await SendAsync(HttpMethod.Get, $"templates/aliases/{Uri.EscapeDataString(words[0])}", null, isIdempotent: true, cancellationToken);
        return known switch
        {
            HttpStatusCode.Forbidden => E2bRefusals.NoAccess(words[0]),
            HttpStatusCode.NotFound => E2bRefusals.NoTemplate(words[0]),
            HttpStatusCode.OK when words.Length > 1 && status != HttpStatusCode.BadRequest => E2bRefusals.NoTag(words[0], words[1]),
            HttpStatusCode.OK when words.Length > 1 && E2bRefusals.IsAbout(answer, "tag", words[0], words[1]) => E2bRefusals.NotStarted(words[0], words[1], answer),
            _ => E2bRefusals.Of(status, answer, options),
        };
    }

    private async Task<(HttpStatusCode Status, JsonObject Answer)> SendAsync(HttpMethod method, string path, JsonObject? body, bool isIdempotent, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            time.CancelAfter(CallLimit);
            var wait = TimeSpan.FromMilliseconds(300 * attempt);
            try
            {
                using var request = new HttpRequestMessage(method, new Uri($"{options.ApiUrl.ToString().TrimEnd('/')}/{path}"));
                request.Headers.Add("X-API-KEY", options.ApiKey);
                if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
                var answer = await ReadAsync(response, time.Token);
                var isBusy = response.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
                // A refusal for too many made nothing, whatever was asked for.
                var isTooMany = response.StatusCode == HttpStatusCode.TooManyRequests && !E2bRefusals.IsQuota(answer);
                if (attempt == MostTries || !(isTooMany || (isBusy && isIdempotent))) return (response.StatusCode, answer);
                if (response.Headers.RetryAfter is { } after) wait = Wait(after, wait);
                if (wait > LongestWait) return (response.StatusCode, answer);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                if (attempt == MostTries || !isIdempotent) throw E2bRefusals.Unreachable(options.ApiUrl, "It did not answer in time.");
            }
            catch (Exception cause) when (cause is HttpRequestException or IOException)
            {
                if (attempt == MostTries || !isIdempotent) throw E2bRefusals.Unreachable(options.ApiUrl, "");
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    private TimeSpan Wait(RetryConditionHeaderValue after, TimeSpan other)
    {
        var wait = after.Delta ?? (after.Date is { } date ? date - clock.GetUtcNow() : other);
        return wait > other ? wait : other;
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[64 << 10];
        var length = 0;
        int read;
        while ((read = await stream.ReadAsync(bytes.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
            if (length > MostAnswerBytes) return [];
            if (length == bytes.Length) Array.Resize(ref bytes, bytes.Length * 2);
        }

        try
        {
            return length == 0 ? [] : JsonNode.Parse(bytes.AsSpan(0, length), documentOptions: new() { AllowDuplicateProperties = false }) switch
            {
                JsonObject answer => answer,
                JsonArray items => new JsonObject { [Items] = items },
                _ => [],
            };
        }
        catch (JsonException)
        {
            return []; // a proxy's page
        }
    }
}
