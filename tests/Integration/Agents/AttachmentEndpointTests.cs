using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Access.SignIn;
using Vitrine.Agents;
using Vitrine.Agents.Attachments;
using Vitrine.Apps;
using Vitrine.Jobs;
using Vitrine.Ledger;
using Vitrine.Storage;

namespace Vitrine.Integration.Agents;

/// <summary>Attachments over HTTP: who may give what, what becomes of it, and who sees it.</summary>
public sealed class AttachmentEndpointTests : IAsyncLifetime
{
    private const string OfProject = "/api/v1/projects/shop/attachments";

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-attachments-").FullName;
    private readonly FakeTimeProvider clock = new(DateTimeOffset.Parse("2026-03-01T10:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
    private WebApplication app = null!;
    private HttpClient ada = null!;
    private HttpClient bo = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["VITRINE_DATA"] = Path.Combine(folder, "data");
        builder.Configuration["DATABASE_URL"] = "";
        builder.Configuration["APPS_RUNTIME_ENABLED"] = "true";
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddStorage(builder.Configuration).AddJobs().AddLedger().AddAccess().AddVitrineAuthentication().AddApps();
        TurnParts.Add(builder.Services, folder, (_, _) => Task.CompletedTask);
        // Nobody works on turns here: what is looked at is what was sent. The worker is what was added last.
        builder.Services.Remove(builder.Services.Last(service => service.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService)));
        app = builder.Build();
        app.Use((http, next) =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Loopback;
            return next(http);
        });
        app.UseRouting();
        app.UseAuthentication();
        app.UseVitrinePrincipal();
        app.UseAuthorization();
        app.MapAgents();
        await app.StartAsync(Stop);
        var admin = await TurnParts.OpenShopAsync(app.Services, folder, Stop);
        await app.Services.GetRequiredService<CreatePerson>().HandleAsync(new("bo@example.com", "Bo", OrganizationRole.Admin), admin, Stop);
        await app.Services.GetRequiredService<CreatePerson>().HandleAsync(new("vi@example.com", "Vi", OrganizationRole.Viewer), admin, Stop);
        (ada, bo) = (Client("ada@example.com"), Client("bo@example.com"));
    }

    public async ValueTask DisposeAsync()
    {
        ada.Dispose();
        bo.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_picture_is_given_shown_sent_and_seen_in_the_conversation()
    {
        var given = await GiveAsync(ada, TestPicture.Png(40, 30, behind: "<script>alert(1)</script>"), "my sketch.png");
        Assert.Equal(("image", "my sketch.png", "image/png", 40, 30), (given.GetProperty("kind").GetString(), given.GetProperty("name").GetString(), given.GetProperty("mediaType").GetString(), given.GetProperty("width").GetInt32(), given.GetProperty("height").GetInt32()));
        var address = $"/api/v1/attachments/{Id(given)}";
        using var shown = await ada.GetAsync(address, Stop);
        Assert.Equal(("image/png", "nosniff", "default-src 'none'; sandbox"), (shown.Content.Headers.ContentType!.MediaType, shown.Headers.GetValues("X-Content-Type-Options").Single(), shown.Headers.GetValues("Content-Security-Policy").Single()));
        // What was given is not what is kept.
        Assert.Equal(TestPicture.Png(40, 30, (1, 2, 3)), await shown.Content.ReadAsByteArrayAsync(Stop));

        var turn = await PromptAsync(ada, "/api/v1/projects/shop/apps", Id(given));
        var attached = Assert.Single(turn.GetProperty("attachments").EnumerateArray());
        Assert.Equal(("image", "my sketch.png"), (attached.GetProperty("kind").GetString(), attached.GetProperty("name").GetString()));
        var ofTurn = $"/api/v1/turns/{turn.GetProperty("id").GetString()}/attachments/";
        Assert.Equal(TestPicture.Png(40, 30, (1, 2, 3)), await ada.GetByteArrayAsync(ofTurn + attached.GetProperty("blob").GetString(), Stop));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync(ofTurn + new string('0', 64), Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync(ofTurn + "..%2fx", Stop)).StatusCode);

        // It went along and is not there to go along again; a follow-up takes another, given for the app.
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync(address, Stop)).StatusCode);
        var slug = turn.GetProperty("appSlug").GetString();
        Assert.Equal((404, "attachments.not-found"), await RefusedAsync(ada, $"/api/v1/apps/{slug}/turns", Id(given)));
        var (first, second) = (Id(await GiveAsync(ada, TestPicture.Png(2, 1), "a.png", $"/api/v1/apps/{slug}/attachments")), Id(await GiveAsync(ada, TestPicture.Png(3, 1), "b.png", $"/api/v1/apps/{slug}/attachments")));
        var next = await PromptAsync(ada, $"/api/v1/apps/{slug}/turns", second, first);
        Assert.Equal(["b.png", "a.png"], next.GetProperty("attachments").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Another_person_neither_sees_it_nor_sends_it_nor_takes_it_back()
    {
        var id = Id(await GiveAsync(ada, TestPicture.Png(2, 2), "a.png"));
        Assert.Equal(HttpStatusCode.NotFound, (await bo.GetAsync($"/api/v1/attachments/{id}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bo.DeleteAsync($"/api/v1/attachments/{id}", Stop)).StatusCode);
        Assert.Equal((404, "attachments.not-found"), await RefusedAsync(bo, "/api/v1/projects/shop/apps", id));
        using var nobody = app.GetTestClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/api/v1/attachments/{id}", Stop)).StatusCode);
        using var viewer = Client("vi@example.com");
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(viewer, TestPicture.Png(2, 2), OfProject)).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await ada.DeleteAsync($"/api/v1/attachments/{id}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"/api/v1/attachments/{id}", Stop)).StatusCode);
    }

    [Fact]
    public async Task Four_go_along_and_a_fifth_or_one_that_is_named_twice_does_not()
    {
        var ids = new List<string>();
        for (var count = 1; count <= 5; count++) ids.Add(Id(await GiveAsync(ada, TestPicture.Png(count, 1), $"{count}.png")));
        Assert.Equal((400, "attachments.too-many"), await RefusedAsync(ada, "/api/v1/projects/shop/apps", [.. ids]));
        Assert.Equal((404, "attachments.not-found"), await RefusedAsync(ada, "/api/v1/projects/shop/apps", ids[0], ids[0]));
        // A refusal takes nothing away.
        Assert.Equal(4, (await PromptAsync(ada, "/api/v1/projects/shop/apps", [.. ids.Take(4)])).GetProperty("attachments").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"prompt":"x","attachments":"a"}""")]
    [InlineData("""{"prompt":"x","attachments":["a"]}""")]
    [InlineData("""{"prompt":"x","attachments":[7]}""")]
    [InlineData("""{"prompt":"x","attachments":["\ud800"]}""")]
    public async Task What_is_no_list_of_ids_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await ada.PostAsync("/api/v1/projects/shop/apps", content, Stop);
        Assert.Equal((400, "request.bad-member"), ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("application/octet-stream", "?name=x.svg", "<svg/>", 400, "attachments.no-image")]
    [InlineData("image/png", "?name=x.png", "GIF8", 400, "attachments.no-image")]
    [InlineData("image/png", "?kind=chart&name=x.png", "x", 400, "attachments.unknown-kind")]
    [InlineData("image/png", "?name=x.png", "#11000000", 413, "attachments.too-large")]
    [InlineData("text/plain", "?name=x.png", "x", 400, "attachments.bad-body")]
    [InlineData("application/x-www-form-urlencoded", "", "x", 400, "attachments.bad-body")]
    [InlineData("multipart/form-data; boundary=x", "", "x", 400, "attachments.bad-body")]
    public async Task What_cannot_be_taken_is_refused_with_its_name(string type, string query, string bytes, int status, string code)
    {
        var given = bytes is ['#', .. var count] ? [.. TestPicture.Png(2, 2), .. new byte[int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)]] : System.Text.Encoding.UTF8.GetBytes(bytes);
        using var response = await SendAsync(ada, given, OfProject + query, type);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal((status, code), ((int)response.StatusCode, problem.GetProperty("code").GetString()));
        if (code is "attachments.no-image" or "attachments.too-large") Assert.StartsWith("x.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_sent_goes_by_itself_and_leaves_nothing_behind()
    {
        var id = Id(await GiveAsync(ada, TestPicture.Png(2, 2), "a.png"));
        clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"/api/v1/attachments/{id}", Stop)).StatusCode);
        Assert.Equal((404, "attachments.not-found"), await RefusedAsync(ada, "/api/v1/projects/shop/apps", id));
        var tray = app.Services.GetRequiredService<AttachmentTray>();
        Assert.Equal((1, 0), (await tray.ExpireAsync(Stop), await tray.ExpireAsync(Stop)));
        Assert.False(Directory.Exists(Path.Combine(folder, "data", "blobs")) && Directory.EnumerateFiles(Path.Combine(folder, "data", "blobs"), "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task A_person_who_only_gives_has_the_newest_of_them()
    {
        var ids = new List<string>();
        for (var count = 1; count <= 14; count++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            ids.Add(Id(await GiveAsync(ada, TestPicture.Png(2, 2), $"{count}.png")));
        }

        var found = new List<bool>();
        foreach (var id in ids) found.Add((await ada.GetAsync($"/api/v1/attachments/{id}", Stop)).StatusCode == HttpStatusCode.OK);
        Assert.Equal([false, false, .. Enumerable.Repeat(true, 12)], found);
    }

    private static string Id(JsonElement given) => given.GetProperty("id").GetString()!;

    private static async Task<JsonElement> GiveAsync(HttpClient who, byte[] bytes, string name, string address = OfProject)
    {
        using var response = await SendAsync(who, bytes, $"{address}?name={Uri.EscapeDataString(name)}");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient who, byte[] bytes, string address, string type = "application/octet-stream")
    {
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        return await who.PostAsync(address, content, Stop);
    }

    private static async Task<JsonElement> PromptAsync(HttpClient who, string address, params string[] attachments)
    {
        using var response = await who.PostAsJsonAsync(address, new { prompt = "Like this.", attachments }, Stop);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    private static async Task<(int Status, string? Code)> RefusedAsync(HttpClient who, string address, params string[] attachments)
    {
        using var response = await who.PostAsJsonAsync(address, new { prompt = "Like this.", attachments }, Stop);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
    }

    private HttpClient Client(string email)
    {
        var made = app.GetTestClient();
        made.DefaultRequestHeaders.Add("Authorization", $"Bearer {app.Services.GetRequiredService<LoopbackToken>().Value}");
        made.DefaultRequestHeaders.Add(LoopbackToken.ActAsHeader, email);
        return made;
    }
}
