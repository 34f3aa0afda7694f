using System.Text.Json;
using Vitrine.Projects;

namespace Vitrine.Integration.Web;

/// <summary>Settings of a project are changed one by one, and shown to those who may change them.</summary>
[Collection(typeof(WebServer))]
public sealed class ProjectSettingsTests(WebServer web)
{
    private static readonly string[] Crowns = ["NOK"];

    [Fact]
    public async Task What_is_not_named_stays_and_null_is_the_default_again()
    {
        var at = await ProjectAsync("settled", new { timeZone = "Europe/Oslo", pinnedNow = "2026-01-31T00:00:00Z", parameters = new { currency = Crowns } });
        var changed = await ChangeAsync(at, new { settings = new { dataExposure = "schemaOnly" } });
        Assert.Equal(("Europe/Oslo", DataExposure.SchemaOnly), (changed.TimeZone, changed.DataExposure));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), changed.PinnedNow);
        Assert.Equal(["NOK"], changed.Parameters["currency"]);

        var cleared = await ChangeAsync(at, new { settings = new { timeZone = (string?)null, pinnedNow = (string?)null } });
        Assert.Equal(("UTC", null, DataExposure.SchemaOnly), (cleared.TimeZone, cleared.PinnedNow, cleared.DataExposure));
        Assert.Equal(["NOK"], cleared.Parameters["currency"]);
        await ChangeAsync(at, new { name = "Settled again" });
        Assert.Equal(cleared.DataExposure, (await web.Admin.ReadAsync<ProjectRecord>(HttpMethod.Get, at)).Settings!.DataExposure);
    }

    [Theory]
    [InlineData("""{ "zone": "UTC" }""", "request.unknown-member")]
    [InlineData("""{ "timeZone": 7 }""", "request.bad-member")]
    [InlineData("""{ "timeZone": "Moon/Tranquility" }""", "projects.bad-time-zone")]
    [InlineData("""{ "dataExposure": 9 }""", "request.bad-member")]
    [InlineData("7", "request.bad-member")]
    public async Task What_is_no_setting_is_refused(string settings, string code)
    {
        var body = JsonSerializer.Deserialize<JsonElement>($$"""{ "settings": {{settings}} }""");
        Assert.Equal((400, code), await web.Admin.RefusedAsync(HttpMethod.Patch, "/api/v1/projects/shop", body));
    }

    [Fact]
    public async Task Who_may_not_change_settings_does_not_see_them()
    {
        Assert.NotNull((await web.Admin.ReadAsync<ProjectRecord>(HttpMethod.Get, "/api/v1/projects/shop")).Settings);
        Assert.Null((await web.Viewer.ReadAsync<ProjectRecord>(HttpMethod.Get, "/api/v1/projects/shop")).Settings);
        Assert.All(await web.Viewer.ReadAsync<IReadOnlyList<ProjectRecord>>(HttpMethod.Get, "/api/v1/projects"), project => Assert.Null(project.Settings));
    }

    private async Task<string> ProjectAsync(string slug, object settings)
    {
        var connection = new { kind = "duckdb", file = Vitrine.Web.Demo.DemoData.FileIn(web.Server.Folder) };
        await web.Admin.ReadAsync<ProjectRecord>(HttpMethod.Post, "/api/v1/projects", new { name = slug, connection, slug, settings });
        return $"/api/v1/projects/{slug}";
    }

    private async Task<ProjectSettings> ChangeAsync(string at, object body) => (await web.Admin.ReadAsync<ProjectRecord>(HttpMethod.Patch, at, body)).Settings!;
}
