using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Access.Groups;
using Vitrine.Access.People;
using Vitrine.Access.Spaces;
using Vitrine.Apps;
using Vitrine.Apps.Rows;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Integration.Apps;

/// <summary>Apps and versions, whichever database holds them.</summary>
public abstract class AppSpecification : IAsyncLifetime
{
    private static readonly Guid Project = new("00000000-0000-0000-0000-0000000000b0");
    private static readonly Guid OtherProject = new("00000000-0000-0000-0000-0000000000b1");
    private StateHost host = null!;
    private Principal admin = null!;
    private Principal editor = null!;
    private Principal viewer = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await StateHost.StartAsync(await DatabaseUrlAsync());
        admin = await host.Get<SetUpOrganization>().HandleAsync(new("Shop", "ada@example.com", "Ada", "correct horse"), Stop);
        editor = await PersonAsync("ed@example.com", OrganizationRole.Editor);
        viewer = await PersonAsync("vi@example.com", OrganizationRole.Viewer);
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Slugs_are_unique_in_a_project_and_stay_when_the_name_changes()
    {
        var first = await CreateAsync(editor, "Monthly Revenue!");
        var second = await CreateAsync(editor, "Monthly revenue");
        var elsewhere = await host.Get<CreateApp>().HandleAsync(new(OtherProject, "Monthly revenue"), editor, Stop);
        Assert.Equal(["monthly-revenue", "monthly-revenue-2", "monthly-revenue"], new[] { first, second, elsewhere }.Select(app => app.Slug));

        await host.Get<ChangeApp>().HandleAsync(first.Id, new("Other"), editor, Stop);
        Assert.Equal(("Other", "monthly-revenue"), await NameAsync(first.Id.ToString()));
        Assert.Equal(first.Id, (await host.Get<FindApp>().HandleAsync("monthly-revenue", editor, Stop, Project)).Id);
        Assert.Equal("apps.ambiguous", await CodeAsync(() => host.Get<FindApp>().HandleAsync("monthly-revenue", editor, Stop)));
    }

