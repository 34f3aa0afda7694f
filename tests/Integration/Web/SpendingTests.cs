using System.Net.Http.Json;
using System.Text.Json;
using Vitrine.Access;
using Vitrine.Ledger;

namespace Vitrine.Integration.Web;

/// <summary>Spending and budgets over HTTP, as an administrator has them.</summary>
[Collection(typeof(WebServer))]
public sealed class SpendingTests(WebServer web)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_spent_is_told_by_everything_and_written_as_a_file()
    {
        var started = new DateTimeOffset(2001, 2, 3, 23, 30, 0, TimeSpan.Zero);
        var person = (await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/session")).GetProperty("personId").GetGuid();
        var organization = (await web.Get<PrincipalSource>().FindAsync(person, Stop))!.OrganizationId;
        foreach (var cause in new[] { LedgerCause.User, LedgerCause.User, LedgerCause.Repair })
        {
            await web.Get<LedgerBook>().RecordAsync(new LedgerEntry
            {
                Kind = LedgerKind.ModelCall,
                Cause = cause,
                OrganizationId = organization,
                PersonId = person,
                Started = started,
                Ended = started.AddHours(1),
                Price = 0.25m,
                Provider = "anthropic",
                Model = "=cmd|claude",
                Tokens = new TokenCounts(1, 2, 3, 4),
            }, Stop);
        }

        var spending = await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/spending?from=2001-02-03&until=2001-02-03");
        Assert.Equal((0.75m, 0.25m), (spending.GetProperty("dollars").GetDecimal(), spending.GetProperty("repairs").GetDecimal()));
        Assert.Equal(["user 2 2 4", "repair 1 1 2"], spending.GetProperty("lines").EnumerateArray().Select(line =>
            $"{line.GetProperty("cause").GetString()} {line.GetProperty("entries")} {line.GetProperty("tokens").GetProperty("input")} {line.GetProperty("tokens").GetProperty("output")}"));
        Assert.Equal(0, (await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/spending?from=2001-02-04&until=2001-02-04")).GetProperty("lines").GetArrayLength());
        // Nobody of another organization.
        Assert.Equal(0, (await web.Other.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/spending?from=2001-02-03&until=2001-02-03")).GetProperty("lines").GetArrayLength());

        using var file = await web.Admin.CallAsync(HttpMethod.Get, "/api/v1/spending.csv?from=2001-02-03&until=2001-02-03");
        Assert.Equal(("text/csv", "spending-2001-02-03-2001-02-03.csv"), (file.Content.Headers.ContentType?.MediaType, file.Content.Headers.ContentDisposition?.FileName));
        var lines = (await file.Content.ReadAsStringAsync(Stop)).Split("\r\n");
        Assert.Equal(4, lines.Length);
        Assert.Contains("2001-02-03,,", lines[1], StringComparison.Ordinal);
        // A name that begins like a formula is no formula.
        Assert.Contains($",model call,anthropic,'=cmd|claude,user,2,2,4,6,8,0.5,,{person},", lines[1], StringComparison.Ordinal);
        Assert.Equal((400, "spending.bad-range"), await web.Admin.RefusedAsync(HttpMethod.Get, "/api/v1/spending?from=2001-02-03&until=2001-02-02"));
    }

    [Fact]
    public async Task Budgets_are_set_changed_and_removed()
    {
        var app = (await web.MakeAsync(WebServer.GoodPrompt, name: "Capped")).AppId;
        var set = await web.Admin.ReadAsync<JsonElement>(HttpMethod.Put, "/api/v1/budgets", new { scope = "app", targetId = app, period = "month", dollars = 12.5 });
        Assert.Equal(12.5m, Find(set)?.GetProperty("budget").GetProperty("dollars").GetDecimal());
        await web.Admin.ReadAsync<JsonElement>(HttpMethod.Put, "/api/v1/budgets", new { scope = "app", targetId = app, period = "month", dollars = 20 });
        Assert.Equal((20m, 0m, 20m), Stand(Find(await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/budgets"))!.Value));
        Assert.Null(Find(await web.Admin.ReadAsync<JsonElement>(HttpMethod.Put, "/api/v1/budgets", new { scope = "app", targetId = app, period = "month" })));
        Assert.Equal((400, "budget.bad-amount"), await web.Admin.RefusedAsync(HttpMethod.Put, "/api/v1/budgets", new { scope = "app", targetId = app, period = "month", dollars = -1 }));

        JsonElement? Find(JsonElement all) => all.EnumerateArray().Select(state => (JsonElement?)state).FirstOrDefault(state => state!.Value.GetProperty("budget").GetProperty("targetId").ValueKind == JsonValueKind.String && state.Value.GetProperty("budget").GetProperty("targetId").GetGuid() == app);

        static (decimal, decimal, decimal) Stand(JsonElement state) => (state.GetProperty("budget").GetProperty("dollars").GetDecimal(), state.GetProperty("spent").GetDecimal(), state.GetProperty("left").GetDecimal());
    }

    [Theory]
    [InlineData("project", "project")]
    [InlineData("person", "person")]
    [InlineData("app", "app")]
    public async Task A_budget_for_what_is_not_there_is_refused_by_name(string scope, string what)
    {
        var nobody = Guid.CreateVersion7();
        using var answer = await web.Admin.CallAsync(HttpMethod.Put, "/api/v1/budgets", new { scope, targetId = nobody, period = "day", dollars = 5 });
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal(404, (int)answer.StatusCode);
        Assert.Contains("budget.unknown-target", text, StringComparison.Ordinal);
        Assert.Contains($"There is no {what} with the id {nobody}.", text, StringComparison.Ordinal);
        // What somebody of another organization has is not there either; and an id of nothing is no word for each.
        var person = (await web.Other.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/session")).GetProperty("personId").GetGuid();
        Assert.Equal((404, "budget.unknown-target"), await web.Admin.RefusedAsync(HttpMethod.Put, "/api/v1/budgets", new { scope = "person", targetId = person, period = "day", dollars = 5 }));
        Assert.Equal((404, "budget.unknown-target"), await web.Admin.RefusedAsync(HttpMethod.Put, "/api/v1/budgets", new { scope, targetId = Guid.Empty, period = "day", dollars = 5 }));
        // The budget of somebody who is gone can be removed.
        await web.Admin.ReadAsync<JsonElement>(HttpMethod.Put, "/api/v1/budgets", new { scope, targetId = nobody, period = "day" });
    }

    [Theory]
    [InlineData("/api/v1/budgets", "{}", "does not say 'scope' and 'period'.")]
    [InlineData("/api/v1/budgets", """{ "period": "day", "dollars": 3 }""", "does not say 'scope'.")]
    [InlineData("/api/v1/budgets", """{ "scope": 9, "period": "day", "dollars": 3 }""", "'scope' is one of organization, project, person, app")]
    [InlineData("/api/v1/budgets", """{ "scope": "organization", "period": 7, "dollars": 3 }""", "'period' is one of day, month")]
    [InlineData("/api/v1/models/stop", "{}", "does not say 'isStopped'.")]
    public async Task What_does_not_say_which_changes_nothing(string address, string body, string says)
    {
        var before = await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, address);
        using var answer = await web.Admin.CallAsync(HttpMethod.Put, address, JsonSerializer.Deserialize<JsonElement>(body));
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains(says, (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(before.GetRawText(), (await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, address)).GetRawText());
    }

    [Fact]
    public async Task An_estimate_is_asked_for_by_the_words_of_the_api()
    {
        foreach (var kind in new[] { "dashboard", "slides", "report", "custom" }) await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, $"/api/v1/projects/shop/estimate?kind={kind}");
        foreach (var (query, says) in new[] { ("projects/shop/estimate?kind=9", "'kind' is one of dashboard, slides, report, custom."), ("spending?from=abc", "'from' cannot be 'abc'.") })
        {
            using var answer = await web.Admin.CallAsync(HttpMethod.Get, $"/api/v1/{query}", null);
            Assert.Equal($"The request cannot be read: {says}", (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task Days_of_spending_end_where_the_calendar_does()
    {
        Assert.Equal("0001-01-01", (await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/spending?until=0001-01-01")).GetProperty("from").GetString());
        await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/spending?from=2025-11-30&until=2026-11-30");
        Assert.Equal((400, "spending.bad-range"), await web.Admin.RefusedAsync(HttpMethod.Get, "/api/v1/spending?from=2025-11-29&until=2026-11-30"));
    }

    [Fact]
    public async Task The_switch_is_that_of_one_organization()
    {
        Assert.True((await web.Other.ReadAsync<JsonElement>(HttpMethod.Put, "/api/v1/models/stop", new { isStopped = true })).GetProperty("isStopped").GetBoolean());
        Assert.False((await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/models/stop")).GetProperty("isStopped").GetBoolean());
        Assert.False((await web.Other.ReadAsync<JsonElement>(HttpMethod.Put, "/api/v1/models/stop", new { isStopped = false })).GetProperty("isStopped").GetBoolean());
    }
}
