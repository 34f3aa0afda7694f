using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Vitrine.Agents.Turns;
using Vitrine.Apps;

namespace Vitrine.Integration.Web;

/// <summary>What a viewer, another editor and another organization's administrator get: 403 where they may know of a thing, 404 where they may not.</summary>
[Collection(typeof(WebServer))]
public sealed class PeopleAccessTests(WebServer web)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What can be asked of an app, with a body that is well formed.</summary>
    public static TheoryData<string, string, string?> OfAnApp => new()
    {
        { "GET", "/api/v1/apps/{app}", null },
        { "PATCH", "/api/v1/apps/{app}", """{ "name": "Mine now" }""" },
        { "DELETE", "/api/v1/apps/{app}", null },
        { "POST", "/api/v1/apps/{app}/move", """{ "spaceId": "{space}" }""" },
        { "POST", "/api/v1/apps/{app}/duplicate", "{}" },
        { "POST", "/api/v1/apps/{app}/unpublish", null },
        { "GET", "/api/v1/apps/{app}/thumbnail", null },
        { "POST", "/api/v1/apps/{app}/turns", """{ "prompt": "finish Hello." }""" },
        { "GET", "/api/v1/apps/{app}/turns", null },
        { "POST", "/api/v1/apps/{app}/attachments", null },
        { "GET", "/api/v1/apps/{app}/estimate", null },
        { "GET", "/api/v1/apps/{app}/versions", null },
        { "GET", "/api/v1/apps/{app}/versions/1", null },
        { "GET", "/api/v1/apps/{app}/versions/1/report", null },
        { "GET", "/api/v1/apps/{app}/versions/1/changes", null },
        { "GET", "/api/v1/apps/{app}/versions/1/screenshots/desktop", null },
        { "GET", "/api/v1/apps/{app}/versions/1/source", null },
        { "GET", "/api/v1/apps/{app}/versions/1/bundle", null },
        { "POST", "/api/v1/apps/{app}/versions/1/publish", null },
        { "POST", "/api/v1/apps/{app}/versions/1/restore", null },
        { "POST", "/api/v1/apps/{app}/versions/1/frame", null },
        { "POST", "/api/v1/apps/{app}/versions/1/contracts/revenue_by_region", """{ "arguments": {} }""" },
        { "POST", "/api/v1/apps/{app}/versions/1/contracts/revenue_by_region/export", """{ "arguments": {} }""" },
        { "POST", "/api/v1/apps/{app}/versions/1/contracts/revenue_by_region/underlying", """{ "arguments": {}, "row": { "customers.region": "West" } }""" },
        { "POST", "/api/v1/apps/{app}/versions/1/contracts/revenue_by_region/explain", """{ "arguments": {} }""" },
        { "POST", "/api/v1/apps/{app}/versions/1/values", """{ "filter": "region" }""" },
        { "GET", "/api/v1/turns/{turn}", null },
        { "GET", "/api/v1/turns/{turn}/events", null },
        { "GET", "/api/v1/turns/{turn}/estimate", null },
        { "GET", "/api/v1/turns/{turn}/transcript", null },
        { "GET", "/api/v1/turns/{turn}/screenshots/{blob}", null },
        { "GET", "/api/v1/turns/{turn}/attachments/{blob}", null },
        { "POST", "/api/v1/turns/{turn}/cancel", null },
        { "POST", "/api/v1/turns/{turn}/answer", """{ "answer": "Yes." }""" },
        { "POST", "/api/v1/turns/{turn}/builds/{bundle}/frame", null },
        { "POST", "/api/v1/turns/{turn}/builds/{bundle}/contracts/revenue_by_region", """{ "arguments": {} }""" },
        { "POST", "/api/v1/turns/{turn}/builds/{bundle}/contracts/revenue_by_region/export", """{ "arguments": {} }""" },
        { "POST", "/api/v1/turns/{turn}/builds/{bundle}/contracts/revenue_by_region/underlying", """{ "arguments": {}, "row": { "customers.region": "West" } }""" },
        { "POST", "/api/v1/turns/{turn}/builds/{bundle}/values", """{ "filter": "region" }""" },
    };

    [Fact]
    public void Every_endpoint_of_an_app_is_walked_here()
    {
        var mapped = web.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => (Path: endpoint.RoutePattern.RawText!.Replace(":guid", "", StringComparison.Ordinal).Replace(":int", "", StringComparison.Ordinal).TrimEnd('/'), endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods))
            .Where(endpoint => endpoint.Path.StartsWith("/api/v1/apps/", StringComparison.Ordinal) || endpoint.Path.StartsWith("/api/v1/turns/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.HttpMethods!.Select(method => $"{method} {endpoint.Path}"));
        var walked = OfAnApp.Select(row => $"{row.Data.Item1} {row.Data.Item2}"
            .Replace("versions/1", "versions/{number}", StringComparison.Ordinal)
            .Replace("revenue_by_region", "{name}", StringComparison.Ordinal)
            .Replace("screenshots/desktop", "screenshots/{name}", StringComparison.Ordinal));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), walked.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(OfAnApp))]
    public async Task An_app_of_another_person_or_organization_is_not_there(string method, string path, string? body)
    {
        var app = await PersonalAsync();
        foreach (var person in new[] { web.Viewer, web.Other })
            Assert.Equal((404, "access.not-found"), await AskAsync(person, method, path, body, app));
    }

    [Theory]
    [MemberData(nameof(OfAnApp))]
    public async Task A_viewer_of_a_published_app_may_look_and_no_more(string method, string path, string? body)
    {
        var app = await PublishedAsync();
        var isOfAVersion = path.Contains("/versions/1/", StringComparison.Ordinal);
        var mayLook = path is "/api/v1/apps/{app}" or "/api/v1/apps/{app}/thumbnail" or "/api/v1/apps/{app}/versions/1"
            || path.EndsWith("/frame", StringComparison.Ordinal) || (path.Contains("/contracts/", StringComparison.Ordinal) && !path.EndsWith("/explain", StringComparison.Ordinal)) || path.EndsWith("/values", StringComparison.Ordinal);
        if (mayLook && (method == "GET" || isOfAVersion))
        {
            using var response = await SendAsync(web.Viewer, method, path, body, app);
            Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode}");
            return;
        }

        // What only editors see of a version is not there for others, by the rule of what is served.
        Assert.Equal(isOfAVersion && method == "GET" ? (404, "access.not-found") : (403, "access.forbidden"), await AskAsync(web.Viewer, method, path, body, app));
    }

    [Theory]
    [InlineData("GET", "/api/v1/people", null)]
    [InlineData("POST", "/api/v1/people", """{ "email": "x@example.com", "name": "X", "role": "admin" }""")]
    [InlineData("PUT", "/api/v1/attributes", """{ "name": "region", "description": "All of them." }""")]
    [InlineData("POST", "/api/v1/projects", """{ "name": "P", "connection": { "kind": "duckdb", "file": "/tmp/p.duckdb" } }""")]
    [InlineData("PATCH", "/api/v1/projects/shop", """{ "name": "Mine" }""")]
    [InlineData("GET", "/api/v1/projects/shop/estimate", null)]
    [InlineData("GET", "/api/v1/spending", null)]
    [InlineData("GET", "/api/v1/spending.csv", null)]
    [InlineData("GET", "/api/v1/budgets", null)]
    [InlineData("PUT", "/api/v1/budgets", """{ "scope": "organization", "period": "day", "dollars": 1000 }""")]
    [InlineData("GET", "/api/v1/models/stop", null)]
    [InlineData("PUT", "/api/v1/models/stop", """{ "isStopped": true }""")]
    [InlineData("GET", "/api/v1/projects/shop/ingest", null)]
    [InlineData("POST", "/api/v1/projects/shop/spaces", """{ "name": "Mine" }""")]
    [InlineData("POST", "/api/v1/projects/shop/apps", """{ "prompt": "finish Hello." }""")]
    [InlineData("POST", "/api/v1/projects/shop/attachments", null)]
    public async Task A_viewer_manages_nothing(string method, string path, string? body)
        => Assert.Equal((403, "access.forbidden"), await AskAsync(web.Viewer, method, path, body, null));

    [Theory]
    [InlineData("GET", "/api/v1/projects/shop", null)]
    [InlineData("GET", "/api/v1/projects/shop/catalog", null)]
    [InlineData("GET", "/api/v1/projects/shop/apps", null)]
    [InlineData("GET", "/api/v1/projects/shop/spaces", null)]
    [InlineData("PATCH", "/api/v1/projects/shop", """{ "name": "Mine" }""")]
    [InlineData("POST", "/api/v1/projects/shop/apps", """{ "prompt": "finish Hello." }""")]
    [InlineData("POST", "/api/v1/projects/shop/attachments", null)]
    public async Task A_project_of_another_organization_is_not_there(string method, string path, string? body)
    {
        Assert.Equal((404, "projects.unknown"), await AskAsync(web.Other, method, path, body, null));
        Assert.Equal((404, "projects.unknown"), await AskAsync(web.Other, method, path.Replace("/shop", "/nowhere", StringComparison.Ordinal), body, null));
    }

    [Fact]
    public async Task Lists_hold_what_one_may_see_and_no_more()
    {
        var personal = await PersonalAsync();
        var published = await PublishedAsync();
        Assert.Contains(personal.AppId, await ListAsync(web.Analyst));
        Assert.DoesNotContain(personal.AppId, await ListAsync(web.Viewer));
        Assert.Contains(published.AppId, await ListAsync(web.Viewer));
        Assert.Empty(await web.Other.ReadAsync<JsonElement[]>(HttpMethod.Get, "/api/v1/projects"));
        Assert.DoesNotContain(await web.Other.ReadAsync<JsonElement[]>(HttpMethod.Get, "/api/v1/people"), person => person.GetProperty("email").GetString() == web.Demo.Admin.Email);
    }

    [Theory]
    [InlineData("/p/shop/settings", 403)]
    [InlineData("/settings/people", 403)]
    [InlineData("/settings/about", 403)]
    [InlineData("/settings/sandboxes", 403)]
    [InlineData("/p/shop/apps/{app}/edit", 404)]
    [InlineData("/p/shop/apps/{app}", 404)]
    [InlineData("/p/shop/apps/{app}/versions/1", 404)]
    [InlineData("/p/nowhere", 404)]
    [InlineData("/p/shop", 200)]
    [InlineData("/p/shop/apps", 200)]
    [InlineData("/p/shop/spaces", 200)]
    [InlineData("/settings/password", 200)]
    public async Task Pages_ask_the_same_policy(string path, int expected)
    {
        var app = await PersonalAsync();
        using var response = await web.Viewer.CallAsync(HttpMethod.Get, path.Replace("{app}", app.AppSlug, StringComparison.Ordinal));
        Assert.Equal((HttpStatusCode)expected, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(Stop);
        if (expected == 404) Assert.DoesNotContain(app.Prompt[..20], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shop_is_no_address_for_another_organization()
    {
        foreach (var path in new[] { "/p/shop", "/p/shop/apps", "/p/shop/spaces", "/p/shop/settings" })
        {
            using var response = await web.Other.CallAsync(HttpMethod.Get, path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, response.StatusCode));
        }
    }

    private static async Task<Guid[]> ListAsync(HttpClient person) => [.. (await person.ReadAsync<AppRecord[]>(HttpMethod.Get, "/api/v1/projects/shop/apps")).Select(app => app.Id)];

    private Task<TurnRecord> PersonalAsync() => web.OnceAsync("personal", () => web.MakeAsync(WebServer.GoodPrompt));

    private Task<TurnRecord> PublishedAsync() => web.OnceAsync("published", async () =>
    {
        var turn = await web.MakeAsync(WebServer.GoodPrompt, web.Admin);
        await web.Admin.ReadAsync<AppRecord>(HttpMethod.Post, $"/api/v1/apps/{turn.AppId}/move", new { spaceId = web.Demo.SharedSpace });
        await web.Admin.ReadAsync<AppRecord>(HttpMethod.Post, $"/api/v1/apps/{turn.AppId}/versions/1/publish");
        return turn;
    });

    private async Task<(int Status, string Code)> AskAsync(HttpClient person, string method, string path, string? body, TurnRecord? app)
    {
        using var response = await SendAsync(person, method, path, body, app);
        return await response.RefusalAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient person, string method, string path, string? body, TurnRecord? app)
    {
        string Fill(string text) => text.Replace("{app}", app?.AppId.ToString(), StringComparison.Ordinal).Replace("{turn}", app?.Id.ToString(), StringComparison.Ordinal)
            .Replace("{space}", web.Demo.SharedSpace.ToString(), StringComparison.Ordinal).Replace("{bundle}", new string('a', 64), StringComparison.Ordinal).Replace("{blob}", new string('a', 64), StringComparison.Ordinal);
        return await person.CallAsync(HttpMethod.Parse(method), Fill(path), body is null ? null : JsonSerializer.Deserialize<JsonElement>(Fill(body)));
    }
}
