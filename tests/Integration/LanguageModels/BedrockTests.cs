using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.LanguageModels.Providers;
using Vitrine.Primitives;
using Vitrine.Storage.Objects;

namespace Vitrine.Integration.LanguageModels;

/// <summary>Claude on Amazon Bedrock: the same messages, signed, and answered as a stream of AWS's own framing.</summary>
public sealed class BedrockTests : IAsyncLifetime
{
    private static readonly string[] Events =
    [
        """{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":25,"cache_creation_input_tokens":5,"cache_read_input_tokens":10,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"toolu_1","name":"list_files","input":{}}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{}"}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":15}}""",
        """{"type":"message_stop"}""",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-bedrock-").FullName;
    private readonly List<(string Path, string Authorization, string Token, AwsSignature Signature, JsonObject Body)> requests = [];
    private string? refuses;
    private WebApplication server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => server = await LoopbackModels.StartAsync("/{**path}", AnswerAsync);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("BEDROCK_API_KEY", "Bearer secret")]
    [InlineData("BEDROCK_ACCESS_KEY_ID", "AWS4-HMAC-SHA256 Credential=secret/")]
    public async Task A_call_is_signed_and_its_answer_is_read(string variable, string authorization)
    {
        var settings = new LanguageModelSettings { Silence = TimeSpan.FromSeconds(20) };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [variable] = "secret", ["BEDROCK_SECRET_ACCESS_KEY"] = "more", ["BEDROCK_BASE_URL"] = server.Urls.First(), ["BEDROCK_REGION"] = "eu-central-1" }).Build();
        var provider = new BedrockProvider(configuration, new ModelWatch(settings, TimeProvider.System));
        var table = new LanguageModelTable([new AnthropicProvider(configuration, null!), provider, new OpenAiProvider(configuration, null!)], settings, configuration);
        var client = new ChatModelClient(provider, new MessageForm(provider.Dialect, new FolderObjectStore(folder)));
        var answer = await client.AskAsync(new ModelRequest { Model = table.Default!, System = ["You make apps."], Tools = [], Messages = [ModelMessage.Said("Make an app.")], MaximumOutput = 1000 }, new ModelDesk.Ears(), Stop);

        Assert.Equal((ModelFinish.Tools, "list_files", new ModelUsage(25, 15, 10, 5)), (answer.Finish, answer.Message.Calls.Single().Tool, answer.Usage));
        var request = Assert.Single(requests);
        Assert.Equal($"/model/{table.Default!.Name}/invoke-with-response-stream", request.Path);
        Assert.StartsWith(authorization, request.Authorization, StringComparison.Ordinal);
        if (variable == "BEDROCK_ACCESS_KEY_ID") Assert.Equal(request.Signature.Given, request.Signature.With("more"));
        Assert.Equal("user", (string)request.Body["messages"]![0]!["role"]!);
    }

    [Fact]
    public async Task A_session_token_is_signed_and_sent_along()
    {
        await AskAsync(new() { ["BEDROCK_ACCESS_KEY_ID"] = "ASIAKEY", ["BEDROCK_SECRET_ACCESS_KEY"] = "more", ["BEDROCK_SESSION_TOKEN"] = "for-an-hour" });
        var request = Assert.Single(requests);
        Assert.Equal("for-an-hour", request.Token);
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=ASIAKEY/", request.Authorization, StringComparison.Ordinal);
        Assert.Contains("x-amz-security-token", request.Signature.Headers);
        Assert.Equal(request.Signature.Given, request.Signature.With("more"));
        Assert.NotEqual(request.Signature.Given, request.Signature.With("less"));
    }

    [Fact]
    public async Task Without_a_key_a_region_takes_what_AWS_gives_the_process_anew_with_each_request()
    {
        var given = 0;
        Dictionary<string, string?> settings = new() { ["BEDROCK_REGION"] = "eu-central-1" };
        await AskAsync(settings, () => Task.FromResult(new ImmutableCredentials($"ASIA{++given}", "secret", $"token-{given}")));
        await AskAsync(settings, () => Task.FromResult(new ImmutableCredentials($"ASIA{++given}", "secret", $"token-{given}")));
        Assert.Equal(["token-1", "token-2"], requests.Select(request => request.Token));
        Assert.Contains("Credential=ASIA2/", requests[1].Authorization, StringComparison.Ordinal);
        Assert.Contains("/eu-central-1/bedrock/aws4_request", requests[1].Authorization, StringComparison.Ordinal);
        Assert.All(requests, request => Assert.Equal(request.Signature.Given, request.Signature.With("secret")));
    }

    [Fact]
    public async Task Credentials_that_cannot_be_had_and_those_that_are_over_are_said_with_their_variables()
    {
        var away = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(new() { ["BEDROCK_REGION"] = "eu-central-1" }, () => throw new AmazonClientException("Unable to get IAM security credentials from EC2 Instance Metadata Service.")));
        Assert.Equal("model.key-refused", away.Code);
        Assert.Contains("AWS_SESSION_TOKEN, or the role of this machine", away.Message, StringComparison.Ordinal);
        refuses = """{"message":"The security token included in the request is expired"}""";
        var over = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(new() { ["BEDROCK_ACCESS_KEY_ID"] = "ASIAKEY", ["BEDROCK_SECRET_ACCESS_KEY"] = "more", ["BEDROCK_SESSION_TOKEN"] = "for-an-hour" }));
        Assert.Equal("model.key-refused", over.Code);
        Assert.Contains("BEDROCK_SESSION_TOKEN", over.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("for-an-hour", over.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID", false)]
    [InlineData("BEDROCK_ACCESS_KEY_ID", false)]
    [InlineData("BEDROCK_REGION", true)]
    [InlineData("AWS_BEARER_TOKEN_BEDROCK", true)]
    [InlineData("BEDROCK_API_KEY", true)]
    public void Credentials_of_AWS_that_may_be_there_for_something_else_set_nothing_up(string variable, bool isSetUp)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [variable] = "x" }).Build();
        Assert.Equal(isSetUp, new BedrockProvider(configuration, null!).Missing is null);
    }

    [Fact]
    public async Task A_picture_goes_as_a_block_of_its_own()
    {
        var png = TestPicture.Png(3, 2);
        var blob = await new FolderObjectStore(folder).PutAsync(png, Stop);
        await AskAsync(new() { ["BEDROCK_API_KEY"] = "secret" }, said: ModelMessage.Said(new ModelPart.Text("Look:"), new ModelPart.Picture(blob.Hex, "image/png"), new ModelPart.Text("Like this.")));
        var image = Assert.Single(requests).Body["messages"]![0]!["content"]!.AsArray()[1]!;
        Assert.Equal(("image", "base64", "image/png", Convert.ToBase64String(png)), ((string)image["type"]!, (string)image["source"]!["type"]!, (string)image["source"]!["media_type"]!, (string)image["source"]!["data"]!));
    }

    private async Task<ModelAnswer> AskAsync(Dictionary<string, string?> variables, Func<Task<ImmutableCredentials>>? given = null, ModelMessage? said = null)
    {
        var settings = new LanguageModelSettings { Silence = TimeSpan.FromSeconds(20) };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(variables.Append(new("BEDROCK_BASE_URL", server.Urls.First()))).Build();
        var provider = new BedrockProvider(configuration, new ModelWatch(settings, TimeProvider.System), given);
        var table = new LanguageModelTable([new AnthropicProvider(configuration, null!), provider, new OpenAiProvider(configuration, null!)], settings, configuration);
        var client = new TranslatingClient(new ChatModelClient(provider, new MessageForm(provider.Dialect, new FolderObjectStore(folder))), provider);
        return await client.AskAsync(new ModelRequest { Model = table.Default!, System = ["You make apps."], Tools = [], Messages = [said ?? ModelMessage.Said("Make an app.")], MaximumOutput = 1000 }, new ModelDesk.Ears(), Stop);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes, Stop);
        var body = JsonNode.Parse(bytes.ToArray())!.AsObject();
        lock (requests) requests.Add((http.Request.Path, http.Request.Headers.Authorization.ToString(), http.Request.Headers["x-amz-security-token"].ToString(), AwsSignature.Of(http, bytes.ToArray()), body));
        if (refuses is not null)
        {
            http.Response.StatusCode = 403;
            await http.Response.WriteAsync(refuses, Stop);
            return;
        }

        http.Response.ContentType = "application/vnd.amazon.eventstream";
        http.Response.Headers["x-amzn-bedrock-content-type"] = "application/json";
        foreach (var data in Events) await http.Response.Body.WriteAsync(Frame(JsonSerializer.SerializeToUtf8Bytes(new { bytes = Convert.ToBase64String(Encoding.UTF8.GetBytes(data)), p = "abc" })), Stop);
    }

    // Length, length of headers, CRC of both; headers; payload; CRC of all. https://docs.aws.amazon.com/AmazonS3/latest/API/RESTSelectObjectAppendix.html
    private static byte[] Frame(byte[] payload)
    {
        var headers = new List<byte>();
        foreach (var (name, value) in new[] { (":event-type", "chunk"), (":content-type", "application/json"), (":message-type", "event") })
        {
            headers.Add((byte)name.Length);
            headers.AddRange(Encoding.ASCII.GetBytes(name));
            headers.AddRange([7, 0, (byte)value.Length, .. Encoding.ASCII.GetBytes(value)]);
        }

        var frame = new byte[16 + headers.Count + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), headers.Count);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Crc(frame.AsSpan(0, 8)));
        headers.ToArray().CopyTo(frame, 12);
        payload.CopyTo(frame, 12 + headers.Count);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(frame.Length - 4), Crc(frame.AsSpan(0, frame.Length - 4)));
        return frame;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
