using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Vitrine.Access;
using Vitrine.Access.SignIn;
using Vitrine.Agents;
using Vitrine.Agents.LanguageModels;
using Vitrine.Apps;
using Vitrine.Integration.Agents;
using Vitrine.Jobs;
using Vitrine.Ledger;
using Vitrine.Storage;

namespace Vitrine.Integration.LanguageModels;

/// <summary>Turns over HTTP with a language model on the loopback server that is asked small things beside the work, over the catalog of <see cref="SmallShop"/>.</summary>
internal sealed class AsideHost : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-aside-").FullName;
    private WebApplication app = null!;
    private HttpClient client = null!;

    public MessagesServer Server { get; private set; } = null!;

    public Principal Admin { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<AsideHost> StartAsync()
    {
        var host = new AsideHost { Server = await MessagesServer.StartAsync(_ => Reply.Say("?")) };
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Configuration["VITRINE_DATA"] = Path.Combine(host.folder, "data");
        builder.Configuration["DATABASE_URL"] = "";
        builder.Configuration["APPS_RUNTIME_ENABLED"] = "true";
        builder.Services.AddStorage(builder.Configuration).AddJobs().AddLedger().AddAccess().AddVitrineAuthentication().AddApps();
        TurnParts.Add(builder.Services, host.folder, (_, _) => Task.CompletedTask);
        // Of a call that says nothing any more, each test that has one waits as long.
        ModelParts.Add(builder.Services, host.Server.Address, new LanguageModelSettings { AsideSilence = TimeSpan.FromSeconds(2) });
        host.app = builder.Build();
        host.app.Use((http, next) =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Loopback;
            return next(http);
        });
        host.app.UseAuthentication();
        host.app.UseVitrinePrincipal();
        host.app.UseAuthorization();
        host.app.MapAgents();
        await host.app.StartAsync(Stop);
        host.Admin = await TurnParts.OpenShopAsync(host.app.Services, host.folder, Stop);
        TurnParts.OpenLayer(host.app.Services, SmallShop.Find, "orders");
        host.client = host.app.GetTestClient();
        host.client.DefaultRequestHeaders.Add("Authorization", $"Bearer {host.Get<LoopbackToken>().Value}");
        host.client.DefaultRequestHeaders.Add(LoopbackToken.ActAsHeader, "ada@example.com");
        return host;
    }

    public T Get<T>()
        where T : notnull
        => app.Services.GetRequiredService<T>();

    public Task<VitrineDatabase> OpenAsync() => Get<IDbContextFactory<VitrineDatabase>>().CreateDbContextAsync(Stop);

    /// <summary>Writes a file and ends, whichever turn it is.</summary>
    public static Reply Work(ReceivedRequest request) => request.AnswersSinceRequest == 0
        ? Reply.Call(Reply.Tool("write_file", new { path = "src/App.tsx", text = request.Request.Contains("two", StringComparison.Ordinal) ? "two" : "one" }))
        : Reply.Call(Reply.Tool("finish", new { summary = "It shows one." }));

    /// <summary>The address of the first turn of a new app that somebody named, unless told otherwise.</summary>
    public async Task<string> PromptAsync(string prompt, object? more = null, string? name = "App")
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        (body["prompt"], body["name"]) = (prompt, name);
        using var response = await PostAsync("/api/v1/projects/shop/apps", body);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    public async Task<string> FollowAsync(string turn, string prompt)
    {
        var first = await client.GetFromJsonAsync<JsonElement>(turn, Stop);
        using var response = await PostAsync($"/api/v1/apps/{first.GetProperty("appId").GetString()}/turns", new { prompt });
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    public async Task AnswerAsync(string turn, object answer)
    {
        using var response = await PostAsync($"{turn}/answer", answer);
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync(Stop));
    }

    public Task<HttpResponseMessage> PostAsync(string address, object body) => client.PostAsJsonAsync(address, body, Stop);

    public async Task<(int Status, string? Code)> RefusedAsync(string address, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(address, content, Stop);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("code").GetString());
    }

    public async Task<JsonElement> UntilAsync(string turn, string state)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await timer.WaitForNextTickAsync(Stop))
        {
            var now = await client.GetFromJsonAsync<JsonElement>(turn, Stop);
            if (now.GetProperty("state").GetString() == state) return now;
            Assert.False(now.GetProperty("hasEnded").GetBoolean(), now.GetRawText());
        }

        throw new InvalidOperationException("The timer ended.");
    }

    /// <summary>The events of a kind.</summary>
    public async Task<IReadOnlyList<JsonElement>> EventsAsync(string turn, string kind)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{turn}/events") { Headers = { { "Accept", "application/json" } } };
        using var response = await client.SendAsync(request, Stop);
        return [.. (await response.Content.ReadFromJsonAsync<JsonElement[]>(Stop))!.Where(entry => entry.GetProperty("kind").GetString() == kind)];
    }

    /// <summary>The calls of a turn as the ledger has them, in order.</summary>
    public async Task<IReadOnlyList<LedgerRow>> BookedAsync(string turn)
    {
        var id = Guid.Parse(turn[(turn.LastIndexOf('/') + 1)..]);
        await using var database = await OpenAsync();
        return await database.Set<LedgerRow>().IgnoreQueryFilters().AsNoTracking().Where(row => row.TurnId == id && row.Kind == LedgerKind.ModelCall).OrderBy(row => row.Id).ToListAsync(Stop);
    }

    /// <summary>What the ledger has of the only turn so far is what the server counted.</summary>
    public async Task EqualAsync(string turn)
    {
        Assert.Empty(Server.Complaints);
        Assert.Equal(Server.Told.Select(told => (told.Input, told.Output, told.CacheRead, told.CacheWrite)), (await BookedAsync(turn)).Select(row => (row.Input, row.Output, row.CacheRead, row.CacheWrite)));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        // Disposing of it alone leaves its worker at work in the folder that goes.
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await Server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
