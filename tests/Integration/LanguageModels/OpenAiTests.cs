using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.LanguageModels.Providers;
using Vitrine.Agents.Tools;
using Vitrine.Primitives;
using Vitrine.Storage.Objects;

namespace Vitrine.Integration.LanguageModels;

/// <summary>The same calls through OpenAI's chat completions: what goes out, and what comes of what comes back.</summary>
public sealed class OpenAiTests : IAsyncLifetime
{
    private static readonly string[] Stream =
    [
        """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-5.4","choices":[{"index":0,"delta":{"role":"assistant","content":"I look"},"finish_reason":null}]}""",
        """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-5.4","choices":[{"index":0,"delta":{"content":" for fields."},"finish_reason":null}]}""",
        """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-5.4","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"search_fields","arguments":""}}]},"finish_reason":null}]}""",
        """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-5.4","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"words\":"}}]},"finish_reason":null}]}""",
        """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-5.4","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\"revenue\"}"}}]},"finish_reason":null}]}""",
        """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-5.4","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""",
        """{"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-5.4","choices":[],"usage":{"prompt_tokens":1000,"completion_tokens":20,"total_tokens":1020,"prompt_tokens_details":{"cached_tokens":600}}}""",
        "[DONE]",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-openai-").FullName;
    private readonly List<(string? Authorization, JsonObject Body)> requests = [];
    private WebApplication server = null!;
    private int upTo = Stream.Length;
    private (string Type, string Body)? other;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await LoopbackModels.StartAsync("/v1/chat/completions", AnswerAsync);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_answer_is_put_together_and_its_tokens_are_counted_once()
    {
        var ears = new ModelDesk.Ears();
        var answer = await AskAsync(ears, "sk-good", ModelMessage.Said("Make an app."));
        Assert.Equal((ModelFinish.Tools, "I look for fields.", "I look for fields."), (answer.Finish, answer.Message.Text, ears.Words));
        Assert.Equal(("call_1", "search_fields", "{\"words\":\"revenue\"}"), (answer.Message.Calls.Single().Id, answer.Message.Calls.Single().Tool, answer.Message.Calls.Single().Input.GetRawText()));
        Assert.Equal(new ModelUsage(400, 20, 600, 0), answer.Usage);

        var (authorization, body) = Assert.Single(requests);
        Assert.Equal(("Bearer sk-good", "gpt-5.4"), (authorization, (string)body["model"]!));
        Assert.Equal(ToolList.All.Select(tool => tool.Name), body["tools"]!.AsArray().Select(tool => (string)tool!["function"]!["name"]!));
        Assert.Equal("system", (string)body["messages"]![0]!["role"]!);
    }

    [Fact]
    public async Task Results_go_back_by_their_call_and_a_picture_beside_them()
    {
        var first = await AskAsync(new ModelDesk.Ears(), "sk-good", ModelMessage.Said("Make an app."));
        var blob = await new FolderObjectStore(folder).PutAsync("not really a picture"u8.ToArray(), Stop);
        await AskAsync(new ModelDesk.Ears(), "sk-good", ModelMessage.Said("Make an app."), first.Message, ModelMessage.Said(new ModelPart.Result("call_1", "Look.", false, blob.Hex)));
        var messages = requests[^1].Body["messages"]!.AsArray();
        Assert.Equal("system user assistant tool user", string.Join(' ', messages.Select(message => (string)message!["role"]!)));
        Assert.Equal("call_1", (string)messages[3]!["tool_call_id"]!);
        Assert.Contains("data:image/png;base64,", messages[4]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("base64", messages[3]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_of_the_person_goes_as_an_address_that_holds_it()
    {
        var png = TestPicture.Png(3, 2);
        var blob = await new FolderObjectStore(folder).PutAsync(png, Stop);
        await AskAsync(new ModelDesk.Ears(), "sk-good", ModelMessage.Said(new ModelPart.Text("Look:"), new ModelPart.Picture(blob.Hex, "image/png"), new ModelPart.Text("Like this.")));
        var parts = requests[^1].Body["messages"]!.AsArray()[1]!["content"]!.AsArray();
        Assert.Equal($"data:image/png;base64,{Convert.ToBase64String(png)}", (string)parts[1]!["image_url"]!["url"]!);
        Assert.Equal("Like this.", (string)parts[2]!["text"]!);
    }

    [Fact]
    public async Task A_key_that_is_not_accepted_is_said_with_its_variable_and_nothing_of_itself()
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(new ModelDesk.Ears(), "sk-wrong-1234567", ModelMessage.Said("x")));
        Assert.Equal("model.key-refused", refusal.Code);
        Assert.Contains("OPENAI_API_KEY", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_ends_before_its_end_is_none()
    {
        upTo = 5;
        Assert.Equal("model.dropped", (await Assert.ThrowsAsync<RefusalException>(() => AskAsync(new ModelDesk.Ears(), "sk-good", ModelMessage.Said("x")))).Code);
    }

    [Theory]
    [InlineData("text/html", "<!doctype html><title>Sign in</title>")]
    [InlineData("application/json", """{ "choices": [{ "message": { "content": "In one piece." } }] }""")]
    [InlineData("text/event-stream", "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":\n\n")]
    [InlineData("text/event-stream", "data: [1,2]\n\ndata: [DONE]\n\n")]
    public async Task What_is_no_answer_of_such_a_provider_is_said_with_the_variable_of_its_address(string type, string body)
    {
        other = (type, body);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(new ModelDesk.Ears(), "sk-good", ModelMessage.Said("x")));
        Assert.Equal("model.garbled", refusal.Code);
        Assert.Contains("OPENAI_BASE_URL", refusal.Message, StringComparison.Ordinal);
    }

    private Task<ModelAnswer> AskAsync(IModelListener listener, string key, params ModelMessage[] messages)
    {
        var settings = new LanguageModelSettings();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["OPENAI_API_KEY"] = key, ["OPENAI_BASE_URL"] = $"{server.Urls.First()}/v1" }).Build();
        var provider = new OpenAiProvider(configuration, new ModelWatch(settings, TimeProvider.System));
        var table = new LanguageModelTable([new AnthropicProvider(configuration, null!), new BedrockProvider(configuration, null!), provider], settings, configuration);
        var client = new TranslatingClient(new ChatModelClient(provider, new MessageForm(provider.Dialect, new FolderObjectStore(folder))), provider);
        return client.AskAsync(new ModelRequest { Model = table.Default!, System = ["You make apps."], Tools = ToolList.All, Messages = messages, MaximumOutput = 1000 }, listener, Stop);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var authorization = http.Request.Headers.Authorization.ToString();
        if (authorization != "Bearer sk-good")
        {
            http.Response.StatusCode = 401;
            await http.Response.WriteAsJsonAsync(new { error = new { message = $"Incorrect API key provided: {authorization}.", type = "invalid_request_error", code = "invalid_api_key" } }, Stop);
            return;
        }

        var body = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: Stop))!.AsObject();
        lock (requests) requests.Add((authorization, body));
        if (other is { } answer)
        {
            http.Response.ContentType = answer.Type;
            await http.Response.WriteAsync(answer.Body, Stop);
            return;
        }

        http.Response.ContentType = "text/event-stream";
        foreach (var data in Stream.Take(upTo)) await http.Response.WriteAsync($"data: {data}\n\n", Stop);
    }
}
