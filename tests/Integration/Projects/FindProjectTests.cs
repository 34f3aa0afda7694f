using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Projects.Connections;
using Vitrine.Projects.Ingest;

namespace Vitrine.Integration.Projects;

public sealed class FindProjectTests : IAsyncLifetime
{
    private static readonly Guid Ours = new("00000000-0000-0000-0000-00000000000a");
    private static readonly Guid Theirs = new("00000000-0000-0000-0000-00000000000b");
    private static readonly Guid Shop = new("00000000-0000-0000-0000-0000000000a1");
    private StateHost host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await StateHost.StartAsync(null, services => services.AddProjects());
        await using var database = await host.OpenAsync();
        database.AddRange(Row(Shop, Ours, "shop"), Row(new Guid("00000000-0000-0000-0000-0000000000a2"), Theirs, "shop"), Row(new Guid("00000000-0000-0000-0000-0000000000a3"), Theirs, "other"));
        database.Add(new IngestRow
        {
            Id = Shop,
            OrganizationId = Ours,
            ProjectId = Shop,
            Number = 1,
            Hash = "h",
            ManifestBlob = "m",
            At = host.Clock.GetUtcNow(),
            Explores = 2,
            Diagnostics = """[{"code":"semantics.bad-model","message":"The dbt model orders is broken.","severity":"warning"}]""",
        });
        await database.SaveChangesAsync(Stop);
    }

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_project_is_found_by_slug_and_by_id_in_ones_own_organization_only()
    {
        var find = host.Get<FindProject>();
        Assert.Equal(Shop, (await find.HandleAsync("shop", Person(OrganizationRole.Viewer), Stop)).Id);
        Assert.Equal("shop", (await find.HandleAsync(Shop.ToString(), Person(OrganizationRole.Viewer), Stop)).Slug);
        foreach (var unknown in new[] { "other", "00000000-0000-0000-0000-0000000000a3", "" })
            Assert.Equal(RefusalKind.NotFound, (await Assert.ThrowsAsync<RefusalException>(() => find.HandleAsync(unknown, Person(OrganizationRole.Admin), Stop))).Kind);
    }

    [Fact]
    public async Task A_list_holds_the_projects_of_ones_own_organization()
        => Assert.Equal([Shop], (await host.Get<ListProjects>().HandleAsync(Person(OrganizationRole.Viewer), Stop)).Select(project => project.Id));

    [Fact]
    public async Task Findings_of_an_ingest_are_for_those_who_manage_the_project()
    {
        var project = await host.Get<FindProject>().HandleAsync("shop", Person(OrganizationRole.Admin), Stop);
        var ingest = await host.Get<FindIngest>().HandleAsync(project, Person(OrganizationRole.Admin), Stop);
        Assert.Equal(("semantics.bad-model", DiagnosticSeverity.Warning, 2), (ingest!.Diagnostics[0].Code, ingest.Diagnostics[0].Severity, ingest.Explores));
        await Assert.ThrowsAsync<RefusalException>(() => host.Get<FindIngest>().HandleAsync(project, Person(OrganizationRole.Viewer), Stop));
    }

    private static Principal Person(OrganizationRole role) => new()
    {
        PersonId = Ours,
        OrganizationId = Ours,
        Email = "ada@example.com",
        Name = "Ada",
        Role = role,
        Attributes = new Dictionary<string, IReadOnlyList<string>>(),
    };

    private static ProjectRow Row(Guid id, Guid organization, string slug) => new()
    {
        Id = id,
        OrganizationId = organization,
        Slug = slug,
        Name = slug,
        IngestId = id,
        WarehouseKind = "duckdb",
        Warehouse = ConnectionVault.Write(new WarehouseConnection("duckdb", "shop.duckdb")),
        Settings = "{}",
    };
}
