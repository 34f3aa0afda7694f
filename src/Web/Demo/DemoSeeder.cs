using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Access.Spaces;
using Vitrine.Projects;
using Vitrine.Projects.Connections;
using Vitrine.Projects.Ingest;
using Vitrine.Storage;

namespace Vitrine.Web.Demo;

/// <summary>
/// Makes the demo: people, attributes, the shop with its database and spaces, and the second project. Every step looks first whether it was done, so that
/// a start that was cut short is finished by the next, and a later start changes nothing but a manifest that the product brought anew.
/// </summary>
internal sealed class DemoSeeder(
    SetUpOrganization setUp, PrincipalSource people, CreatePerson createPerson, ListPeople listPeople, DefineUserAttribute define, SetAttributes setAttributes,
    ListProjects listProjects, CreateProject createProject, IngestProject ingest, ListSpaces listSpaces, CreateSpace createSpace, DataFolder folder, TimeProvider clock)
{
    /// <summary>The address of the shop.</summary>
    public const string ShopSlug = "shop";

    /// <summary>The address of the second project.</summary>
    public const string JaffleSlug = "jaffle";

    /// <summary>For whom the command line acts.</summary>
    public const string AnalystEmail = "analyst@example.com";

    private static readonly string[] Regions = ["West", "Northeast", "South", "Midwest", "Canada"];

    private static readonly (string Email, string Name, string May, OrganizationRole Role)[] Cast =
    [
        ("admin@example.com", "Ada Whitlock", "administrator: may do everything, sees everything", OrganizationRole.Admin),
        (AnalystEmail, "Noor Haddad", "analyst: makes apps, sees all regions and margins", OrganizationRole.Editor),
        ("viewer@example.com", "Wes Calder", "viewer: opens apps, sees the West only and no margins", OrganizationRole.Viewer),
    ];

    /// <summary>What is wanted.</summary>
    /// <param name="JaffleFolder">Where manifest, catalog and tables of the second project are; null to leave it out.</param>
    public sealed record Request(string? JaffleFolder = null);

    /// <summary>Makes what is missing. Null when this instance was set up for something else: then nothing is touched.</summary>
    public async Task<DemoSeed?> SeedAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!DemoPasswords.AreThere(folder) && await setUp.IsDoneAsync(cancellationToken)) return null;
        var passwords = DemoPasswords.ReadOrMake(folder, Cast.Select(person => person.Email));
        var isNew = !await setUp.IsDoneAsync(cancellationToken);
        var admin = await SeedPeopleAsync(passwords, cancellationToken);
        var known = (await listProjects.HandleAsync(admin, cancellationToken)).ToDictionary(project => project.Slug);

        var shop = await SeedShopAsync(known, admin, cancellationToken);
        var jaffle = request.JaffleFolder is { } jaffleFolder ? await SeedJaffleAsync(known, jaffleFolder, admin, cancellationToken) : known.GetValueOrDefault(JaffleSlug);
        return new DemoSeed
        {
            People = [.. Cast.Select(person => new DemoPerson(person.Email, person.Name, person.May, passwords[person.Email]))],
            Shop = shop,
            Jaffle = jaffle,
            SharedSpace = await SeedSpacesAsync(shop, admin, cancellationToken),
            IsNew = isNew,
        };
    }

    private async Task<Principal> SeedPeopleAsync(IReadOnlyDictionary<string, string> passwords, CancellationToken cancellationToken)
    {
        if (!await setUp.IsDoneAsync(cancellationToken))
            await setUp.HandleAsync(new SetUpOrganization.Request("Marlow & Pine", Cast[0].Email, Cast[0].Name, passwords[Cast[0].Email]), cancellationToken);
        var admin = await people.FindByEmailAsync(Cast[0].Email, cancellationToken) ?? await people.FindFirstAdminAsync(cancellationToken)
            ?? throw new InvalidOperationException("There is no administrator after the set-up.");
        var present = await listPeople.HandleAsync(admin, cancellationToken);
        // Attributes come with the people, and the last of them when all the others are there: who changed them later finds them as they left them.
        if (present.Any(person => person.Email == Cast[2].Email)) return admin;

        await define.HandleAsync(new DefineUserAttribute.Request("region", "Regions whose customers, orders, returns and tickets a person sees.", Regions), admin, cancellationToken);
        await define.HandleAsync(new DefineUserAttribute.Request("finance", "true for people who see cost of goods and margins."), admin, cancellationToken);
        await define.HandleAsync(new DefineUserAttribute.Request("is_admin_saas_demo", "A rule of the project Jaffle.", ["true"]), admin, cancellationToken);
        await define.HandleAsync(new DefineUserAttribute.Request("customer_id", "A rule of the project Jaffle.", ["1"]), admin, cancellationToken);
        await GiveAsync(admin.PersonId, "finance", "true", admin, cancellationToken);
        var analyst = present.FirstOrDefault(person => person.Email == Cast[1].Email)?.Id ?? await AddAsync(1, passwords, admin, cancellationToken);
        await GiveAsync(analyst, "finance", "true", admin, cancellationToken);
        await GiveAsync(await AddAsync(2, passwords, admin, cancellationToken), "region", Regions[0], admin, cancellationToken);
        return admin;
    }

    private async Task<Guid> AddAsync(int which, IReadOnlyDictionary<string, string> passwords, Principal admin, CancellationToken cancellationToken)
    {
        var (email, name, _, role) = Cast[which];
        return (await createPerson.HandleAsync(new CreatePerson.Request(email, name, role, passwords[email]), admin, cancellationToken)).Id;
    }

    private Task GiveAsync(Guid person, string attribute, string value, Principal admin, CancellationToken cancellationToken)
        => setAttributes.HandleAsync(new SetAttributes.Request(person, new Dictionary<string, IReadOnlyList<string>> { [attribute] = [value] }), admin, cancellationToken);

    private async Task<ProjectRecord> SeedShopAsync(Dictionary<string, ProjectRecord> known, Principal admin, CancellationToken cancellationToken)
    {
        var file = DemoData.FileIn(folder);
        if (!File.Exists(file)) await DemoData.BuildAsync(folder, clock, cancellationToken);
        var project = known.GetValueOrDefault(ShopSlug)
            ?? await createProject.HandleAsync(new CreateProject.Request("Marlow & Pine", new WarehouseConnection("duckdb", file), ShopSlug), admin, cancellationToken);
        await ingest.HandleAsync(new IngestProject.Request(project.Id, DemoFiles.Manifest, DemoFiles.Catalog), admin, cancellationToken);
        return project;
    }

    private async Task<ProjectRecord> SeedJaffleAsync(Dictionary<string, ProjectRecord> known, string source, Principal admin, CancellationToken cancellationToken)
    {
        var file = folder.Combine("demo", "jaffle.duckdb");
        if (!File.Exists(file)) await JaffleWarehouse.BuildAsync(file, source, cancellationToken);
        var settings = new ProjectSettings
        {
            PinnedNow = new DateTimeOffset(2026, 1, 1, 12, 34, 56, TimeSpan.Zero),
            Parameters = new Dictionary<string, IReadOnlyList<string>> { ["customers.customer_name"] = ["Michael"] },
        };
        var project = known.GetValueOrDefault(JaffleSlug)
            ?? await createProject.HandleAsync(new CreateProject.Request("Jaffle", new WarehouseConnection("duckdb", file), JaffleSlug, settings), admin, cancellationToken);
        var manifest = await File.ReadAllBytesAsync(Path.Combine(source, "manifest.json"), cancellationToken);
        var catalog = await File.ReadAllBytesAsync(Path.Combine(source, "catalog.json"), cancellationToken);
        await ingest.HandleAsync(new IngestProject.Request(project.Id, manifest, catalog), admin, cancellationToken);
        return project;
    }

    private async Task<Guid> SeedSpacesAsync(ProjectRecord shop, Principal admin, CancellationToken cancellationToken)
    {
        var present = await listSpaces.HandleAsync(shop.Id, admin, cancellationToken);
        // Once there are spaces they are the people's: none that was renamed or taken away comes again.
        if (present.Count > 0) return (present.FirstOrDefault(space => space is { ParentId: null, IsRestricted: false }) ?? present[0]).Id;
        var shared = await createSpace.HandleAsync(new CreateSpace.Request(shop.Id, "Shop"), admin, cancellationToken);
        await createSpace.HandleAsync(new CreateSpace.Request(shop.Id, "Marketing", shared.Id), admin, cancellationToken);
        await createSpace.HandleAsync(new CreateSpace.Request(shop.Id, "Customer care", shared.Id), admin, cancellationToken);
        await createSpace.HandleAsync(new CreateSpace.Request(shop.Id, "Leadership", IsRestricted: true), admin, cancellationToken);
        return shared.Id;
    }
}
