using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Access.SignIn;
using Vitrine.Agents;
using Vitrine.Apps;
using Vitrine.Jobs;
using Vitrine.Ledger;
using Vitrine.Storage;

namespace Vitrine.Integration.Agents;

/// <summary>Turns over HTTP, as the page and the command line use them.</summary>
public sealed class TurnEndpointTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-turn-http-").FullName;
    private readonly StopPoints points = new();
    private WebApplication app = null!;
    private HttpClient client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["VITRINE_DATA"] = Path.Combine(folder, "data");
        builder.Configuration["DATABASE_URL"] = "";
        builder.Configuration["APPS_RUNTIME_ENABLED"] = "true";
        builder.Services.AddStorage(builder.Configuration).AddJobs().AddLedger().AddAccess().AddVitrineAuthentication().AddApps();
        TurnParts.Add(builder.Services, folder, points.PassAsync);
        app = builder.Build();
        app.Use((http, next) =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Loopback;
            return next(http);
        });
        app.UseAuthentication();
        app.UseVitrinePrincipal();
        app.UseAuthorization();
        app.MapAgents();
        await app.StartAsync(Stop);
        var admin = await TurnParts.OpenShopAsync(app.Services, folder, Stop);
        await app.Services.GetRequiredService<CreatePerson>().HandleAsync(new("vi@example.com", "Vi", OrganizationRole.Viewer), admin, Stop);
        client = Client("ada@example.com");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        // What still works would write into the folder while it is removed.
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_prompt_is_taken_and_followed_to_its_end()
    {
        using var response = await client.PostAsJsonAsync("/api/v1/projects/shop/apps", new { prompt = "write src/App.tsx x\nfinish Made.", kind = "report", name = "My app" }, Stop);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var turn = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal(("my-app", "report", 1), (turn.GetProperty("appSlug").GetString(), turn.GetProperty("kind").GetString(), turn.GetProperty("number").GetInt32()));
        Assert.Equal($"/api/v1/turns/{turn.GetProperty("id").GetString()}", response.Headers.Location!.ToString());

        // The stream ends with the turn.
        var address = response.Headers.Location + "/events";
        var stream = await client.GetStringAsync(address, Stop);
        Assert.Contains("id: 1\nevent: stage\ndata: {\"sequence\":1,", stream, StringComparison.Ordinal);
        Assert.Contains("event: ended\n", stream, StringComparison.Ordinal);
        Assert.DoesNotContain("id: 1\n", await client.GetStringAsync(address + "?after=1", Stop), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "application/json" } } };
        using var list = await client.SendAsync(request, Stop);
        var events = await list.Content.ReadFromJsonAsync<JsonElement[]>(Stop);
        Assert.Equal("ended", events![^1].GetProperty("kind").GetString());
        var blob = events.Single(entry => entry.GetProperty("kind").GetString() == "screenshot").GetProperty("data").GetProperty("blob").GetString();
        using var picture = await client.GetAsync($"{response.Headers.Location}/screenshots/{blob}", Stop);
        Assert.Equal((HttpStatusCode.OK, "image/png"), (picture.StatusCode, picture.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{response.Headers.Location}/screenshots/{new string('0', 64)}", Stop)).StatusCode);

        using var next = await client.PostAsJsonAsync("/api/v1/apps/my-app/turns", new { prompt = "ask Which?", fromVersion = 1 }, Stop);
        Assert.Equal(HttpStatusCode.Accepted, next.StatusCode);
        var waiting = await StateAsync(next.Headers.Location!.ToString(), "waiting");
        Assert.Equal("Which?", waiting.GetProperty("question").GetString());
        using var answered = await client.PostAsJsonAsync(next.Headers.Location + "/answer", new { answer = "This." }, Stop);
        Assert.Equal(HttpStatusCode.Accepted, answered.StatusCode);
        Assert.Equal(2, (await StateAsync(next.Headers.Location.ToString(), "done")).GetProperty("versionNumber").GetInt32());
        Assert.Equal(["done", "done"], (await client.GetFromJsonAsync<JsonElement[]>("/api/v1/apps/my-app/turns", Stop))!.Select(item => item.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_stop_is_taken()
    {
        points.Hold("here");
        using var response = await client.PostAsJsonAsync("/api/v1/projects/shop/apps", new { prompt = "pause here" }, Stop);
        await points.ReachedAsync("here", Stop);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(response.Headers.Location + "/cancel", null, Stop)).StatusCode);
        await StateAsync(response.Headers.Location!.ToString(), "cancelled");
    }

    [Theory]
    [InlineData("""{"prompt":""}""", 400, "turns.prompt-empty")]
    [InlineData("""{"prompt":null}""", 400, "turns.prompt-empty")]
    [InlineData("{}", 400, "turns.prompt-empty")]
    [InlineData("""{"prompt":7}""", 400, "request.bad-member")]
    [InlineData("""{"prompt":"\ud800"}""", 400, "request.bad-member")]
    [InlineData("""{"prompt":"x","kind":"song"}""", 400, "request.bad-member")]
    [InlineData("""{"prompt":"x","sql":"SELECT 1"}""", 400, "request.unknown-member")]
    [InlineData("""{"prompt":"x","prompt":"y"}""", 400, "request.not-json")]
    [InlineData("prompt=x", 400, "request.not-json")]
    [InlineData("[1]", 400, "request.not-json")]
    public async Task What_is_no_prompt_is_refused(string body, int status, string code) => Assert.Equal((status, code), await RefusedAsync(client, "/api/v1/projects/shop/apps", body));

    [Fact]
    public async Task A_megabyte_and_a_little_too_much_get_the_same_answer()
    {
        foreach (var length in new[] { 20_001, 1_000_000 })
            Assert.Equal((413, "turns.prompt-too-long"), await RefusedAsync(client, "/api/v1/projects/shop/apps", JsonSerializer.Serialize(new { prompt = new string('x', length) })));
    }

    [Fact]
    public async Task Others_are_told_nothing()
    {
        using var response = await client.PostAsJsonAsync("/api/v1/projects/shop/apps", new { prompt = "finish Made.", name = "Mine" }, Stop);
        using var viewer = Client("vi@example.com");
        var turn = response.Headers.Location!.ToString();
        foreach (var address in new[] { turn, turn + "/events", "/api/v1/apps/mine/turns", "/api/v1/turns/00000000-0000-0000-0000-000000000001" })
            Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync(address, Stop)).StatusCode);
        Assert.Equal((404, "access.not-found"), await RefusedAsync(viewer, "/api/v1/apps/mine/turns", """{"prompt":"x"}"""));
        Assert.Equal((403, "access.forbidden"), await RefusedAsync(viewer, "/api/v1/projects/shop/apps", """{"prompt":"x"}"""));
        using var nobody = app.GetTestClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(turn, Stop)).StatusCode);
    }

    private static async Task<(int Status, string? Code)> RefusedAsync(HttpClient who, string address, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await who.PostAsync(address, content, Stop);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
    }

    private HttpClient Client(string email)
    {
        var made = app.GetTestClient();
        made.DefaultRequestHeaders.Add("Authorization", $"Bearer {app.Services.GetRequiredService<LoopbackToken>().Value}");
        made.DefaultRequestHeaders.Add(LoopbackToken.ActAsHeader, email);
        return made;
    }

    private async Task<JsonElement> StateAsync(string address, string state)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            var turn = await client.GetFromJsonAsync<JsonElement>(address, Stop);
            if (turn.GetProperty("state").GetString() == state) return turn;
            Assert.False(turn.GetProperty("hasEnded").GetBoolean(), turn.GetRawText());
        }

        throw new InvalidOperationException("The timer ended.");
    }
}
