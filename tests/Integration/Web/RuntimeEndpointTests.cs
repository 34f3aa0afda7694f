using System.Text;
using System.Text.Json;
using Vitrine.Apps;

namespace Vitrine.Integration.Web;

/// <summary>What a shown app may ask: a contract's name and arguments, with the viewer's own rights, and nothing that could widen them.</summary>
[Collection(typeof(WebServer))]
public sealed class RuntimeEndpointTests(WebServer web)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_sees_their_own_rows_and_values_through_the_same_contract()
    {
        var at = await AtAsync();
        Assert.Equal(["Canada", "Midwest", "Northeast", "South", "West"], await RegionsAsync(web.Analyst, at, new { }));
        Assert.Equal(["West"], await RegionsAsync(web.Viewer, at, new { }));
        Assert.Equal(["South"], await RegionsAsync(web.Analyst, at, new { region = "South" }));
        Assert.Empty(await RegionsAsync(web.Viewer, at, new { region = "South" }));

        Assert.Equal(5, (await web.Analyst.ReadAsync<JsonElement>(HttpMethod.Post, at + "/values", new { filter = "region" })).GetProperty("values").GetArrayLength());
        var west = await web.Viewer.ReadAsync<JsonElement>(HttpMethod.Post, at + "/values", new { filter = "region", search = "e" });
        Assert.Equal("West", Assert.Single(west.GetProperty("values").EnumerateArray()).GetProperty("raw").GetString());

        var row = new Dictionary<string, object> { ["customers.region"] = "West" };
        var behind = await web.Viewer.ReadAsync<JsonElement>(HttpMethod.Post, at + "/contracts/revenue_by_region/underlying", new { arguments = new { }, row });
        Assert.NotEmpty(behind.GetProperty("rows").EnumerateArray());
        Assert.All(behind.GetProperty("rows").EnumerateArray(), one => Assert.Equal("West", one.GetProperty("customers.region").GetProperty("raw").GetString()));
        Assert.Single((await web.Viewer.ReadAsync<JsonElement>(HttpMethod.Post, at + "/contracts/revenue_by_region/export", new { arguments = new { } })).GetProperty("rows").EnumerateArray());
    }

    [Fact]
    public async Task Whoever_may_edit_an_app_is_told_how_its_numbers_come_about()
    {
        var at = await AtAsync() + "/contracts/revenue_by_region/explain";
        var how = await web.Analyst.ReadAsync<JsonElement>(HttpMethod.Post, at, new { arguments = new { region = "South" } });
        Assert.Equal("revenue_by_region", how.GetProperty("contract").GetString());
        Assert.Contains("orders.revenue", how.GetProperty("numbers").EnumerateArray().Select(number => number.GetProperty("metric").GetString()));
        Assert.Contains("customers.region equals South", how.GetProperty("filters").EnumerateArray().Select(filter => filter.GetString()));
        Assert.Contains("South", how.GetProperty("parameters").EnumerateArray().Select(value => value.ToString()));
        Assert.DoesNotContain("South", how.GetProperty("sql").GetString(), StringComparison.Ordinal);
        Assert.InRange((await web.Viewer.RefusedAsync(HttpMethod.Post, at, new { arguments = new { } })).Status, 403, 404);
    }

    [Fact]
    public async Task The_limit_says_when_rows_were_cut()
    {
        var answer = await web.Analyst.ReadAsync<JsonElement>(HttpMethod.Post, await AtAsync() + "/contracts/revenue_by_region", new { arguments = new { }, limit = 2, refresh = true });
        Assert.Equal((2, true, 2, "UTC"), (
            answer.GetProperty("rows").GetArrayLength(), answer.GetProperty("truncated").GetBoolean(), answer.GetProperty("rowLimit").GetInt32(), answer.GetProperty("timeZone").GetString()));
    }

    [Theory]
    [InlineData("""{ "arguments": {}, "sql": "SELECT 1" }""", 400, "request.unknown-member")]
    [InlineData("""{ "arguments": {}, "metrics": ["orders.largest_order"] }""", 400, "request.unknown-member")]
    [InlineData("""{ "arguments": {}, "explore": "customers" }""", 400, "request.unknown-member")]
    [InlineData("""{ "arguments": {}, "where": [] }""", 400, "request.unknown-member")]
    [InlineData("""{ "arguments": {}, "person": "admin@example.com" }""", 400, "request.unknown-member")]
    [InlineData("""{ "Arguments": {} }""", 400, "request.unknown-member")]
    [InlineData("""{ "limit": 5 }""", 400, "request.missing-member")]
    [InlineData("""{ "arguments": [] }""", 400, "request.bad-member")]
    [InlineData("""{ "arguments": {}, "limit": 0 }""", 400, "request.bad-member")]
    [InlineData("""{ "arguments": {}, "limit": "all" }""", 400, "request.bad-member")]
    [InlineData("""{ "arguments": {}, "refresh": "yes" }""", 400, "request.bad-member")]
    [InlineData("""{ "arguments": {}, "arguments": {} }""", 400, "request.not-json")]
    [InlineData("arguments", 400, "request.not-json")]
    [InlineData("", 400, "request.not-json")]
    public async Task Only_a_name_and_arguments_are_taken(string body, int status, string code) => Assert.Equal((status, code), await AskAsync("/contracts/revenue_by_region", body));

    [Theory]
    [InlineData("/contracts/revenue_by_region", """{ "arguments": { "orders.status": "cancelled" } }""")]
    [InlineData("/contracts/revenue_by_region", """{ "arguments": { "region": ["a", "b", "c", "d", "e", "f"] } }""")]
    [InlineData("/contracts/revenue_by_region", """{ "arguments": { "region": { "operator": "notEquals", "values": ["West"] } } }""")]
    [InlineData("/contracts/revenue_by_region", """{ "arguments": { "region": { "sql": "1=1" } } }""")]
    [InlineData("/contracts/revenue_by_region", """{ "arguments": {}, "limit": 21 }""")]
    [InlineData("/contracts/revenue_by_region/underlying", """{ "arguments": {}, "row": { "orders.order_id": 1 } }""")]
    [InlineData("/values", """{ "filter": "orders.status" }""")]
    [InlineData("/values", """{ "filter": "revenue_by_region.status" }""")]
    public async Task What_the_contract_does_not_declare_is_refused(string path, string body)
    {
        var (status, code) = await AskAsync(path, body);
        Assert.InRange(status, 400, 404);
        Assert.Matches("^(contracts|queries|request)\\.", code);
    }

    [Fact]
    public async Task A_contract_that_is_not_there_is_refused_and_other_methods_too()
    {
        Assert.Equal(404, (await AskAsync("/contracts/customers_by_name", """{ "arguments": {} }""")).Status);
        Assert.Equal((405, "http.wrong-method"), await web.Analyst.RefusedAsync(HttpMethod.Get, await AtAsync() + "/contracts/revenue_by_region"));
        Assert.Equal((404, "access.not-found"), await web.Analyst.RefusedAsync(HttpMethod.Post, (await AtAsync()).Replace("/versions/1", "/versions/9", StringComparison.Ordinal) + "/contracts/revenue_by_region", new { arguments = new { } }));
        Assert.Equal((413, "request.too-large"), await AskAsync("/contracts/revenue_by_region", $$"""{ "arguments": { "region": "{{new string('x', 600_000)}}" } }"""));
        Assert.Equal((400, "request.not-json"), await AskAsync("/contracts/revenue_by_region", """{ "arguments": {} }""", "text/plain"));
    }

    private static async Task<string[]> RegionsAsync(HttpClient person, string at, object arguments)
        => [.. (await person.ReadAsync<JsonElement>(HttpMethod.Post, at + "/contracts/revenue_by_region", new { arguments })).GetProperty("rows").EnumerateArray()
            .Select(row => row.GetProperty("customers.region").GetProperty("raw").GetString()!)];

    private async Task<(int Status, string Code)> AskAsync(string path, string body, string type = "application/json")
    {
        using var response = await web.Viewer.PostAsync(await AtAsync() + path, new StringContent(body, Encoding.UTF8, type), Stop);
        return await response.RefusalAsync();
    }

    private async Task<string> AtAsync()
    {
        var turn = await web.OnceAsync("asked", async () =>
        {
            var made = await web.MakeAsync(WebServer.GoodPrompt, web.Admin);
            await web.Admin.ReadAsync<AppRecord>(HttpMethod.Post, $"/api/v1/apps/{made.AppId}/move", new { spaceId = web.Demo.SharedSpace });
            await web.Admin.ReadAsync<AppRecord>(HttpMethod.Post, $"/api/v1/apps/{made.AppId}/versions/1/publish");
            return made;
        });
        return $"/api/v1/apps/{turn.AppId}/versions/1";
    }
}
