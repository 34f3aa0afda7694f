using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>The services that E2B has inside a sandbox, over Connect with JSON. A unary error has its HTTP status; a stream is always 200 and ends with its error, because the SDK loses any other.</summary>
internal sealed class InsideRpc(SandboxHostOptions options, TimeProvider clock)
{
    /// <summary>The one user of a sandbox.</summary>
    public const string User = "user";

    private const string Refused = "is not supported by this sandbox host; docs/sandboxes.md lists what is";

    public async Task HandleAsync(HttpContext context, HostedSandbox sandbox)
    {
        var request = context.Request;
        var words = (request.Path.Value ?? "").Split('/');
        if (words is not ["", var service, var method] || service is not ("process.Process" or "filesystem.Filesystem")) throw new HostRefusal(404, $"A sandbox has no {request.Method} {request.Path}");
        if (!HttpMethods.IsPost(request.Method)) throw new HostRefusal(405, "Calls are made with POST");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = HostWriting.MostJsonBytes;
        var type = request.ContentType?.Split(';')[0].Trim() ?? "";
        var isStream = type == ConnectFrames.StreamType;
        if (!isStream && type != ConnectFrames.UnaryType)
        {
            context.Response.Headers["Accept-Post"] = $"{ConnectFrames.UnaryType}, {ConnectFrames.StreamType}";
            throw new HostRefusal(415, $"'{type}' is not supported: calls are JSON");
        }

        if (isStream) await StreamAsync(context, sandbox, service, method);
        else await UnaryAsync(context, sandbox, service, method);
    }

    public async Task MetricsAsync(HttpContext context, HostedSandbox sandbox)
        => await HostWriting.JsonAsync(context, 200, (await sandbox.MeasureAsync(clock, options.Limits.MemoryBytes, context.RequestAborted))[^1].ToInside());

    /// <exception cref="ConnectException"><c>unauthenticated</c> for anybody but the one user.</exception>
    public static void RequireUser(string? name)
    {
        if (name is { Length: > 0 } and not User)
            throw new ConnectException(ConnectCode.Unauthenticated, $"user '{(name.Length <= 40 ? name : name[..40])}' is not supported: a sandbox of this host has one user, '{User}', and no root");
    }

    private static async Task UnaryAsync(HttpContext context, HostedSandbox sandbox, string service, string method)
    {
        var asked = await HostWriting.ReadJsonAsync(context);
        JsonObject answer;
        try
        {
            RequireUser(UserOf(context.Request));
            answer = service == "process.Process"
                ? await ProcessCalls.AnswerAsync(sandbox, method, asked, context.RequestAborted)
                : await FilesystemCalls.AnswerAsync(sandbox, method, asked, context.RequestAborted);
        }
        catch (InvalidOperationException)
        {
            // A field has another type than the protocol's.
            throw new ConnectException(ConnectCode.InvalidArgument, $"The fields of {method} are not in the form of the protocol");
        }

        await HostWriting.JsonAsync(context, 200, answer);
    }

    private async Task StreamAsync(HttpContext context, HostedSandbox sandbox, string service, string method)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = ConnectFrames.StreamType;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var stream = new InsideStream(context, clock);
        ConnectException? error = null;
        try
        {
            RequireUser(UserOf(context.Request));
            var asked = await ReadOneAsync(context);
            error = (service, method) switch
            {
                ("process.Process", "Start") => await ProcessCalls.StartAsync(sandbox, asked, stream),
                ("process.Process", "Connect") => await ProcessCalls.ConnectAsync(sandbox, asked, stream),
                ("filesystem.Filesystem", "WatchDir") => await FilesystemCalls.WatchAsync(sandbox, asked, stream),
                _ => new ConnectException(ConnectCode.Unimplemented, $"{service}/{method} as a stream {Refused}"),
            };
        }
        catch (ConnectException refused)
        {
            error = refused;
        }
        catch (RefusalException refused)
        {
            error = new ConnectException(ConnectCode.Unavailable, refused.Message);
        }
        catch (HostRefusal refused) when (refused.Status == 429)
        {
            error = new ConnectException(ConnectCode.ResourceExhausted, refused.Message);
        }
        catch (Exception cause) when (cause is InvalidDataException or InvalidOperationException or HostRefusal)
        {
            error = new ConnectException(ConnectCode.InvalidArgument, cause is InvalidOperationException ? $"The fields of {method} are not in the form of the protocol" : cause.Message);
        }

        await stream.EndAsync(error);
    }

    private static async Task<JsonObject> ReadOneAsync(HttpContext context)
    {
        if (await ConnectFrames.ReadAsync(context.Request.Body, HostWriting.MostJsonBytes, context.RequestAborted, length => HostWriting.Count(context, length)) is not { IsEnd: false } frame) throw new InvalidDataException("The request has no message");
        return HostWriting.Parse(frame.Payload);
    }

    private static string? UserOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Length];
        return Convert.TryFromBase64String(header[6..], bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0] : throw new ConnectException(ConnectCode.Unauthenticated, "The user cannot be read");
    }
}
