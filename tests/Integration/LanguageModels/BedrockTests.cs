using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.LanguageModels.Providers;
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
    private readonly List<(string Path, string Authorization, JsonObject Body)> requests = [];
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
        Assert.Equal("user", (string)request.Body["messages"]![0]!["role"]!);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: Stop))!.AsObject();
        lock (requests) requests.Add((http.Request.Path, http.Request.Headers.Authorization.ToString(), body));
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
