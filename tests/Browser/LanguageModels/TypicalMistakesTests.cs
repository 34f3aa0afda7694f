using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Vitrine.Outside.Http;

namespace Vitrine.Browser.LanguageModels;

/// <summary>Mistakes that language models make, in the real product with real sandboxes and gates: each is mended by what the gates say of it, and one that is not leaves the app as it was.</summary>
public sealed partial class TypicalMistakesTests : IClassFixture<ModelServer>, IAsyncLifetime
{
    private static readonly string[] Good = ["passed", "unverified"];

    private readonly ModelServer server;
    private readonly HttpClient client = OutboundHttp.ForOperatorEndpoints(TimeSpan.FromMinutes(5));

    public TypicalMistakesTests(ModelServer server)
    {
        this.server = server;
        server.Messages.Script = MistakeScript.Answer;
        client.BaseAddress = new Uri(server.Url);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        using var response = await client.PostAsJsonAsync("/api/v1/session", new { email = "analyst@example.com", password = server.PasswordOf("analyst@example.com") }, Stop);
        client.DefaultRequestHeaders.Add("Cookie", response.EnsureSuccessStatusCode().Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(MistakeScript.WrongField, "contracts.unknown-field")]
    [InlineData(MistakeScript.TypeError, "types.ts2322")]
    [InlineData(MistakeScript.RuntimeError, "render.uncaught-error")]
    [InlineData(MistakeScript.Loop, "types.ts2724")]
    [InlineData(MistakeScript.OversizedFile, null)]
    public async Task A_mistake_is_mended_by_what_is_said_of_it(string mistake, string? finding)
    {
        var turn = await PromptAsync("/api/v1/projects/shop/apps", new { prompt = mistake, name = mistake });

        Assert.True(Text(turn, "state") == "done", turn.GetRawText());
        var app = $"/api/v1/apps/{Text(turn, "appId")}";
        await ProveReadyAsync($"{app}/versions/1");
        Assert.Equal(1, (await FindAsync(app)).GetProperty("draftVersion").GetInt32());
        var found = (await EventsAsync(turn, "diagnostics")).SelectMany(entry => entry.GetProperty("items").EnumerateArray()).Where(item => Text(item, "severity") == "error").Select(item => Text(item, "code")).ToList();
        if (finding is null) Assert.Empty(found);
        else Assert.Contains(finding, found);
        Assert.Empty(server.Messages.Complaints);
    }

    [Fact]
    public async Task Rows_that_an_app_writes_out_are_shown_to_its_author_and_not_told_to_a_model_that_may_not_see_them()
    {
        var turn = await PromptAsync("/api/v1/projects/shop/apps", new { prompt = MistakeScript.RowsWrittenOut, name = "Rows written out" });

        Assert.True(Text(turn, "state") == "done", turn.GetRawText());
        var found = (await EventsAsync(turn, "diagnostics")).SelectMany(entry => entry.GetProperty("items").EnumerateArray()).Select(item => (Code: Text(item, "code"), Message: Text(item, "message")!)).ToList();
        foreach (var code in new[] { "render.console-error", "render.bad-text", "accessibility.color-contrast" }) Assert.Contains(found, item => item.Code == code && item.Message.Contains("""customers.region":{"raw""", StringComparison.Ordinal));
        var figure = Figure().Match(found.First(item => item.Code == "render.console-error").Message).Groups["figure"].Value;
        Assert.NotEmpty(figure);
        Assert.DoesNotContain(server.Messages.Requests, request => request.Body.ToJsonString().Contains(figure, StringComparison.Ordinal));
        Assert.Empty(server.Messages.Complaints);
    }

    [Fact]
    public async Task What_is_not_mended_fails_and_the_last_good_version_stays_live()
    {
        var first = await PromptAsync("/api/v1/projects/shop/apps", new { prompt = MistakeScript.Good, name = "A good one" });
        var app = $"/api/v1/apps/{Text(first, "appId")}";
        using (var published = await client.PostAsync($"{app}/versions/1/publish", null, Stop)) published.EnsureSuccessStatusCode();
        var source = (await FindAsync($"{app}/versions/1/source")).GetRawText();

        var second = await PromptAsync($"{app}/turns", new { prompt = MistakeScript.Hopeless });

        Assert.Equal(("failed", "turns.no-progress", 2), (Text(second, "state"), Text(second, "code"), second.GetProperty("versionNumber").GetInt32()));
        Assert.Equal("failed", Text(await FindAsync($"{app}/versions/2"), "status"));
        var after = await FindAsync(app);
        Assert.Equal((1, 1), (after.GetProperty("draftVersion").GetInt32(), after.GetProperty("publishedVersion").GetInt32()));
        Assert.Equal(source, (await FindAsync($"{app}/versions/1/source")).GetRawText());
        // The work is kept, to go on with.
        Assert.Contains("All orders, mended", (await FindAsync($"{app}/versions/2/source")).GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>A prompt, and how its turn ended.</summary>
    private async Task<JsonElement> PromptAsync(string path, object prompt)
    {
        using var response = await client.PostAsJsonAsync(path, prompt, Stop);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Stop));
        var turn = $"/api/v1/turns/{Text(await response.Content.ReadFromJsonAsync<JsonElement>(Stop), "id")}";
        // The stream ends with the turn.
        await client.GetStringAsync($"{turn}/events", Stop);
        return await FindAsync(turn);
    }

    /// <summary>No gate failed. On a machine that is busy with other things those that need the browser may say that they got no answer in time, as the version then does.</summary>
    private async Task ProveReadyAsync(string version)
    {
        var report = (await FindAsync($"{version}/report")).GetProperty("gates").EnumerateArray().ToDictionary(gate => Text(gate, "name")!, gate => Text(gate, "status"));
        Assert.Equal(["contracts", "types", "build", "render", "queries", "accessibility"], report.Keys);
        Assert.All(report.Where(gate => gate.Key is not ("render" or "accessibility")), gate => Assert.Equal("passed", gate.Value));
        Assert.All(report, gate => Assert.Contains(gate.Value, Good));
        Assert.Equal(report.ContainsValue("unverified") ? "unverified" : "ready", Text(await FindAsync(version), "status"));
    }

    private async Task<IReadOnlyList<JsonElement>> EventsAsync(JsonElement turn, string kind)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/turns/{Text(turn, "id")}/events");
        request.Headers.Accept.Add(new("application/json"));
        using var response = await client.SendAsync(request, Stop);
        var events = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Stop);
        return [.. events.EnumerateArray().Where(entry => Text(entry, "kind") == kind).Select(entry => entry.GetProperty("data"))];
    }

    private Task<JsonElement> FindAsync(string path) => client.GetFromJsonAsync<JsonElement>(path, Stop);

    [GeneratedRegex("""orders\.revenue":\{"raw":(?<figure>\d{4,})""")]
    private static partial Regex Figure();

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
