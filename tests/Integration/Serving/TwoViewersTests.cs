using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Access;

namespace Vitrine.Integration.Serving;

/// <summary>
/// Two people with different attributes open one app, over HTTP: what each gets is held against SQL that is asked directly, and nothing of one reaches the other by the cache, by options,
/// exports, pictures, events or errors.
/// </summary>
public sealed class TwoViewersTests(SharedApp app) : IClassFixture<SharedApp>
{
    private const string OfEast = "fulfillment_center = 'east_coast'";
    private const string OfOthers = "fulfillment_center IN ('west_coast', 'central')";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_address_gives_each_their_own_rows()
    {
        var (east, others) = (await AskAsync(app.East, "contracts/orders_by_center", new { limit = 100 }), await AskAsync(app.Others, "contracts/orders_by_center", new { limit = 100 }));
        Assert.Equal(Direct($"SELECT fulfillment_center, count(DISTINCT order_id) FROM orders WHERE {OfEast} GROUP BY 1 ORDER BY 1"), Rows(east));
        Assert.Equal(Direct($"SELECT fulfillment_center, count(DISTINCT order_id) FROM orders WHERE {OfOthers} GROUP BY 1 ORDER BY 1"), Rows(others));
        Assert.Equal(Rows(others), Rows(await AskAsync(app.Viewer, "contracts/orders_by_center", new { limit = 100 })));
    }

    [Fact]
    public async Task The_cache_serves_whoever_may_see_the_same_and_nobody_else()
    {
        // Of its own: what other tests asked is in the cache already.
        using var first = await app.AddAsync("cache-1@example.com", OrganizationRole.Viewer, "east_coast", "central");
        using var twin = await app.AddAsync("cache-2@example.com", OrganizationRole.Viewer, "east_coast", "central");
        var read = await AskAsync(first, "contracts/total", new { });
        var kept = await AskAsync(first, "contracts/total", new { });
        Assert.Equal((JsonValueKind.Null, JsonValueKind.String), (read.GetProperty("cachedAt").ValueKind, kept.GetProperty("cachedAt").ValueKind));
        Assert.Equal(JsonValueKind.String, (await AskAsync(twin, "contracts/total", new { })).GetProperty("cachedAt").ValueKind);
        Assert.Equal(Rows(read), Rows(kept));
        Assert.Equal(Direct("SELECT count(DISTINCT order_id) FROM orders WHERE fulfillment_center IN ('east_coast', 'central')"), Rows(kept));
        Assert.Equal(Direct($"SELECT count(DISTINCT order_id) FROM orders WHERE {OfOthers}"), Rows(await AskAsync(app.Others, "contracts/total", new { })));
    }

