using Microsoft.Extensions.DependencyInjection;
using Vitrine.Access;
using Vitrine.Access.People;
using Vitrine.Access.SignIn;
using Vitrine.Access.Spaces;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;
using Vitrine.Web.Demo;

namespace Vitrine.Integration.Demo;

public sealed class DemoSeederTests(DemoShop shop) : IClassFixture<DemoShop>
{
    private static readonly string Jaffle = JaffleWarehouse.FindFolder(AppContext.BaseDirectory)!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_makes_people_projects_and_spaces()
    {
        await using var host = await StartAsync();
        var seed = (await host.Get<DemoSeeder>().SeedAsync(new DemoSeeder.Request(Jaffle), Stop))!;

        Assert.True(seed.IsNew);
        Assert.Equal(["Ada Whitlock", "Noor Haddad", "Wes Calder"], seed.People.Select(person => person.Name));
        Assert.Equal(3, seed.People.Select(person => person.Password).Distinct().Count());
        foreach (var person in seed.People)
            Assert.Equal(person.Name, (await host.Get<SignInPerson>().VerifyAsync(new SignInPerson.Request(person.Email, person.Password), Stop)).Principal.Name);

        var admin = await PrincipalAsync(host, seed.Admin);
        var viewer = await PrincipalAsync(host, seed.Viewer);
        Assert.Equal(["West"], viewer.Attributes["region"]);
        Assert.False(viewer.Attributes.ContainsKey("finance"));
        Assert.Equal(5, admin.Attributes["region"].Count);
        Assert.Equal((await PrincipalAsync(host, seed.Analyst)).AttributesFingerprint, admin.AttributesFingerprint);
        Assert.Equal(["jaffle", "shop"], (await host.Get<ListProjects>().HandleAsync(viewer, Stop)).Select(project => project.Slug).Order(StringComparer.Ordinal));
        Assert.Equal(["Customer care", "Marketing", "Shop"], (await host.Get<ListSpaces>().HandleAsync(seed.Shop.Id, viewer, Stop)).Select(space => space.Name));
        Assert.Equal(4, (await host.Get<ListSpaces>().HandleAsync(seed.Shop.Id, admin, Stop)).Count);

        var shop = await host.Get<ProjectCatalog>().OpenAsync(seed.Shop.Id, Stop);
        Assert.Empty(shop.Layer.Diagnostics);
        Assert.Contains("orders", shop.Layer.ExploreNames);
        Assert.Equal("2026-02-28", DemoShop.Rows(host.Folder.Combine("demo", "shop.duckdb"), "select max(created::date)::varchar from orders")[0][0]);
        var jaffle = await host.Get<ProjectCatalog>().OpenAsync(seed.Jaffle!.Id, Stop);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 12, 34, 56, TimeSpan.Zero), jaffle.Now);
        Assert.Equal(50, jaffle.Layer.ExploreNames.Count);
    }

    [Fact]
    public async Task A_second_start_changes_nothing_and_knows_the_passwords()
    {
        await using var host = await StartAsync();
        var first = (await host.Get<DemoSeeder>().SeedAsync(new DemoSeeder.Request(), Stop))!;
        var admin = await PrincipalAsync(host, first.Admin);
        // What people change stays changed.
        await host.Get<DefineUserAttribute>().HandleAsync(new DefineUserAttribute.Request("region", null, ["South"]), admin, Stop);
        var file = new FileInfo(host.Folder.Combine("demo", "shop.duckdb"));
        var made = file.LastWriteTimeUtc;
        host.Clock.Advance(TimeSpan.FromDays(3));

        var second = (await host.Get<DemoSeeder>().SeedAsync(new DemoSeeder.Request(), Stop))!;

        Assert.False(second.IsNew);
        Assert.Equal(first.People, second.People);
        Assert.Equal((first.Shop.Id, first.SharedSpace), (second.Shop.Id, second.SharedSpace));
        Assert.Equal(["South"], (await PrincipalAsync(host, first.Analyst)).Attributes["region"]);
        file.Refresh();
        Assert.Equal(made, file.LastWriteTimeUtc);

    }

    [Fact]
    public async Task Data_of_an_earlier_day_is_made_anew_and_ends_yesterday()
    {
        await using var host = await StartAsync();
        await DemoData.BuildAsync(host.Folder, host.Clock, Stop);
        var file = DemoData.FileIn(host.Folder);
        File.SetLastWriteTimeUtc(file, host.Clock.GetUtcNow().UtcDateTime);
        Assert.Null(await DemoData.RenewAsync(host.Folder, host.Clock, Stop));
        Assert.Equal("2026-02-28", LastDay(file));

        host.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Null(await DemoData.RenewAsync(host.Folder, host.Clock, Stop));
        Assert.Equal("2026-03-03", LastDay(file));
    }

    [Fact]
    public async Task Data_that_cannot_be_made_anew_stays()
    {
        await using var host = await StartAsync();
        var file = DemoData.FileIn(host.Folder);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.Copy(shop.File, file);
        File.SetLastWriteTimeUtc(file, host.Clock.GetUtcNow().UtcDateTime.AddDays(-3));
        // Where the new file would be written lies something else.
        Directory.CreateDirectory(Path.Combine($"{file}.{Environment.ProcessId}.new", "in the way"));

        Assert.NotNull(await DemoData.RenewAsync(host.Folder, host.Clock, Stop));
        Assert.Equal("2026-03-14", LastDay(file));
    }

    [Fact]
    public async Task A_start_that_was_cut_short_is_finished_by_the_next()
    {
        await using var host = await StartAsync();
        Directory.CreateDirectory(host.Folder.Combine("demo"));
        File.Copy(shop.File, host.Folder.Combine("demo", "shop.duckdb"));
        // As far as a kill between the first two people got.
        var passwords = DemoPasswords.ReadOrMake(host.Folder, ["admin@example.com", "analyst@example.com", "viewer@example.com"]);
        await host.Get<SetUpOrganization>().HandleAsync(new SetUpOrganization.Request("Marlow & Pine", "admin@example.com", "Ada Whitlock", passwords["admin@example.com"]), Stop);

        var seed = (await host.Get<DemoSeeder>().SeedAsync(new DemoSeeder.Request(), Stop))!;

        Assert.Equal(passwords["viewer@example.com"], seed.Viewer.Password);
        Assert.Equal(["West"], (await PrincipalAsync(host, seed.Viewer)).Attributes["region"]);
    }

    [Fact]
    public async Task An_instance_of_somebody_else_is_not_touched()
    {
        await using var host = await StartAsync();
        var admin = await host.Get<SetUpOrganization>().HandleAsync(new SetUpOrganization.Request("Acme", "boss@acme.example", "Boss", "long enough, this"), Stop);

        Assert.Null(await host.Get<DemoSeeder>().SeedAsync(new DemoSeeder.Request(Jaffle), Stop));

        Assert.Single(await host.Get<ListPeople>().HandleAsync(admin, Stop));
        Assert.Empty(await host.Get<ListProjects>().HandleAsync(admin, Stop));
        Assert.False(File.Exists(host.Folder.Combine(DemoPasswords.FileName)));
    }

    [Fact]
    public async Task The_passwords_are_for_the_owner_of_the_data_folder_only()
    {
        await using var host = await StartAsync();
        DemoPasswords.ReadOrMake(host.Folder, ["admin@example.com"]);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(host.Folder.Combine(DemoPasswords.FileName)));
    }

    private static string LastDay(string file) => DemoShop.Rows(file, "select max(created::date)::varchar from orders")[0][0];

    private static Task<StateHost> StartAsync() => StateHost.StartAsync(null, services =>
    {
        services.AddProjects();
        services.AddTransient<DemoSeeder>();
    });

    private static async Task<Principal> PrincipalAsync(StateHost host, DemoPerson person) => (await host.Get<PrincipalSource>().FindByEmailAsync(person.Email, Stop))!;
}
