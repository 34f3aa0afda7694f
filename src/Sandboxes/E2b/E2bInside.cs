using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.E2b;

/// <summary>The services inside one sandbox. It is addressed by host name and by headers alike, so that it is found on the cloud and on a host with a single address.</summary>
internal sealed class E2bInside(E2bSandboxOptions options, E2bHandle handle, HttpClient http, TimeProvider clock)
{
    private const int Port = 49983, LongestMessage = 8 << 20, LongestAnswer = 4096, MostTries = 3;
    private const string Root = "root";
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(60), FileLimit = TimeSpan.FromMinutes(5);

    private readonly string root = (options.SandboxUrl?.ToString() ?? $"https://{Port}-{handle.Id}.{handle.Domain ?? options.Domain}").TrimEnd('/');

    /// <summary>By which waiting for the sandbox is measured.</summary>
    public TimeProvider Clock => clock;

    /// <summary>A unary call.</summary>
    /// <exception cref="ConnectException">What it was refused with.</exception>
    /// <exception cref="RefusalException"><c>sandbox.gone</c>.</exception>
    public async Task<JsonObject> CallAsync(string method, JsonObject message, bool isIdempotent, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, $"{root}/{method}") { Content = Json(message) }, isIdempotent, CallLimit, cancellationToken);
        var answer = Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        if (response.StatusCode == HttpStatusCode.OK) return answer;
        throw new ConnectException(answer["code"]?.ToString() ?? ConnectCode.Internal, answer["message"]?.ToString() ?? $"The call was answered with {(int)response.StatusCode}.");
    }

    /// <summary>Begins a call whose answer is a stream of frames; the caller reads and disposes of it.</summary>
    /// <param name="method">Such as <c>process.Process/Start</c>.</param>
    /// <param name="message">The one message of the request.</param>
    /// <param name="asRoot">Whether it is to run as the administrator of the sandbox.</param>
    /// <param name="limit">After which the service itself ends what it started; null for never.</param>
    /// <param name="keepalive">How often it is to give a sign of life.</param>
    /// <param name="cancellationToken">Ends the call whenever it is cancelled.</param>
    public async Task<HttpResponseMessage> OpenAsync(string method, JsonObject message, bool asRoot, TimeSpan? limit, TimeSpan keepalive, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{root}/{method}");
        Address(request);
        // Left out for no limit: 0 would mean that it is over already.
        if (limit is { } time) request.Headers.Add("Connect-Timeout-Ms", ((long)time.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        request.Headers.Add("Keepalive-Ping-Interval", ((int)keepalive.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (asRoot) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Root}:")));
        request.Content = new ByteArrayContent(ConnectFrames.Message(message));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(ConnectFrames.StreamType);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            throw E2bRefusals.Unreachable(new Uri(root), "");
        }

        if (response.StatusCode == HttpStatusCode.OK) return response;
        using (response) throw Refusal(response.StatusCode, await AnswerAsync(response, cancellationToken));
    }

    /// <summary>The bytes of a file; null when there is none.</summary>
    public async Task<byte[]?> ReadAsync(string path, long most, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, $"{root}/files?path={Uri.EscapeDataString(path)}"), isIdempotent: true, FileLimit, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        if (response.StatusCode != HttpStatusCode.OK) throw new RefusalException("sandbox.bad-path", "Only plain files in the workspace can be read.");
        using var kept = new MemoryStream();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[64 << 10];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (kept.Length + read > most) throw new RefusalException("sandbox.file-too-large", $"The file is larger than {most >> 20} MiB.", RefusalKind.TooLarge);
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }

    /// <summary>Writes a file, and the folders above it.</summary>
    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool asRoot, CancellationToken cancellationToken)
    {
        var address = $"{root}/files?path={Uri.EscapeDataString(path)}{(asRoot ? $"&username={Root}" : "")}";
        using var response = await SendAsync(
            () =>
            {
                var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(content) };
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                return request;
            },
            isIdempotent: true, FileLimit, cancellationToken);
        if (response.IsSuccessStatusCode) return;
        throw response.StatusCode == HttpStatusCode.InsufficientStorage || response.StatusCode == HttpStatusCode.RequestEntityTooLarge
            ? new RefusalException("sandbox.full", "The workspace is full.", RefusalKind.TooLarge)
            : response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden
                ? new RefusalException("sandbox.bad-path", "A file could not be written: something that is no plain folder is in its way.")
                : Refusal(response.StatusCode, await AnswerAsync(response, cancellationToken));
    }

    /// <summary>Parses a message; an empty one when it is none.</summary>
    public static JsonObject Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes.Length is 0 or > LongestMessage ? [] : JsonNode.Parse(bytes, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>Why the sandbox is not there any more, as the service says it; null when it is there or nothing is said.</summary>
    public async Task<string?> WhyGoneAsync()
    {
        try
        {
            using var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, $"{root}/health"), isIdempotent: true, TimeSpan.FromSeconds(5), CancellationToken.None);
            return null;
        }
        catch (RefusalException refusal)
        {
            return refusal.Code == E2bRefusals.GoneCode ? refusal.Message : null;
        }
    }

    // Of a body that is no message, a long one or one that breaks off, nothing is told.
    private static async Task<JsonObject> AnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return response.Content.Headers.ContentLength is > 0 and <= LongestAnswer ? Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)) : [];
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException)
        {
            return [];
        }
    }

    private static RefusalException Refusal(HttpStatusCode status, JsonObject answer) => status switch
    {
        // 502 is how a sandbox that is not there looks.
        HttpStatusCode.BadGateway => E2bRefusals.Gone(answer),
        HttpStatusCode.Unauthorized => new("sandbox.bad-token", $"The sandbox does not accept who asks: its token, or the user that is to do it.{E2bRefusals.Said(answer)}", RefusalKind.Conflict),
        _ => new("sandbox.unavailable", $"The sandbox refused a call ({(int)status}).", RefusalKind.Unavailable),
    };

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, bool isIdempotent, TimeSpan limit, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var over = new CancellationTokenSource(limit, clock);
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over.Token);
            try
            {
                using var request = make();
                Address(request);
                var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
                if (response.StatusCode != HttpStatusCode.BadGateway) return response;
                using (response) throw E2bRefusals.Gone(await AnswerAsync(response, time.Token));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw E2bRefusals.Unreachable(new Uri(root), "It did not answer in time.");
            }
            catch (Exception cause) when (cause is HttpRequestException or IOException)
            {
                if (!isIdempotent || attempt == MostTries) throw E2bRefusals.Unreachable(new Uri(root), "");
            }
        }
    }

    private void Address(HttpRequestMessage request)
    {
        request.Headers.Add("E2b-Sandbox-Id", handle.Id);
        request.Headers.Add("E2b-Sandbox-Port", Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (handle.Token is { } token) request.Headers.Add("X-Access-Token", token);
        request.Headers.Add("Connect-Protocol-Version", "1");
    }

    private static StringContent Json(JsonObject message) => new(message.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(ConnectFrames.UnaryType));
}
