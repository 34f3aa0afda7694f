using Vitrine.Primitives;
using Vitrine.Projects.Ingest.Sources;

namespace Vitrine.Integration.Projects;

/// <summary>Files of a project from a folder, from its checkout, and from a repository at a commit.</summary>
public sealed class ProjectSourceTests : IDisposable
{
    private readonly TestRepository repository = new();

    private string Folder => repository.Folder;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_is_read_where_dbt_and_lightdash_put_their_files()
    {
        Write("target/manifest.json", "{}");
        Write("target/catalog.json", "{ }");
        Write("lightdash.config.yml", "defaults: {}");
        Write("lightdash/models/a.yml", "a");
        Write("lightdash/models/deep/b.yaml", "b");
        Write("lightdash/charts/c.yml", "no model");
        Write("lightdash/models/notes.md", "no model either");
        var files = await ProjectFolder.ReadAsync(Folder, "target", Stop);
        Assert.Equal((2, 3, 12), (files.Manifest!.Value.Length, files.Catalog!.Value.Length, files.Configuration!.Value.Length));
        Assert.Equal(["lightdash/models/a.yml", "lightdash/models/deep/b.yaml"], files.Models.Select(file => file.Path));
        Assert.Equal("projects.nothing-to-read", (await Assert.ThrowsAsync<RefusalException>(() => ProjectFolder.ReadAsync(Path.Combine(Folder, "target"), "target", Stop))).Code);
        Assert.Equal("projects.no-folder", (await Assert.ThrowsAsync<RefusalException>(() => ProjectFolder.ReadAsync(Folder + "-not", "target", Stop))).Code);
        Assert.Equal(("folder", null, false), (await GitRepository.DescribeAsync(Folder, Stop)) is var source ? (source.Kind, source.Commit, source.IsChanged) : default);
    }

    [Fact]
    public async Task A_repository_is_read_at_a_commit_and_says_which()
    {
        Write("shop/lightdash/models/a b.yml", "first");
        Write("shop/lightdash.config.yml", "defaults: {}");
        Write("other/lightdash/models/x.yml", "another project");
        await repository.InitAsync();
        var first = await repository.CommitAsync("first");
        await repository.GitAsync("tag", "v1");
        Write("shop/lightdash/models/a b.yml", "second");
        var second = await repository.CommitAsync("second");
        Write("shop/lightdash/models/a b.yml", "not committed");

        var (old, from) = await GitRepository.ReadAsync(Folder, "v1", "shop", "target", Stop);
        Assert.Equal(("git", first, "v1", false), (from.Kind, from.Commit, from.Revision, from.IsChanged));
        Assert.Equal(["first"], old.Models.Select(file => System.Text.Encoding.UTF8.GetString(file.Content.Span)));
        Assert.Equal("lightdash/models/a b.yml", old.Models[0].Path);
        Assert.NotNull(old.Configuration);
        var (head, now) = await GitRepository.ReadAsync(Folder, null, "shop/", "target", Stop);
        Assert.Equal((second, "second"), (now.Commit, System.Text.Encoding.UTF8.GetString(head.Models[0].Content.Span)));

        var checkout = await GitRepository.DescribeAsync(Path.Combine(Folder, "shop"), Stop);
        Assert.Equal(("folder", second, "main", true), (checkout.Kind, checkout.Commit, checkout.Revision, checkout.IsChanged));
    }

    [Theory]
    [InlineData(null, "nowhere", "projects.bad-revision")]
    [InlineData(null, "--upload-pack=touch", "projects.bad-revision")]
    [InlineData(null, null, "projects.nothing-to-read")]
    [InlineData("file:///etc", null, "projects.bad-address")]
    [InlineData("http://example.com/x.git", null, "projects.bad-address")]
    [InlineData("ext::sh -c touch", null, "projects.no-folder")]
    [InlineData("https://user:secret@127.0.0.1:1/x.git", null, "projects.git")]
    public async Task What_cannot_be_read_is_refused(string? address, string? revision, string code)
    {
        await repository.InitAsync();
        Write("readme", "nothing");
        await repository.CommitAsync("only");
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => GitRepository.ReadAsync(address ?? Folder, revision, null, "target", Stop));
        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain("secret", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => repository.Dispose();

    private void Write(string path, string content) => repository.Write(path, content);
}
