using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Vitrine.Integration.Serving;

/// <summary>What an app cannot ask of the server that shows it, with the page's own session: only its version's contracts, with arguments inside of their limits.</summary>
public sealed class AppLimitTests(SharedApp app) : IClassFixture<SharedApp>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1/contracts/no_such", """{"arguments":{}}""", 404, "queries.unknown-contract")]
    [InlineData("1/contracts/..%2F..%2Fme", """{"arguments":{}}""", 404, null)]
    [InlineData("2/contracts/total", """{"arguments":{}}""", 404, "access.not-found")]
    [InlineData("1/contracts/total", """{"arguments":{},"limit":0}""", 400, null)]
    [InlineData("1/contracts/total", """{"arguments":{},"limit":501}""", 400, "queries.limit")]
    [InlineData("1/contracts/orders_by_center", """{"arguments":{},"limit":101}""", 400, "queries.limit")]
    [InlineData("1/contracts/total", """{"arguments":{},"limit":1e9}""", 400, null)]
    [InlineData("1/contracts/total", """{"arguments":{"center":"central"}}""", 400, "queries.unknown-argument")]
    [InlineData("1/contracts/orders_by_center", """{"arguments":{"center":{"operator":"greaterThan","values":["a"]}}}""", 400, null)]
    [InlineData("1/contracts/orders_by_center", """{"arguments":{"center":{"operator":"equals","values":["a"],"sql":"1=1"}}}""", 400, null)]
    [InlineData("1/contracts/orders_by_center", """{"arguments":{"center":{"$ne":null}}}""", 400, null)]
    [InlineData("1/contracts/orders_by_center", """{"arguments":{"__proto__":{"a":1}}}""", 400, "queries.unknown-argument")]
    [InlineData("1/contracts/total", """{"arguments":{},"sql":"SELECT 1"}""", 400, "request.unknown-member")]
    [InlineData("1/contracts/total", """{"arguments":{},"principal":"ada@example.com"}""", 400, "request.unknown-member")]
    [InlineData("1/contracts/total", """{"arguments":[]}""", 400, null)]
    [InlineData("1/contracts/total/underlying", """{"arguments":{},"row":{}}""", 403, "queries.no-underlying")]
    [InlineData("1/values", """{"filter":"region"}""", 404, null)]
    [InlineData("1/values", """{"filter":"orders.order_id"}""", 404, null)]
    public async Task Nothing_else_is_answered(string what, string body, int status, string? code)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await app.Viewer.PostAsync($"/api/v1/apps/orders/versions/{what}", content, Stop);
        var text = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.True(code is null || problem.GetProperty("code").GetString() == code, text);
        Assert.DoesNotContain("SELECT", text.Replace("SELECT 1", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_values_than_a_filter_takes_are_refused()
    {
        using var response = await app.Viewer.PostAsJsonAsync("/api/v1/apps/orders/versions/1/contracts/orders_by_center", new { arguments = new { center = Enumerable.Range(0, 100_000).Select(at => $"v{at}") } }, Stop);
        Assert.InRange((int)response.StatusCode, 400, 413);
    }

    [Fact]
    public async Task Rows_come_in_the_number_that_was_asked_for_and_it_is_said_that_there_are_more()
    {
        using var response = await app.Viewer.PostAsJsonAsync("/api/v1/apps/orders/versions/1/contracts/orders_by_center", new { arguments = new { }, limit = 1 }, Stop);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal((1, true, 1), (answer.GetProperty("rows").GetArrayLength(), answer.GetProperty("truncated").GetBoolean(), answer.GetProperty("rowLimit").GetInt32()));
    }
}
