using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Vitrine.Primitives;
using Vitrine.Sandboxes.E2b;

namespace Vitrine.Unit.Sandboxes;

/// <summary>What the client makes of each answer of E2B's control plane, and what it asks a second time.</summary>
public sealed class E2bApiTests : IDisposable
{
    private const string Key = "e2b_0f3c0f3c0f3c", TooMany = "429 {\"code\":429,\"message\":\"Rate limit exceeded\"}", Full = "429 {\"code\":429,\"message\":\"you have reached the maximum number of concurrent E2B sandboxes (20)\"}", Made = "201 {\"sandboxID\":\"i1\"}";

    private readonly Service service = new();
    private readonly HttpClient http;
    private readonly E2bApi api;

    public E2bApiTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["E2B_API_KEY"] = Key, ["E2B_TEMPLATE_NAME"] = "team/vitrine" }).Build();
#pragma warning disable RS0030 // It reaches nothing.
        http = new HttpClient(service);
#pragma warning restore RS0030
        api = new E2bApi(E2bSandboxOptions.From(configuration, "1.2.3", "none"), http, new HastyClock());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        service.Dispose();
    }

    [Theory]
    [InlineData("sandbox.bad-key", "E2B_API_KEY", 1, "401 {\"code\":401,\"message\":\"no\"}")]
    [InlineData("sandbox.no-access", "E2B_TEMPLATE_NAME", 2, "403 {\"code\":403,\"message\":\"no\"}", "403 {}")]
    [InlineData("sandbox.no-access", "namespace", 2, "404 {\"code\":404,\"message\":\"no\"}", "403 {}")]
    [InlineData("sandbox.no-template", "E2B_TEMPLATE_NAME", 2, "404 {\"code\":404,\"message\":\"no\"}", "404 {}")]
    [InlineData("sandbox.no-tag", "E2B_TEMPLATE_TAG", 2, "404 {\"code\":404,\"message\":\"no\"}", "200 {}")]
    [InlineData("sandbox.no-tag", "E2B_TEMPLATE_TAG", 2, "400 {\"code\":400,\"message\":\"Tag 1.2.3 is unknown\"}", "200 {}")]
    [InlineData("sandbox.no-tag", "It says: bad template team/vitrine", 2, "400 {\"code\":400,\"message\":\"bad template team/vitrine\"}", "200 {}")]
    [InlineData("sandbox.unavailable", "too long a life", 2, "400 {\"code\":400,\"message\":\"too long a life\"}", "200 {}")]
    [InlineData("sandbox.quota", "maximum number", 1, Full)]
    [InlineData("sandbox.rate-limited", "later", 3, TooMany, TooMany, TooMany)]
    [InlineData("sandbox.busy-service", "It says: sandbox_capacity_unavailable. Try again later.", 1, "503 {\"code\":503,\"message\":\"sandbox_capacity_unavailable\"}")]
    [InlineData("sandbox.unavailable", "does not answer as a sandbox service (302). Look at E2B_API_URL", 1, "302 {}")]
    [InlineData("sandbox.unavailable", "teapot", 1, "418 {\"code\":418,\"message\":\"teapot\"}")]
    [InlineData("sandbox.unavailable", "usable", 1, "201 <html>")]
    [InlineData("sandbox.unavailable", "usable", 1, "201 {\"sandboxID\":5}")]
    [InlineData("sandbox.unavailable", "usable", 1, "201 {\"sandboxID\":\"i1\",\"sandboxID\":\"i2\"}")]
    [InlineData("sandbox.unreachable", "E2B_API_URL", 1, "down")]
    public async Task What_keeps_a_sandbox_from_being_made_is_named_with_its_remedy(string code, string says, int asked, params string[] answers)
    {
        service.Answer(answers);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => api.CreateAsync("team/vitrine:1.2.3", new Dictionary<string, string>(), TimeSpan.FromMinutes(1), Stop));
        Assert.Equal((code, asked), (refusal.Code, service.Asked.Count));
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Making_one_is_asked_again_only_after_a_refusal_that_made_none()
    {
        service.Answer(TooMany, TooMany, Made);
        Assert.Equal("i1", (await api.CreateAsync("base", new Dictionary<string, string>(), TimeSpan.FromMinutes(1), Stop)).Id);
        Assert.Equal(3, service.Asked.Count);
        Assert.All(service.Asked, asked => Assert.Equal("POST /sandboxes", asked));
        Assert.Contains("\"secure\":true", service.LastBody, StringComparison.Ordinal);
        Assert.Contains("\"denyOut\":[\"0.0.0.0/0\"]", service.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_no_harm_twice_is_tried_three_times()
    {
        service.Answer("down", "503 {}", "204 ");
        Assert.True(await api.KillAsync("i1", Stop));
        Assert.Equal(3, service.Asked.Count);
        service.Answer("down", "down", "down");
        Assert.Equal("sandbox.unreachable", (await Assert.ThrowsAsync<RefusalException>(() => api.KillAsync("i1", Stop))).Code);
        Assert.Equal(6, service.Asked.Count);
    }

    [Theory]
    [InlineData("204 ", null)]
    [InlineData("409 {\"code\":409,\"message\":\"paused already\"}", null)]
    [InlineData("404 {\"code\":404,\"message\":\"no\"}", "sandbox.gone")]
    [InlineData("503 {}", "sandbox.busy-service")]
    public async Task A_pause_is_asked_for_once_and_that_of_a_killed_one_is_told_as_that(string answer, string? code)
    {
        service.Answer(answer);
        var refusal = await Record.ExceptionAsync(() => api.PauseAsync("i1", Stop)) as RefusalException;
        Assert.Equal(code, refusal?.Code);
        Assert.Equal("POST /sandboxes/i1/pause", Assert.Single(service.Asked));
        if (code == "sandbox.gone") Assert.Contains("killed", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_not_there_is_not_resumed_and_not_killed()
    {
        service.Answer("404 {}", "404 {}");
        Assert.Null(await api.ConnectAsync("i1", TimeSpan.FromMinutes(1), Stop));
        Assert.False(await api.KillAsync("i1", Stop));
    }

    [Theory]
    [InlineData("sandbox.no-key", "E2B_API_KEY", " ")]
    [InlineData("sandbox.bad-address", "E2B_API_URL", "127.0.0.1:3000")]
    [InlineData("sandbox.bad-address", "E2B_SANDBOX_URL", "ftp://sandboxes")]
    public void A_setting_that_cannot_be_is_named(string code, string name, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["E2B_API_KEY"] = Key, [name] = value }).Build();
        var refusal = Assert.Throws<RefusalException>(() => E2bSandboxOptions.From(configuration, "1.2.3", "none"));
        Assert.Equal(code, refusal.Code);
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Answers as it was told, one call after the other.</summary>
    private sealed class Service : HttpMessageHandler
    {
        private readonly Queue<string> answers = new();

        public List<string> Asked { get; } = [];

        public string LastBody { get; private set; } = "";

        public void Answer(params string[] next)
        {
            foreach (var answer in next) answers.Enqueue(answer);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            if (request.Content is not null) LastBody = await request.Content.ReadAsStringAsync(cancellationToken);
            var answer = answers.Dequeue();
            if (answer == "down") throw new HttpRequestException("refused");
            return new HttpResponseMessage((HttpStatusCode)int.Parse(answer[..3], System.Globalization.CultureInfo.InvariantCulture)) { Content = new StringContent(answer[4..], Encoding.UTF8, "application/json") };
        }
    }

    /// <summary>Every wait is over at once.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
