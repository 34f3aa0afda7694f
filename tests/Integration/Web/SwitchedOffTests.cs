using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Vitrine.Agents.Turns;

namespace Vitrine.Integration.Web;

/// <summary>With <c>APPS_RUNTIME_ENABLED</c> off there are no data apps: nothing is made, shown or run, and everybody is told why.</summary>
[Collection(typeof(WebServer))]
public sealed class SwitchedOffTests : IDisposable
{
    private const string Switch = "APPS_RUNTIME_ENABLED";
    private readonly WebServer web;

    public SwitchedOffTests(WebServer web)
    {
        this.web = web;
        // The tests of this collection run one after another; nothing else sees the switch.
        web.Get<IConfiguration>()[Switch] = "false";
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => web.Get<IConfiguration>()[Switch] = "true";

    [Fact]
    public async Task Nothing_is_made_or_run()
    {
        Assert.Equal((503, "access.data-apps-off"), await web.Analyst.RefusedAsync(HttpMethod.Post, "/api/v1/projects/shop/apps", new { prompt = WebServer.GoodPrompt }));
        var turn = await MadeBeforeAsync();
        var app = $"/api/v1/apps/{turn.AppId}";
        foreach (var (method, path, body) in new (HttpMethod, string, object?)[]
        {
            (HttpMethod.Post, app + "/turns", new { prompt = "finish More." }),
            (HttpMethod.Get, app + "/turns", null),
            (HttpMethod.Get, $"/api/v1/turns/{turn.Id}", null),
            (HttpMethod.Get, $"/api/v1/turns/{turn.Id}/events", null),
            (HttpMethod.Get, app + "/versions/1", null),
            (HttpMethod.Get, app + "/versions/1/bundle", null),
            (HttpMethod.Post, app + "/versions/1/frame", null),
            (HttpMethod.Post, app + "/versions/1/contracts/revenue_by_region", new { arguments = new { } }),
            (HttpMethod.Post, app + "/versions/1/values", new { filter = "region" }),
        })
            Assert.Equal((path, 503, "access.data-apps-off"), await web.Analyst.RefusedAsync(method, path, body) is var (status, code) ? (path, status, code) : default);
    }

    [Fact]
    public async Task Everything_else_goes_on_and_says_so()
    {
        var session = await web.Analyst.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/session");
        Assert.False(session.GetProperty("dataApps").GetProperty("isOn").GetBoolean());
        Assert.Contains(Switch, session.GetProperty("dataApps").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("jaffle", (await web.Analyst.ReadAsync<JsonElement[]>(HttpMethod.Get, "/api/v1/projects")).Select(project => project.GetProperty("slug").GetString()));
        Assert.NotEmpty((await web.Analyst.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/projects/shop/catalog")).GetProperty("explores").EnumerateArray());
    }

    [Fact]
    public async Task The_pages_offer_no_data_app()
    {
        using var home = await web.Analyst.CallAsync(HttpMethod.Get, "/p/shop");
        var html = await home.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        Assert.DoesNotContain("<textarea", html, StringComparison.Ordinal);
        web.Get<IConfiguration>()[Switch] = "true";
        Assert.Contains("<textarea", await web.Analyst.GetStringAsync("/p/shop", Stop), StringComparison.Ordinal);
    }

    private async Task<TurnRecord> MadeBeforeAsync()
    {
        web.Get<IConfiguration>()[Switch] = "true";
        var turn = await web.OnceAsync("personal", () => web.MakeAsync(WebServer.GoodPrompt));
        web.Get<IConfiguration>()[Switch] = "false";
        return turn;
    }
}
