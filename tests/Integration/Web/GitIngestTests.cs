using Vitrine.Integration.Projects;
using Vitrine.Projects;
using Vitrine.Projects.Ingest;
using Vitrine.Web.Demo;

namespace Vitrine.Integration.Web;

/// <summary>A project's files fetched over https from a Git server, as an operator does it.</summary>
[Collection(typeof(WebServer))]
public sealed class GitIngestTests(WebServer web) : IDisposable
{
    private readonly TestRepository repository = new();
    private readonly string home = Directory.CreateTempSubdirectory("vitrine-home-").FullName;

    [Fact]
    public async Task A_commit_is_fetched_from_a_server_with_a_password_that_nobody_is_told()
    {
        await repository.InitAsync();
        repository.Write("shop/lightdash.config.yml", "warehouse: { type: duckdb }");
        repository.Write("shop/lightdash/models/lines.yml", Model("lines"));
        var first = await repository.CommitAsync("first");
        await repository.GitAsync("tag", "v1");
        repository.Write("shop/lightdash/models/more.yml", Model("more"));
        var second = await repository.CommitAsync("second");
        await using var server = await GitServer.StartAsync(repository.Folder);
        server.TrustIn(home);
        await web.Admin.ReadAsync<ProjectRecord>(HttpMethod.Post, "/api/v1/projects", new { name = "from-git", connection = new { kind = "duckdb", file = DemoData.FileIn(web.Server.Folder) }, slug = "from-git" });

        Assert.Equal(("git", first, "v1", 1), await IngestAsync(GitServer.Password, "--at", "v1"));
        Assert.Equal(("git", second, null, 2), await IngestAsync(GitServer.Password));
        // The same files by another name are what is in force already.
        Assert.Equal(("git", second, null, 2), await IngestAsync(GitServer.Password, "--at", "main"));

        var refused = await RunAsync("not-the-password");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("git could not fetch HEAD", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("Authentication failed", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", refused.Output + refused.Errors, StringComparison.Ordinal);
        var gone = await RunAsync(GitServer.Password, "--at", "v9");
        Assert.Equal(1, gone.ExitCode);
        Assert.Contains("git could not fetch v9", gone.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(GitServer.Password, gone.Output + gone.Errors, StringComparison.Ordinal);

        async Task<(string Kind, string? Commit, string? Revision, int Explores)> IngestAsync(string password, params string[] words)
        {
            var run = await RunAsync(password, words);
            Assert.True(run.ExitCode == 0, run.Errors);
            Assert.DoesNotContain(password, run.Output + run.Errors, StringComparison.Ordinal);
            var ingest = await web.Admin.ReadAsync<IngestRecord>(HttpMethod.Get, "/api/v1/projects/from-git/ingest");
            return (ingest.Source.Kind, ingest.Source.Commit, ingest.Source.Revision, ingest.Explores);
        }

        Task<VitrineProcess.Result> RunAsync(string password, params string[] words)
            => VitrineProcess.RunAsync(web.Server.Folder.Path, [("HOME", home)], ["ingest", "--project", "from-git", "--git", server.AddressWith(password), "--path", "shop", .. words]);
    }

    public void Dispose()
    {
        repository.Dispose();
        Directory.Delete(home, recursive: true);
    }

    private static string Model(string name)
        => $"type: model\nname: {name}\nsql_from: main.order_lines\ndimensions: [{{ name: id, type: number, sql: '${{TABLE}}.id' }}]\nmetrics: {{ lines: {{ type: count, sql: '${{id}}' }} }}";
}