    [Fact]
    public async Task Those_who_ask_at_the_same_moment_share_nothing()
    {
        var east = Direct($"SELECT count(DISTINCT order_id) FROM orders WHERE {OfEast}");
        var others = Direct($"SELECT count(DISTINCT order_id) FROM orders WHERE {OfOthers}");
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async at =>
            (IsEast: at % 2 == 0, Rows: Rows(await AskAsync(at % 2 == 0 ? app.East : app.Others, "contracts/total", new { refresh = true })))));
        Assert.All(answers, answer => Assert.Equal(answer.IsEast ? east : others, answer.Rows));
    }

    [Fact]
    public async Task Options_are_those_of_the_one_who_looks()
    {
        Assert.Equal(["east_coast"], await OptionsAsync(app.East, null));
        Assert.Equal(["central", "west_coast"], await OptionsAsync(app.Others, null));
        Assert.Empty(await OptionsAsync(app.East, "west"));
    }

    [Fact]
    public async Task Filtering_for_what_one_may_not_see_finds_nothing_and_does_not_say_that_it_is_there()
    {
        var hidden = await AskAsync(app.East, "contracts/orders_by_center", new { arguments = new { center = "west_coast" } });
        var absent = await AskAsync(app.East, "contracts/orders_by_center", new { arguments = new { center = "no_such_place" } });
        Assert.Empty(Rows(hidden));
        Assert.Equal(absent.GetRawText(), hidden.GetRawText());
    }

    [Fact]
    public async Task What_one_takes_away_holds_all_of_ones_own_rows_and_no_others()
    {
        Assert.Equal(Direct($"SELECT fulfillment_center, count(DISTINCT order_id) FROM orders WHERE {OfOthers} GROUP BY 1 ORDER BY 1"), Rows(await AskAsync(app.Others, "contracts/orders_by_center/export", new { })));
        Assert.Equal(Direct($"SELECT fulfillment_center, count(DISTINCT order_id) FROM orders WHERE {OfEast} GROUP BY 1 ORDER BY 1"), Rows(await AskAsync(app.East, "contracts/orders_by_center/export", new { })));
    }

    [Fact]
    public async Task The_rows_behind_are_ones_own_even_when_the_row_was_anothers()
    {
        var body = new { arguments = new { }, row = new Dictionary<string, string> { ["orders.fulfillment_center"] = "central" } };
        var others = Rows(await AskAsync(app.Others, "contracts/orders_by_center/underlying", body));
        Assert.NotEmpty(others);
        Assert.All(others, row => Assert.EndsWith("|central", row, StringComparison.Ordinal));
        Assert.Empty(Rows(await AskAsync(app.East, "contracts/orders_by_center/underlying", body)));
    }

    [Fact]
    public async Task Pictures_and_words_of_the_work_are_for_editors_who_see_the_same()
    {
        using var twin = await app.AddAsync("twin@example.com", OrganizationRole.Editor, "east_coast");
        var (own, strange) = (await EventsAsync(app.East), await EventsAsync(app.Others));
        Assert.Contains(own, entry => entry.Contains("The east coast sold most.", StringComparison.Ordinal));
        Assert.DoesNotContain(strange, entry => entry.Contains("east", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(strange, entry => entry.Contains("\"kind\":\"file\"", StringComparison.Ordinal));
        Assert.Equal(own, await EventsAsync(twin));

        var shot = own.Select(entry => JsonSerializer.Deserialize<JsonElement>(entry)).First(entry => entry.GetProperty("kind").GetString() == "screenshot").GetProperty("data").GetProperty("blob").GetString();
        foreach (var picture in new[] { "/api/v1/apps/orders/versions/1/screenshots/desktop", $"/api/v1/turns/{app.Turn.Id}/screenshots/{shot}" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(app.East, picture));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(twin, picture));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app.Others, picture));
            Assert.Contains(await StatusAsync(app.Viewer, picture), new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden });
        }
    }

    [Fact]
    public async Task A_viewer_is_told_of_the_version_but_not_of_the_work_behind_it()
    {
        var version = await app.Viewer.GetFromJsonAsync<JsonElement>("/api/v1/apps/orders/versions/1", Stop);
        Assert.Equal(("", "", JsonValueKind.Null, JsonValueKind.Null), (version.GetProperty("prompt").GetString(), version.GetProperty("summary").GetString(), version.GetProperty("plan").ValueKind, version.GetProperty("screenshots").ValueKind));
        foreach (var address in new[] { $"/api/v1/turns/{app.Turn.Id}", $"/api/v1/turns/{app.Turn.Id}/events", "/api/v1/apps/orders/turns", "/api/v1/apps/orders/versions/1/report", "/api/v1/apps/orders/versions/1/source" })
            Assert.Contains(await StatusAsync(app.Viewer, address), new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden });
    }

    [Fact]
    public async Task An_editor_who_sees_other_data_is_told_what_became_of_the_work_and_not_what_was_said_of_it()
    {
        foreach (var (client, isOwn) in new[] { (app.East, true), (app.Others, false) })
        {
            var turn = await client.GetFromJsonAsync<JsonElement>($"/api/v1/turns/{app.Turn.Id}", Stop);
            var version = await client.GetFromJsonAsync<JsonElement>("/api/v1/apps/orders/versions/1", Stop);
            Assert.Equal(("done", 1), (turn.GetProperty("state").GetString(), turn.GetProperty("versionNumber").GetInt32()));
            Assert.Equal(isOwn, turn.GetProperty("message").GetString()!.Contains("east coast", StringComparison.Ordinal));
            Assert.Equal(isOwn, version.GetProperty("summary").GetString()!.Length > 0);
            Assert.Equal(isOwn, version.GetProperty("gateReport").GetString()!.Length > 0);
            Assert.Equal(isOwn ? HttpStatusCode.OK : HttpStatusCode.NotFound, await StatusAsync(client, "/api/v1/apps/orders/versions/1/report"));
        }
    }

    [Fact]
    public async Task Errors_say_what_to_do_and_nothing_of_the_data()
    {
        var (status, problem) = await RefusedAsync(app.Nobody, "contracts/orders_by_center", new { });
        Assert.Equal(403, status);
        foreach (var (client, contract) in new[] { (app.Nobody, "orders_by_center"), (app.Nobody, "total"), (app.East, "ages"), (app.Others, "ages") })
        {
            (status, problem) = await RefusedAsync(client, $"contracts/{contract}", new { });
            Assert.Equal(403, status);
            foreach (var secret in new[] { "average_age", "is_", "fulfillment", "coast", "central", "SELECT" }) Assert.DoesNotContain(secret, problem, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(403, (await RefusedAsync(app.Nobody, "values", new { filter = "center" })).Status);
        Assert.Equal(403, (await RefusedAsync(app.Nobody, "contracts/orders_by_center/export", new { })).Status);
        Assert.Equal(403, (await RefusedAsync(app.Nobody, "contracts/orders_by_center/underlying", new { row = new Dictionary<string, string> { ["orders.fulfillment_center"] = "central" } })).Status);
    }

    [Fact]
    public async Task Whoever_gets_another_attribute_in_the_middle_of_a_session_has_the_new_rows_with_the_next_question()
    {
        using var mover = await app.AddAsync("mover@example.com", OrganizationRole.Editor, "east_coast");
        var before = await AskAsync(mover, "contracts/orders_by_center", new { limit = 100 });
        Assert.Contains(await EventsAsync(mover), entry => entry.Contains("The east coast sold most.", StringComparison.Ordinal));

        await app.SetCentersAsync("mover@example.com", "central");

        var after = await AskAsync(mover, "contracts/orders_by_center", new { limit = 100 });
        Assert.Equal(Direct($"SELECT fulfillment_center, count(DISTINCT order_id) FROM orders WHERE {OfEast} GROUP BY 1 ORDER BY 1"), Rows(before));
        Assert.Equal(Direct("SELECT fulfillment_center, count(DISTINCT order_id) FROM orders WHERE fulfillment_center = 'central' GROUP BY 1 ORDER BY 1"), Rows(after));
        Assert.Equal(["central"], await OptionsAsync(mover, null));
        Assert.DoesNotContain(await EventsAsync(mover), entry => entry.Contains("east", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(mover, "/api/v1/apps/orders/versions/1/screenshots/desktop"));
    }

    private static async Task<JsonElement> AskAsync(HttpClient client, string what, object body)
    {
        using var response = await client.PostAsync($"/api/v1/apps/orders/versions/1/{what}", Body(what, body), Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static async Task<(int Status, string Problem)> RefusedAsync(HttpClient client, string what, object body)
    {
        using var response = await client.PostAsync($"/api/v1/apps/orders/versions/1/{what}", Body(what, body), Stop);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    // No arguments are said too.
    private static JsonContent Body(string what, object body)
    {
        var members = JsonSerializer.SerializeToNode(body)!.AsObject();
        if (what != "values" && !members.ContainsKey("arguments")) members["arguments"] = new JsonObject();
        return JsonContent.Create(members);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address)
    {
        using var response = await client.GetAsync(address, Stop);
        return response.StatusCode;
    }

    private static async Task<List<string?>> OptionsAsync(HttpClient client, string? search)
    {
        var values = await AskAsync(client, "values", search is null ? new { filter = "center" } : new { filter = "center", search });
        return [.. values.GetProperty("values").EnumerateArray().Select(value => value.GetProperty("raw").GetString()).Order(StringComparer.Ordinal)];
    }

    private async Task<List<string>> EventsAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/turns/{app.Turn.Id}/events") { Headers = { { "Accept", "application/json" } } };
        using var response = await client.SendAsync(request, Stop);
        return [.. (await response.Content.ReadFromJsonAsync<JsonElement[]>(Stop))!.Select(entry => entry.GetRawText())];
    }

    private List<string> Direct(string sql) => [.. app.Jaffle.Ask(sql).Select(row => string.Join('|', row))];

    private static List<string> Rows(JsonElement answer)
        => [.. answer.GetProperty("rows").EnumerateArray().Select(row => string.Join('|', row.EnumerateObject().Select(cell => cell.Value.GetProperty("raw").ToString())))];
}
