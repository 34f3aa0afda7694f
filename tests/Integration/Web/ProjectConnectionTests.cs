using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Vitrine.Integration.Compilation;
using Vitrine.Integration.Warehouses;
using Vitrine.Projects;
using Vitrine.Storage;

namespace Vitrine.Integration.Web;

/// <summary>A project over a PostgreSQL: made and changed over HTTP, looked at by the doctor, asked from the command line; its password is kept and told to nobody.</summary>
[Collection(typeof(WebServer))]
public sealed class ProjectConnectionTests(WebServer web, GuardedPostgres server) : IClassFixture<GuardedPostgres>, IAsyncLifetime
{
    private const string Password = "pass-of-the-reader";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await server.MakeAsync(ThingsTable.Sql("main.things", ["one", "two", null]), Password, Stop);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_password_is_kept_encrypted_and_shown_nowhere()
    {
        var made = await web.Admin.CallAsync(HttpMethod.Post, "/api/v1/projects", new { name = "Guarded", slug = "guarded", connection = Connection(Password) });
        Assert.True(made.IsSuccessStatusCode);
        var shown = await made.Content.ReadAsStringAsync(Stop) + await (await web.Admin.CallAsync(HttpMethod.Get, "/api/v1/projects/guarded")).Content.ReadAsStringAsync(Stop);
        Assert.DoesNotContain(Password, shown, StringComparison.Ordinal);
        var row = await RowAsync();
        Assert.DoesNotContain(Password, row.Warehouse + row.WarehousePassword, StringComparison.Ordinal);
        Assert.NotNull(row.WarehousePassword);

        // Without a password the same place is still reached, another one is not told it.
        Assert.True((await web.Admin.CallAsync(HttpMethod.Patch, "/api/v1/projects/guarded", new { connection = Connection(null) })).IsSuccessStatusCode);
        var elsewhere = await web.Admin.CallAsync(HttpMethod.Patch, "/api/v1/projects/guarded", new { connection = Connection(null, host: "localhost") });
        Assert.Equal((503, "warehouses.unavailable"), await elsewhere.RefusalAsync());
        var wrong = await web.Admin.CallAsync(HttpMethod.Patch, "/api/v1/projects/guarded", new { connection = Connection("wrong-" + Password) });
        Assert.DoesNotContain(Password, await wrong.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        var doctor = await VitrineProcess.RunAsync(web.Server.Folder.Path, "doctor", "--json");
        var finding = doctor.Json.EnumerateArray().Single(one => one.GetProperty("name").GetString() == "Warehouse of guarded");
        Assert.Equal("fine", finding.GetProperty("status").GetString());
        Assert.DoesNotContain(Password, doctor.Output + doctor.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_line_asks_it()
    {
        var manifest = Path.Combine(web.Server.Folder.Path, $"{Guid.CreateVersion7():N}.json");
        await File.WriteAllBytesAsync(manifest, TinyProject.Manifest("""{ "things": { "meta": { "primary_key": "id", "metrics": { "how_many": { "type": "count", "sql": "${TABLE}.id" } } }, "columns": { "id": { "type": "integer" } } } }"""), Stop);
        const string query = """{ "id": 1, "metricQuery": { "exploreName": "things", "dimensions": [], "metrics": ["things_how_many"], "filters": {}, "sorts": [], "limit": 10, "tableCalculations": [] } }""";
        var address = $"postgres://{GuardedPostgres.Reader}@127.0.0.1:{server.Address.Port}/{server.Database}?tls=off&schema=main";
        Task<VitrineProcess.Result> RunAsync(string password) => VitrineProcess.RunWithInputAsync(query + "\n", [("WAREHOUSE_PASSWORD", password)], "semantic", "run", "--manifest", manifest, "--warehouse", address);

        var right = await RunAsync(Password);
        Assert.True(right.ExitCode == 0, right.Errors);
        Assert.Equal("3", right.Json.GetProperty("rows")[0][0].GetString());
        var wrong = await RunAsync("wrong-" + Password);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("does not accept the password of the user reader", wrong.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, wrong.Errors, StringComparison.Ordinal);
    }

    private object Connection(string? password, string host = "127.0.0.1")
        => new { kind = "postgres", host, port = server.Address.Port, database = server.Database, user = GuardedPostgres.Reader, password, schema = "main", tls = "off" };

    private async Task<ProjectRow> RowAsync()
    {
        await using var database = await web.Server.Services.GetRequiredService<IDbContextFactory<VitrineDatabase>>().CreateDbContextAsync(Stop);
        return await database.Set<ProjectRow>().AsNoTracking().FirstAsync(row => row.Slug == "guarded", Stop);
    }
}
