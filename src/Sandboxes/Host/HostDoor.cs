using System.Text.RegularExpressions;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Vitrine.Primitives;
using Vitrine.Sandboxes.Protocol;

namespace Vitrine.Sandboxes.Host;

/// <summary>
/// Where every request comes in: it is for the control plane, or for a sandbox, which the first part of the host's name or a header tells, as at E2B. Nothing passes without a key, a token or a
/// signature but <c>GET /health</c>.
/// </summary>
internal sealed partial class HostDoor(ControlPlane control, HostedSandboxes sandboxes, HostSecrets secrets, InsideRpc rpc, InsideFiles files, ILogger log)
{
    private const int InsidePort = 49983;

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            if (SandboxOf(context.Request) is { } asked) await InsideAsync(context, asked.Id, asked.Port);
            else if (IsHealth(context.Request)) await HostWriting.NothingAsync(context);
            else if (context.Request.Path == "/files") await SignedAsync(context);
            else await control.HandleAsync(context);
        }
        catch (HostRefusal refusal) when (!context.Response.HasStarted)
        {
            await HostWriting.RefuseAsync(context, refusal);
        }
        catch (RefusalException refusal) when (!context.Response.HasStarted)
        {
            await HostWriting.RefuseAsync(context, HostRefusal.Of(refusal));
        }
        catch (ConnectException error) when (!context.Response.HasStarted)
        {
            await HostWriting.RefuseAsync(context, error);
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await HostWriting.RefuseAsync(context, new HostRefusal(bad.StatusCode, "The request cannot be read"));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for the answer any more.
        }
#pragma warning disable CA1031 // The boundary of the host: a fault is logged here and told as one.
        catch (Exception fault)
        {
            log.LogError(fault, "A request to {Path} failed", context.Request.Path);
            if (context.Response.HasStarted) context.Abort();
            else await HostWriting.RefuseAsync(context, new HostRefusal(500, "Something went wrong on the sandbox host; its log says what"));
        }
#pragma warning restore CA1031
    }

    private static bool IsHealth(HttpRequest request) => request.Path == "/health" && HttpMethods.IsGet(request.Method);

    private static (string Id, int Port)? SandboxOf(HttpRequest request)
    {
        if (Label().Match(request.Host.Host) is { Success: true } label) return (label.Groups["id"].Value, int.Parse(label.Groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture));
        if (request.Headers["E2b-Sandbox-Id"].ToString() is not { Length: > 0 } id) return null;
        return (id, int.TryParse(request.Headers["E2b-Sandbox-Port"], out var port) ? port : InsidePort);
    }

    private async Task InsideAsync(HttpContext context, string id, int port)
    {
        if (sandboxes.Find(id) is not { Attendant: not null } sandbox)
        {
            // 502 and nothing else: by it the SDK tells a sandbox that is gone from one that is in trouble.
            await AwayAsync(context, id, sandboxes.EndOf(id) is { } reason ? SandboxEnding.MessageOf(reason) : "The sandbox was not found", null);
            return;
        }

        if (port != InsidePort)
        {
            // There is no network in the sandbox, so nothing can listen.
            await AwayAsync(context, id, "The sandbox is running but port is not open", port);
            return;
        }

        if (IsHealth(context.Request))
        {
            await HostWriting.NothingAsync(context);
            return;
        }

        var token = secrets.TokenOf(id);
        var isKnown = context.Request.Headers["X-Access-Token"].ToString() is { Length: > 0 } given && SecretText.AreEqual(given, token);
        if (context.Request.Path == "/files")
        {
            if (!isKnown && !InsideFiles.IsSigned(context.Request, token, sandboxes.Clock)) throw new HostRefusal(401, "The access token or the signature is missing, wrong or too old");
            await files.HandleAsync(context, sandbox);
            return;
        }

        if (!isKnown) throw new HostRefusal(401, "The access token is missing or wrong");
        HostWriting.Know(context, sandbox.Record.Owner);
        if (context.Request.Path == "/metrics" && HttpMethods.IsGet(context.Request.Method)) await rpc.MetricsAsync(context, sandbox);
        else if (context.Request.Path == "/envs" && HttpMethods.IsGet(context.Request.Method)) await HostWriting.JsonAsync(context, 200, Variables(sandbox));
        else await rpc.HandleAsync(context, sandbox);
    }

    // Addresses for files name no sandbox where all share one host name: it is the one whose token made the signature.
    private async Task SignedAsync(HttpContext context)
    {
        HostedSandbox? found = null;
        foreach (var sandbox in sandboxes.All.Where(one => one.Attendant is not null))
        {
            if (InsideFiles.IsSigned(context.Request, secrets.TokenOf(sandbox.Record.Id), sandboxes.Clock)) found = sandbox;
        }

        await files.HandleAsync(context, found ?? throw new HostRefusal(401, "The signature is missing, wrong or too old, or its sandbox is not running"));
    }

    private static JsonObject Variables(HostedSandbox sandbox)
    {
        var variables = new JsonObject();
        foreach (var (name, value) in sandbox.Record.Environment) variables[name] = value;
        return variables;
    }

    private static Task AwayAsync(HttpContext context, string id, string message, int? port)
    {
        var body = new JsonObject { ["sandboxId"] = id, ["message"] = message, ["code"] = StatusCodes.Status502BadGateway };
        if (port is { } number) body["port"] = number;
        return HostWriting.JsonAsync(context, StatusCodes.Status502BadGateway, body);
    }

    [GeneratedRegex(@"^(?<port>\d{1,5})-(?<id>[a-z0-9]{1,64})\.")]
    private static partial Regex Label();
}
