using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Vitrine.Integration.LanguageModels;

/// <summary>
/// A server of the Messages API on loopback. It speaks the protocol to the letter: it refuses what the real one refuses, streams events in the documented order, and counts tokens and cached prefixes by itself. What it
/// answers is a script: a function from the request to the <see cref="Reply"/>. <c>vitrine-integration messages-server PORT</c> starts it by hand, with the script of <see cref="ShopScript"/>.
/// </summary>
internal sealed class MessagesServer : IAsyncDisposable
{
    public const string Verb = "messages-server";
    public const string Key = "sk-test-5f0c1d2e3b4a59687f";

    private readonly TokenCount tokens = new();
    private readonly ConcurrentDictionary<int, ToldUsage> told = new();
    private readonly CancellationTokenSource ending = new();
    private WebApplication application = null!;
    private int calls;

    private MessagesServer(Func<ReceivedRequest, Reply> script) => Script = script;

    /// <summary>What it answers; changed between two requests.</summary>
    public Func<ReceivedRequest, Reply> Script { get; set; }

    public Uri Address => new(application.Urls.First());

    /// <summary>Requests that it took, those that it refused among them.</summary>
    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    /// <summary>The tokens that it told of, call by call: for a call that broke off, what was told until then.</summary>
    public IReadOnlyList<ToldUsage> Told => [.. told.OrderBy(call => call.Key).Select(call => call.Value)];

    /// <summary>Why it refused requests; a client that knows the protocol leaves it empty.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    public static async Task<MessagesServer> StartAsync(Func<ReceivedRequest, Reply> script, int port = 0)
    {
        var server = new MessagesServer(script);
        server.application = await LoopbackModels.StartAsync("/v1/messages", server.AnswerAsync, port);
        return server;
    }

    /// <summary>Answers requests one after the other by these replies; more requests than replies are a fault of the test.</summary>
    public static Func<ReceivedRequest, Reply> InOrder(params Reply[] replies)
    {
        var next = -1;
        return _ => Interlocked.Increment(ref next) is var at && at < replies.Length ? replies[at] : Reply.Refuse(500, "api_error", $"The script has {replies.Length} replies.");
    }

    public static async Task<int> RunAsync(string[] args)
    {
        await using var server = await StartAsync(ShopScript.Answer, args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 4010);
        Console.WriteLine($"ANTHROPIC_BASE_URL={server.Address.ToString().TrimEnd('/')} ANTHROPIC_API_KEY={Key}");
        await server.application.WaitForShutdownAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await application.StopAsync();
        await application.DisposeAsync();
        ending.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var given = http.Request.Headers["x-api-key"].FirstOrDefault() ?? http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        if (given != Key)
        {
            await RefuseAsync(http, Reply.Refuse(401, "authentication_error", "invalid x-api-key"));
            return;
        }

        var request = new ReceivedRequest((await JsonNode.ParseAsync(http.Request.Body))!.AsObject());
        Requests.Enqueue(request);
        if (ProtocolRules.Complain(request) is { } complaint)
        {
            Complaints.Enqueue(complaint);
            await RefuseAsync(http, Reply.Refuse(400, "invalid_request_error", complaint));
            return;
        }

        var reply = Script(request);
        if (reply.Status != 200)
        {
            await RefuseAsync(http, reply);
            return;
        }

        var usage = tokens.Count(request, reply);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, http.RequestAborted);
        try
        {
            var call = Interlocked.Increment(ref calls);
            await new EventWriting(http, reply, usage, request.Model, soFar => told[call] = soFar).WriteAsync(either.Token);
        }
        catch (Exception cause) when (cause is OperationCanceledException or IOException)
        {
            // Nobody listens any more, or the server goes.
        }
    }

    private static Task RefuseAsync(HttpContext http, Reply reply)
    {
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers) http.Response.Headers[name] = value;
        http.Response.Headers["request-id"] = "req_test";
        return http.Response.WriteAsJsonAsync(new { type = "error", error = new { type = reply.ErrorType, message = reply.ErrorMessage }, request_id = "req_test" });
    }
}
