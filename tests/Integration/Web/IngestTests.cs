using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Agents.Turns;
using Vitrine.Projects;
using Vitrine.Projects.Ingest;
using Vitrine.Web.Demo;

namespace Vitrine.Integration.Web;

/// <summary>dbt manifests as they come: what is none is refused by name and changes nothing, and one broken dbt model does not take the others along.</summary>
[Collection(typeof(WebServer))]
public sealed class IngestTests(WebServer web)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> NoManifests => new()
    {
        { "empty", "semantics.not-json" }, { "text", "semantics.not-json" }, { "truncated", "semantics.not-json" }, { "v4", "semantics.unsupported-manifest" }, { "v6", "semantics.unsupported-manifest" },
        { "catalog", "semantics.not-a-manifest" },
    };

    [Theory]
    [MemberData(nameof(NoManifests))]
    public async Task What_is_no_manifest_is_refused_and_changes_nothing(string which, string code)
    {
        var before = await web.Admin.ReadAsync<IngestRecord>(HttpMethod.Get, "/api/v1/projects/shop/ingest");
        using var response = await UploadAsync("shop", Manifest(which));
        Assert.Equal((400, code), await response.RefusalAsync());
        Assert.Equal(before.Id, (await web.Admin.ReadAsync<IngestRecord>(HttpMethod.Get, "/api/v1/projects/shop/ingest")).Id);
        Assert.Contains("orders", await ExploresAsync("shop"));
    }

    [Fact]
    public async Task A_form_without_a_manifest_is_refused()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent("{}"u8.ToArray()), "catalog", "catalog.json" } };
        using var response = await web.Admin.PostAsync("/api/v1/projects/shop/ingest", form, Stop);
        Assert.Equal((400, "projects.bad-upload"), await response.RefusalAsync());
    }

    [Fact]
    public async Task A_broken_model_is_reported_by_name_and_the_good_ones_work()
    {
        await ProjectAsync("half-broken");
        var manifest = JsonNode.Parse(DemoFiles.Manifest)!;
        var model = manifest["nodes"]!.AsObject().First(node => node.Key.EndsWith(".marketing", StringComparison.Ordinal)).Value!;
        model["columns"] = new JsonArray();
        using var response = await UploadAsync("half-broken", Encoding.UTF8.GetBytes(manifest.ToJsonString()));
        Assert.True(response.IsSuccessStatusCode);

        var ingest = await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, "/api/v1/projects/half-broken/ingest");
        var finding = ingest.GetProperty("diagnostics").EnumerateArray().First(finding => finding.GetProperty("code").GetString() == "dbt.bad-model");
        Assert.Contains("marketing", finding.GetProperty("where").GetProperty("subject").GetString(), StringComparison.Ordinal);
        var explores = await ExploresAsync("half-broken");
        Assert.Contains("orders", explores);
        Assert.DoesNotContain("marketing", explores);

        var turn = await web.EndAsync(await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Post, "/api/v1/projects/half-broken/apps", new { prompt = WebServer.GoodPrompt }));
        Assert.Equal((TurnState.Done, 1), (turn.State, turn.VersionNumber));
        var rows = await web.Viewer.RefusedAsync(HttpMethod.Post, $"/api/v1/apps/{turn.AppId}/versions/1/contracts/revenue_by_region", new { arguments = new { } });
        Assert.Equal((404, "access.not-found"), rows);
    }

    [Fact]
    public async Task Models_without_dbt_come_with_their_configuration_and_say_from_which_commit()
    {
        await ProjectAsync("without-dbt");
        using var form = new MultipartFormDataContent
        {
            { new StringContent("type: model\nname: lines\nsql_from: main.order_lines\ndimensions: [{ name: id, type: number, sql: '${TABLE}.id' }]\nmetrics: { lines: { type: count, sql: '${id}' } }"), "model", "lightdash/models/lines.yml" },
            { new StringContent("warehouse: { type: duckdb }"), "configuration", "lightdash.config.yml" },
            { new StringContent("git"), "source" }, { new StringContent(new string('a', 40)), "commit" }, { new StringContent("main"), "revision" },
        };
        using var response = await web.Admin.PostAsync("/api/v1/projects/without-dbt/ingest", form, Stop);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Stop));
        var ingest = await web.Admin.ReadAsync<IngestRecord>(HttpMethod.Get, "/api/v1/projects/without-dbt/ingest");
        Assert.Equal(("git", new string('a', 40), "main", 1), (ingest.Source.Kind, ingest.Source.Commit, ingest.Source.Revision, ingest.Explores));
        Assert.Equal(["lines"], await ExploresAsync("without-dbt"));
        using var odd = new MultipartFormDataContent { { new ByteArrayContent(DemoFiles.Manifest), "manifest", "manifest.json" }, { new StringContent("not hexadecimal"), "commit" } };
        using var refused = await web.Admin.PostAsync("/api/v1/projects/without-dbt/ingest", odd, Stop);
        Assert.Equal((400, "request.bad-member"), await refused.RefusalAsync());
    }

    [Fact]
    public async Task A_trial_says_what_would_be_and_puts_nothing_in_force()
    {
        var before = await web.Admin.ReadAsync<IngestRecord>(HttpMethod.Get, "/api/v1/projects/shop/ingest");
        var manifest = JsonNode.Parse(DemoFiles.Manifest)!;
        var nodes = manifest["nodes"]!.AsObject();
        nodes.Remove(nodes.First(node => node.Key.EndsWith(".marketing", StringComparison.Ordinal)).Key);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(manifest.ToJsonString())), "manifest", "manifest.json" }, { new ByteArrayContent(DemoFiles.Catalog), "catalog", "catalog.json" } };
        using var response = await web.Admin.PostAsync("/api/v1/projects/shop/ingest?trial=true", form, Stop);
        var trial = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop)).RootElement;
        Assert.True(trial.GetProperty("isTrial").GetBoolean());
        Assert.Contains(trial.GetProperty("changes").EnumerateArray(), change => change.GetProperty("kind").GetString() == "exploreRemoved" && change.GetProperty("explores")[0].GetString() == "marketing");
        Assert.Equal(before.Id, (await web.Admin.ReadAsync<IngestRecord>(HttpMethod.Get, "/api/v1/projects/shop/ingest")).Id);
    }

    [Fact]
    public async Task A_project_without_a_semantic_layer_says_so()
    {
        await ProjectAsync("empty-handed");
        Assert.Equal((409, "projects.not-ingested"), await web.Analyst.RefusedAsync(HttpMethod.Get, "/api/v1/projects/empty-handed/catalog"));
        var turn = await web.EndAsync(await web.Analyst.ReadAsync<TurnRecord>(HttpMethod.Post, "/api/v1/projects/empty-handed/apps", new { prompt = WebServer.GoodPrompt }));
        Assert.Equal((TurnState.Failed, "projects.not-ingested"), (turn.State, turn.Code));
        Assert.Contains("Ingest its dbt manifest first", turn.Message, StringComparison.Ordinal);
    }

    private static byte[] Manifest(string which) => which switch
    {
        "empty" => [],
        "text" => "This is no JSON."u8.ToArray(),
        "truncated" => DemoFiles.Manifest[..^100],
        "catalog" => DemoFiles.Catalog,
        _ => File.ReadAllBytes(TestData.File("manifests", which, "manifest.json")),
    };

    private async Task ProjectAsync(string slug)
        => await web.Admin.ReadAsync<ProjectRecord>(HttpMethod.Post, "/api/v1/projects", new { name = slug, connection = new { kind = "duckdb", file = DemoData.FileIn(web.Server.Folder) }, slug });

    private async Task<HttpResponseMessage> UploadAsync(string project, byte[] manifest)
    {
        using var file = new ByteArrayContent(manifest);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var form = new MultipartFormDataContent { { file, "manifest", "manifest.json" } };
        return await web.Admin.PostAsync($"/api/v1/projects/{project}/ingest", form, Stop);
    }

    private async Task<string[]> ExploresAsync(string project)
        => [.. (await web.Admin.ReadAsync<JsonElement>(HttpMethod.Get, $"/api/v1/projects/{project}/catalog")).GetProperty("explores").EnumerateArray().Select(explore => explore.GetProperty("name").GetString()!)];
}