    [Fact]
    public async Task Apps_made_at_the_same_time_get_slugs_of_their_own()
    {
        var apps = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CreateAsync(editor, "Same")));
        Assert.Equal(5, apps.Select(app => app.Slug).Distinct().Count());
    }

    [Fact]
    public async Task Numbers_have_no_gaps_when_versions_are_stored_at_once_and_one_of_them_gets_the_draft()
    {
        var app = await CreateAsync(editor, "App");
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => InsertAsync(app.Id, null)));

        Assert.Equal(Enumerable.Range(1, 8), results.Select(result => result.Number).Order());
        var winner = Assert.Single(results, result => !result.DraftMoved);
        Assert.Equal(winner.Number, (await host.Get<FindApp>().HandleAsync(app.Slug, editor, Stop)).DraftVersion);
    }

    [Fact]
    public async Task What_is_thrown_in_the_transaction_leaves_neither_version_nor_gap()
    {
        var app = await CreateAsync(editor, "App");
        await Assert.ThrowsAsync<RefusalException>(() => host.Get<InsertVersion>().HandleAsync(
            Version(app.Id), null, editor, (_, _, _) => throw new RefusalException("jobs.lease-lost", "Lost."), Stop));
        Assert.Empty(await host.Get<ListVersions>().HandleAsync(app.Id, editor, Stop));
        Assert.Equal(1, (await InsertAsync(app.Id, null)).Number);
    }

    [Fact]
    public async Task A_turn_that_runs_again_after_a_kill_stores_its_version_once()
    {
        var app = await CreateAsync(editor, "App");
        var version = Version(app.Id);
        var first = await host.Get<InsertVersion>().HandleAsync(version, null, editor, null, Stop);
        Assert.Equal(first, await host.Get<InsertVersion>().HandleAsync(version, null, editor, null, Stop));
        Assert.Single(await host.Get<ListVersions>().HandleAsync(app.Id, editor, Stop));
    }

    [Fact]
    public async Task A_failed_version_is_kept_and_moves_nothing()
    {
        var app = await CreateAsync(editor, "App");
        await InsertAsync(app.Id, null);
        Assert.Equal(new InsertVersion.Result(2, false), await InsertAsync(app.Id, 1, VersionStatus.Failed));
        Assert.Equal(1, (await host.Get<FindApp>().HandleAsync(app.Slug, editor, Stop)).DraftVersion);
        Assert.Equal("apps.failed-version", await CodeAsync(() => host.Get<PublishVersion>().HandleAsync(app.Id, 2, editor, Stop)));
        Assert.Equal("apps.failed-version", await CodeAsync(() => host.Get<RestoreVersion>().HandleAsync(app.Id, 2, editor, Stop)));
    }

    [Fact]
    public async Task Restoring_makes_a_new_version_over_the_same_blobs()
    {
        var app = await CreateAsync(editor, "App");
        await InsertAsync(app.Id, null);
        await InsertAsync(app.Id, 1);
        Assert.Equal(3, await host.Get<RestoreVersion>().HandleAsync(app.Id, 1, editor, Stop));
        var versions = await host.Get<ListVersions>().HandleAsync(app.Id, editor, Stop);
        Assert.Equal([3, 2, 1], versions.Select(version => version.Number));
        Assert.Equal((versions[2].Source, versions[2].Bundle, versions[2].Contracts), (versions[0].Source, versions[0].Bundle, versions[0].Contracts));
        Assert.Equal(3, (await host.Get<FindApp>().HandleAsync(app.Slug, editor, Stop)).DraftVersion);
    }

    [Fact]
    public async Task A_personal_app_is_its_creators_and_a_space_decides_from_then_on()
    {
        var app = await PublishedAsync(await CreateAsync(editor, "App"));
        Assert.Equal("access.not-found", await CodeAsync(() => host.Get<FindApp>().HandleAsync(app.Slug, viewer, Stop)));
        Assert.Empty(await host.Get<ListApps>().HandleAsync(Project, viewer, Stop));

        var space = await host.Get<CreateSpace>().HandleAsync(new(Project, "Board", IsRestricted: true), admin, Stop);
        Assert.Equal("access.not-found", await CodeAsync(() => host.Get<MoveApp>().HandleAsync(app.Id, space.Id, editor, Stop)));
        await GrantAsync(space.Id, editor, SpaceAccessLevel.Edit);
        await GrantAsync(space.Id, viewer, SpaceAccessLevel.View);
        await host.Get<MoveApp>().HandleAsync(app.Id, space.Id, editor, Stop);

        var seen = Assert.Single(await host.Get<ListApps>().HandleAsync(Project, viewer, Stop));
        Assert.Equal((false, (int?)null, (int?)1), (seen.MayEdit, seen.DraftVersion, seen.PublishedVersion));
        Assert.Equal("access.forbidden", await CodeAsync(() => host.Get<ChangeApp>().HandleAsync(app.Id, new("X"), viewer, Stop)));

        await GrantAsync(space.Id, editor, SpaceAccessLevel.None);
        Assert.Equal("access.not-found", await CodeAsync(() => host.Get<ChangeApp>().HandleAsync(app.Id, new("X"), editor, Stop)));
        Assert.Empty(await host.Get<ListApps>().HandleAsync(Project, editor, Stop));
    }

    [Fact]
    public async Task Lists_show_exactly_what_the_policy_allows()
    {
        var open = await host.Get<CreateSpace>().HandleAsync(new(Project, "Open"), admin, Stop);
        var closed = await host.Get<CreateSpace>().HandleAsync(new(Project, "Closed", open.Id, IsRestricted: true), admin, Stop);
        var group = await host.Get<CreateGroup>().HandleAsync("Board", admin, Stop);
        await host.Get<SetGroupMembers>().HandleAsync(group, [viewer.PersonId], admin, Stop);
        viewer = (await host.Get<PrincipalSource>().FindAsync(viewer.PersonId, Stop))!;
        await host.Get<GrantSpaceAccess>().HandleAsync(new(Project, closed.Id, HolderKind.Group, group, SpaceAccessLevel.View), admin, Stop);
        foreach (var (space, name) in new[] { (open.Id, "open"), (closed.Id, "closed"), ((Guid?)null, "personal") })
        {
            foreach (var isPublished in new[] { false, true })
            {
                foreach (var owner in new[] { admin, editor })
                {
                    var app = await CreateAsync(owner, $"{name} {isPublished}");
                    await host.Get<InsertVersion>().HandleAsync(Version(app.Id), null, owner, null, Stop);
                    if (isPublished) await host.Get<PublishVersion>().HandleAsync(app.Id, 1, owner, Stop);
                    if (space is { } target) await host.Get<MoveApp>().HandleAsync(app.Id, target, admin, Stop);
                }
            }
        }

        await using var database = await host.OpenAsync();
        var all = await database.Set<AppRow>().Select(app => app.Id).ToListAsync(Stop);
        foreach (var person in new[] { admin, editor, viewer })
        {
            var found = new List<Guid>();
            foreach (var id in all)
            {
                if (await CodeAsync(() => host.Get<FindApp>().HandleAsync(id.ToString(), person, Stop)) is null) found.Add(id);
            }

            var listed = await host.Get<ListApps>().HandleAsync(Project, person, Stop);
            Assert.Equal(found.Order(), listed.Select(app => app.Id).Order());
            foreach (var app in listed) Assert.Equal(app.MayEdit, (await host.Get<FindApp>().HandleAsync(app.Id.ToString(), person, Stop)).MayEdit);
        }

        Assert.Equal(4, (await host.Get<ListApps>().HandleAsync(Project, viewer, Stop)).Count);
        Assert.Equal(["Closed", "Open"], (await host.Get<ListSpaces>().HandleAsync(Project, viewer, Stop)).Select(space => space.Name));
        Assert.Equal(["Open"], (await host.Get<ListSpaces>().HandleAsync(Project, editor, Stop)).Select(space => space.Name));
    }

    [Fact]
    public async Task Viewers_get_the_published_version_and_for_an_hour_the_one_before()
    {
        var app = await PublishedAsync(await CreateAsync(editor, "App"));
        var space = await host.Get<CreateSpace>().HandleAsync(new(Project, "All"), admin, Stop);
        await host.Get<MoveApp>().HandleAsync(app.Id, space.Id, editor, Stop);
        await InsertAsync(app.Id, 1);
        Assert.Equal("served", await ServeAsync(1, viewer));
        Assert.Equal("access.not-found", await ServeAsync(2, viewer));
        Assert.Equal("served", await ServeAsync(2, editor));

        await host.Get<PublishVersion>().HandleAsync(app.Id, 2, editor, Stop);
        host.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(("served", "served"), (await ServeAsync(1, viewer), await ServeAsync(2, viewer)));
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(("access.not-found", "served"), (await ServeAsync(1, viewer), await ServeAsync(2, viewer)));

        await host.Get<UnpublishApp>().HandleAsync(app.Id, editor, Stop);
        Assert.Equal(("access.not-found", "served"), (await ServeAsync(2, viewer), await ServeAsync(2, editor)));
        Assert.Equal("access.not-found", await ServeAsync(3, editor));

        async Task<string> ServeAsync(int number, Principal person) => await CodeAsync(() => host.Get<ServableVersion>().HandleAsync(app.Id, number, person, Stop)) ?? "served";
    }

    [Fact]
    public async Task Screenshots_are_for_editors_with_the_same_attribute_values()
    {
        var app = await PublishedAsync(await CreateAsync(editor, "App"));
        var space = await host.Get<CreateSpace>().HandleAsync(new(Project, "All"), admin, Stop);
        await host.Get<MoveApp>().HandleAsync(app.Id, space.Id, editor, Stop);
        var twin = await PersonAsync("twin@example.com", OrganizationRole.Editor);
        await host.Get<SetAttributes>().HandleAsync(new(twin.PersonId, new Dictionary<string, IReadOnlyList<string>> { ["region"] = ["West"] }), admin, Stop);
        var western = (await host.Get<PrincipalSource>().FindAsync(twin.PersonId, Stop))!;

        Assert.NotNull((await SeeAsync(twin)).Screenshots);
        Assert.Null((await SeeAsync(western)).Screenshots);
        var seen = await SeeAsync(viewer);
        Assert.Equal((null, "", "", null), (seen.Screenshots, seen.Prompt, seen.GateReport, seen.Plan));
        Assert.Equal("thumbnail", seen.Thumbnail);
        Assert.All(await host.Get<ListVersions>().HandleAsync(app.Id, western, Stop), version => Assert.Null(version.Screenshots));

        Task<VersionRecord> SeeAsync(Principal person) => host.Get<ServableVersion>().HandleAsync(app.Id, 1, person, Stop);
    }

    [Fact]
    public async Task A_copy_is_personal_and_takes_what_its_maker_may_see()
    {
        var app = await PublishedAsync(await CreateAsync(editor, "App"));
        var space = await host.Get<CreateSpace>().HandleAsync(new(Project, "Closed", IsRestricted: true), admin, Stop);
        await host.Get<MoveApp>().HandleAsync(app.Id, space.Id, admin, Stop);
        await host.Get<InsertVersion>().HandleAsync(Version(app.Id) with { Contracts = "second" }, 1, admin, null, Stop);
        await GrantAsync(space.Id, editor, SpaceAccessLevel.View);

        var copy = await host.Get<DuplicateApp>().HandleAsync(app.Id, null, editor, Stop);
        Assert.Equal(("App (copy)", (Guid?)null, editor.PersonId, (int?)1), (copy.Name, copy.SpaceId, copy.OwnerId, copy.DraftVersion));
        var version = Assert.Single(await host.Get<ListVersions>().HandleAsync(copy.Id, editor, Stop));
        Assert.Equal(("contracts", ""), (version.Contracts, version.Prompt));
        Assert.Null(version.Screenshots);
        await GrantAsync(space.Id, viewer, SpaceAccessLevel.View);
        Assert.Equal("access.forbidden", await CodeAsync(() => host.Get<DuplicateApp>().HandleAsync(app.Id, null, viewer, Stop)));
    }

    [Fact]
    public async Task Deleting_takes_the_versions_along()
    {
        var app = await PublishedAsync(await CreateAsync(editor, "App"));
        Assert.Equal("access.not-found", await CodeAsync(() => host.Get<DeleteApp>().HandleAsync(app.Id, viewer, Stop)));
        await host.Get<DeleteApp>().HandleAsync(app.Id, editor, Stop);
        await using var database = await host.OpenAsync();
        Assert.Equal((0, 0), (await database.Set<VersionRow>().CountAsync(Stop), await database.Set<PublicationRow>().CountAsync(Stop)));
    }

    [Fact]
    public async Task Published_apps_are_found_for_background_work()
    {
        var app = await PublishedAsync(await CreateAsync(editor, "App"));
        await CreateAsync(editor, "Draft only");
        Assert.Equal([new ListPublished.Published(app.Id, 1, "contracts", editor.PersonId)], await host.Get<ListPublished>().HandleAsync(editor.OrganizationId, Project, Stop));
    }

    [Fact]
    public async Task Whoever_lost_the_right_during_a_turn_stores_nothing()
    {
        var app = await CreateAsync(editor, "App");
        Assert.Equal("access.forbidden", await CodeAsync(() => host.Get<InsertVersion>().HandleAsync(Version(app.Id), null, editor with { Role = OrganizationRole.Viewer }, null, Stop)));
    }

    /// <summary>Null for SQLite.</summary>
    protected abstract Task<string?> DatabaseUrlAsync();

    private static NewVersion Version(Guid appId, VersionStatus status = VersionStatus.Ready) => new()
    {
        AppId = appId,
        Status = status,
        Source = BlobHash.Of("source"u8),
        Bundle = BlobHash.Of("bundle"u8),
        TemplateVersion = "1",
        SemanticHash = "hash",
        Contracts = "contracts",
        GateReport = "{\"status\":\"passed\"}",
        Plan = "{}",
        Screenshots = BlobHash.Of("screenshots"u8),
        Thumbnail = "thumbnail",
        TurnId = EntityId.New(TimeProvider.System),
        Prompt = "prompt",
        Summary = "summary",
    };

    private static async Task<string?> CodeAsync(Func<Task> act) => (await Record.ExceptionAsync(act)) switch
    {
        null => null,
        RefusalException refusal => refusal.Code,
        var bug => throw new InvalidOperationException("Not a refusal.", bug),
    };

    private async Task<Principal> PersonAsync(string email, OrganizationRole role)
    {
        var person = await host.Get<CreatePerson>().HandleAsync(new(email, email, role), admin, Stop);
        return (await host.Get<PrincipalSource>().FindAsync(person.Id, Stop))!;
    }

    private Task<AppRecord> CreateAsync(Principal owner, string name) => host.Get<CreateApp>().HandleAsync(new(Project, name), owner, Stop);

    private Task<InsertVersion.Result> InsertAsync(Guid appId, int? expected, VersionStatus status = VersionStatus.Ready)
        => host.Get<InsertVersion>().HandleAsync(Version(appId, status), expected, editor, null, Stop);

    private async Task<AppRecord> PublishedAsync(AppRecord app)
    {
        await InsertAsync(app.Id, null);
        await host.Get<PublishVersion>().HandleAsync(app.Id, 1, editor, Stop);
        return app;
    }

    private Task GrantAsync(Guid space, Principal person, SpaceAccessLevel level)
        => host.Get<GrantSpaceAccess>().HandleAsync(new(Project, space, HolderKind.Person, person.PersonId, level), admin, Stop);

    private async Task<(string Name, string Slug)> NameAsync(string app)
    {
        var found = await host.Get<FindApp>().HandleAsync(app, editor, Stop);
        return (found.Name, found.Slug);
    }
}
