using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Serving;
using Vitrine.Serving.Documents;
using Vitrine.Serving.Frames;

namespace Vitrine.Integration.Serving;

public sealed class FrameEndpointTests : IAsyncLifetime
{
    private const string Html = "<!doctype html><p>Sales</p>";
    private static readonly string Bundle = new('a', 64);
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private WebApplication? app;

    public ValueTask InitializeAsync() => StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }

    [Fact]
    public async Task A_token_gives_its_document_with_every_header_of_the_fence()
    {
        using var response = await GetAsync(Address());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Html, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var policy = Header(response, "Content-Security-Policy");
        Assert.Contains("script-src 'sha256-x='", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self' http://localhost;", policy, StringComparison.Ordinal);
        Assert.EndsWith("sandbox allow-scripts", policy, StringComparison.Ordinal);
        Assert.Equal("(response-origin)", Header(response, "Connection-Allowlist"));
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.Contains("camera=()", Header(response, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.Equal("no-store", Header(response, "Cache-Control"));
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("br;q=0, gzip;q=0.5")]
    public async Task A_document_is_sent_as_the_reader_takes_it(string accepted)
    {
        using var response = await GetAsync(Address(), accepted);
        var coding = Assert.Single(response.Content.Headers.ContentEncoding);
        Assert.Equal(accepted.StartsWith("br", StringComparison.Ordinal) && accepted.Length == 2 ? "br" : "gzip", coding);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream plain = coding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var reader = new StreamReader(plain, Encoding.UTF8);
        Assert.Equal(Html, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_token_that_has_run_out_gets_a_small_page_and_no_more()
    {
        var address = Address();
        clock.Advance(TimeSpan.FromMinutes(6));
        using var response = await GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("has run out", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("script-src 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/run")]
    [InlineData("/run/")]
    [InlineData("/run//")]
    [InlineData("/run/forged/")]
    public async Task What_is_no_token_never_reaches_the_main_pipeline(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("sandbox", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_needs_its_slash_and_nothing_behind_it()
    {
        using var bare = await GetAsync(Address().TrimEnd('/'));
        using var longer = await GetAsync(Address() + "more/");
        Assert.Equal(HttpStatusCode.NotFound, bare.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, longer.StatusCode);
    }

    [Fact]
    public async Task Only_reading_is_answered()
    {
        using var client = app!.GetTestClient();
        using var response = await client.PostAsync(Address(), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task A_fault_of_the_store_says_nothing_of_itself()
    {
        using var response = await GetAsync(Address(new string('f', 64)));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var gone = await GetAsync(Address(new string('b', 64)));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Our_pages_hold_frames_to_this_origin_and_get_a_nonce_when_they_ask()
    {
        using var response = await GetAsync("/page");
        var policy = Header(response, "Content-Security-Policy");
        Assert.Contains("frame-src http://localhost/run/;", policy, StringComparison.Ordinal);
        Assert.Contains($"'nonce-{await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_origin_for_frames_serves_frames_alone_and_the_other_none()
    {
        await app!.DisposeAsync();
        await StartAsync(("SITE_URL", "https://vitrine.example.com"), ("APP_RUNTIME_PREVIEW_ORIGIN", "https://apps.example.com"));
        using var document = await GetAsync(Address(), host: "apps.example.com");
        Assert.Equal(HttpStatusCode.OK, document.StatusCode);
        Assert.Contains("frame-ancestors 'self' https://vitrine.example.com;", Header(document, "Content-Security-Policy"), StringComparison.Ordinal);
        using var wrongHost = await GetAsync(Address(), host: "vitrine.example.com");
        Assert.Equal(HttpStatusCode.NotFound, wrongHost.StatusCode);
        using var page = await GetAsync("/page", host: "vitrine.example.com");
        Assert.Contains("frame-src https://apps.example.com/run/;", Header(page, "Content-Security-Policy"), StringComparison.Ordinal);
        using var pageThere = await GetAsync("/page", host: "apps.example.com");
        Assert.Equal(HttpStatusCode.NotFound, pageThere.StatusCode);
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));

    private string Address(string? bundle = null)
        => $"/run/{app!.Services.GetRequiredService<FrameTokens>().Issue(new FrameTicket(Guid.Empty, 1, bundle ?? Bundle))}/";

    private async Task<HttpResponseMessage> GetAsync(string path, string? accepted = null, string? host = null)
    {
        using var client = app!.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Cookie", "session=secret");
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (host is not null)
        {
            request.Headers.Host = host;
            request.RequestUri = new Uri($"https://{host}{path}");
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async ValueTask StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value)));
        var documents = new MemoryDocuments();
        documents.Known[Bundle] = StoredDocument.Of(new AssembledDocument(Encoding.UTF8.GetBytes(Html), ["sha256-x="], "t"), []);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IDocumentStore>(documents);
        builder.Services.AddServing();
        app = builder.Build();
        app.UseFrames();
        app.UsePageHeaders();
        app.MapGet("/page", (HttpContext context) => context.ScriptNonce());
        await app.StartAsync(TestContext.Current.CancellationToken);
    }
}
