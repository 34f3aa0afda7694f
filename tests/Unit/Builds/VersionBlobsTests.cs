using System.Text;
using System.Text.Json;
using Vitrine.Builds;
using Vitrine.Builds.Bundles;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Queries.Contracts;
using Vitrine.Serving.Documents;
using Vitrine.Storage;

namespace Vitrine.Unit.Builds;

public sealed class VersionBlobsTests
{
    private readonly MemoryObjectStore objects = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_come_back_as_they_were_and_equal_apps_have_one_name()
    {
        var store = new SourceStore(objects);
        var source = AppSource.Empty.With("src/App.tsx", "export default 1; // ü").With("src/queries.yml", "version: 1");
        var name = await store.PutAsync(source, Cancel);
        Assert.Equal(source, await store.FindAsync(name, Cancel));
        Assert.Equal(name, await store.PutAsync(AppSource.Empty.With("src/queries.yml", "version: 1").With("src/App.tsx", "export default 1; // ü"), Cancel));
        Assert.Null(await store.FindAsync(BlobHash.Of("other"u8), Cancel));
    }

    [Fact]
    public async Task Files_of_which_one_is_gone_are_not_there()
    {
        var store = new SourceStore(objects);
        var name = await store.PutAsync(AppSource.Empty.With("src/App.tsx", "text"), Cancel);
        await objects.DeleteAsync(BlobHash.Of("text"u8), Cancel);
        Assert.Null(await store.FindAsync(name, Cancel));
    }

    [Fact]
    public async Task A_document_is_found_by_the_name_of_its_bundle_with_what_the_app_asks_first()
    {
        var document = new AssembledDocument(Encoding.UTF8.GetBytes("<!doctype html><p>ü"), ["sha256-a", "sha256-b"], "t1");
        var outcome = Outcome() with
        {
            Bundle = new AppBundle("script", "css", ["react"]),
            Document = document,
            Prefetch = [new PrefetchQuestion("kpis", JsonDocument.Parse("""{"region":["West"]}""").RootElement, 10)],
            Screenshots = [new Screenshot("desktop", 1440, "one"u8.ToArray()), new Screenshot("phone", 390, "two"u8.ToArray())],
            Thumbnail = "three"u8.ToArray(),
        };
        var stored = await new VersionBlobs(objects, new SourceStore(objects)).StoreAsync(AppSource.Empty.With("src/App.tsx", ""), outcome, Cancel);

        var found = await new BundleDocuments(objects).FindAsync(stored.Bundle!.Value.Hex, Cancel);
        Assert.NotNull(found);
        Assert.Equal(document.Html.ToArray(), await found.ReadHtmlAsync(Cancel));
        Assert.Equal(document.ScriptHashes, found.ScriptHashes);
        Assert.Equal("t1", found.TemplateVersion);
        var question = Assert.Single(found.Prefetch);
        Assert.Equal(("kpis", "West", 10), (question.Contract, question.Arguments.GetProperty("region")[0].GetString(), question.Limit));

        var pictures = BundleManifest.FromBytes((await objects.FindAsync(stored.Screenshots!.Value, Cancel))!).Entries;
        Assert.Equal(["desktop.png", "phone.png"], pictures.Select(entry => entry.Path));
        Assert.Equal("three"u8.ToArray(), await objects.FindAsync(new BlobHash(stored.Thumbnail!), Cancel));
    }

    [Fact]
    public async Task What_was_not_made_has_no_name()
    {
        var stored = await new VersionBlobs(objects, new SourceStore(objects)).StoreAsync(AppSource.Empty, Outcome(), Cancel);
        Assert.Equal((null, null, null), (stored.Bundle, stored.Screenshots, stored.Thumbnail));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_name_of_no_bundle_finds_no_document(string name) => Assert.Null(await new BundleDocuments(objects).FindAsync(name, Cancel));

    private static CheckOutcome Outcome() => new()
    {
        Report = GateReport.Of([]),
        Contracts = new ContractFile { Hash = "" },
        ContractsText = "",
        TemplateVersion = "t1",
        SemanticHash = "s1",
    };
}
