using Vitrine.Access;

namespace Vitrine.Unit.Access;

/// <summary>Walks every action × role × space access × ownership. In the tables, A is allowed, D denied, H hidden; one letter for each role: none, viewer, editor, admin.</summary>
public sealed class AccessPolicyTests
{
    private static readonly Guid Organization = new("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Project = new("00000000-0000-0000-0000-000000000002");
    private static readonly Guid Me = new("00000000-0000-0000-0000-000000000003");
    private static readonly Guid Other = new("00000000-0000-0000-0000-000000000004");
    private static readonly Guid Space = new("00000000-0000-0000-0000-000000000005");
    private static readonly Guid Group = new("00000000-0000-0000-0000-000000000006");
    private static readonly int[] Roles = [0, 1, 2, 3];

    private static readonly Dictionary<AccessAction, string> OfOrganization = new()
    {
        [AccessAction.ViewOrganization] = "AAAA",
        [AccessAction.ManageOrganization] = "DDDA",
        [AccessAction.ViewPeople] = "DDAA",
        [AccessAction.ManagePeople] = "DDDA",
        [AccessAction.ViewProject] = "DDDD",
        [AccessAction.ManageProject] = "DDDA",
        [AccessAction.ViewSpace] = "DDDD",
        [AccessAction.CreateSpace] = "DDDD",
        [AccessAction.ManageSpace] = "DDDD",
        [AccessAction.ViewDataApp] = "DDDD",
        [AccessAction.CreateDataApp] = "DDDD",
        [AccessAction.ManageDataApp] = "DDDD",
        [AccessAction.PublishDataApp] = "DDDD",
    };

    private static readonly Dictionary<AccessAction, string> OfProject = new()
    {
        [AccessAction.ViewOrganization] = "HDDD",
        [AccessAction.ManageOrganization] = "HDDD",
        [AccessAction.ViewPeople] = "HDDD",
        [AccessAction.ManagePeople] = "HDDD",
        [AccessAction.ViewProject] = "HAAA",
        [AccessAction.ManageProject] = "HDDA",
        [AccessAction.ViewSpace] = "HAAA",
        [AccessAction.CreateSpace] = "HDAA",
        [AccessAction.ManageSpace] = "HDDA",
        [AccessAction.ViewDataApp] = "HAAA",
        [AccessAction.CreateDataApp] = "HDAA",
        [AccessAction.ManageDataApp] = "HDDA",
        [AccessAction.PublishDataApp] = "HDDA",
    };

    // By the level granted on a restricted space: none, view, edit, full.
    private static readonly Dictionary<AccessAction, string[]> OfSpace = new()
    {
        [AccessAction.ViewSpace] = ["HHHA", "HAAA", "HAAA", "HAAA"],
        [AccessAction.CreateSpace] = ["HHHA", "HDDA", "HAAA", "HAAA"],
        [AccessAction.ManageSpace] = ["HHHA", "HDDA", "HDDA", "HAAA"],
        [AccessAction.CreateDataApp] = ["HHHA", "HDDA", "HAAA", "HAAA"],
    };

    private static readonly string[] NothingInSpace = ["HHHD", "HDDD", "HDDD", "HDDD"];

    // By situation: personal and mine; personal and another's; then in a space by the level granted, not published and published.
    private static readonly string[] Situations = ["mine", "another's", "none", "none, published", "view", "view, published", "edit", "edit, published", "full", "full, published"];

    private static readonly Dictionary<AccessAction, string[]> OfApp = new()
    {
        [AccessAction.ViewDataApp] = ["HAAA", "HHHA", "HHHA", "HHHA", "HHHA", "HAAA", "HAAA", "HAAA", "HAAA", "HAAA"],
        [AccessAction.ManageDataApp] = ["HDAA", "HHHA", "HHHA", "HHHA", "HHHA", "HDDA", "HAAA", "HAAA", "HAAA", "HAAA"],
        [AccessAction.PublishDataApp] = ["HDAA", "HHHA", "HHHA", "HHHA", "HHHA", "HDDA", "HAAA", "HAAA", "HAAA", "HAAA"],
    };

    private static readonly string[] NothingOfApp = ["HDDD", "HHHD", "HHHD", "HHHD", "HHHD", "HDDD", "HDDD", "HDDD", "HDDD", "HDDD"];

    private readonly AccessPolicy policy = new();

    public static TheoryData<AccessAction> Actions => [.. Enum.GetValues<AccessAction>()];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Of_the_organization(AccessAction action)
        => Assert.Equal(OfOrganization[action], Row(role => Letter(Person((OrganizationRole)role), action, new OrganizationSubject(Organization))));

    [Theory]
    [MemberData(nameof(Actions))]
    public void Of_a_project_by_either_kind_of_role(AccessAction action)
    {
        var project = new ProjectSubject(Organization, Project);
        Assert.Equal(OfProject[action], Row(role => Letter(Person((OrganizationRole)role), action, project)));
        Assert.Equal(OfProject[action], Row(role => Letter(InProject(role), action, project)));
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void Of_a_space_by_what_is_granted_to_a_person_or_a_group(AccessAction action)
    {
        var expected = OfSpace.GetValueOrDefault(action, NothingInSpace);
        foreach (var level in Enum.GetValues<SpaceAccessLevel>())
        {
            foreach (var kind in Enum.GetValues<HolderKind>())
                Assert.Equal(expected[(int)level], Row(role => Letter(InProject(role), action, new SpaceSubject(Organization, Project, Restricted(level, kind)))));
        }
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void Of_an_app(AccessAction action)
    {
        var expected = OfApp.GetValueOrDefault(action, NothingOfApp);
        for (var situation = 0; situation < Situations.Length; situation++)
        {
            foreach (var app in SubjectsOf(situation))
                Assert.True(expected[situation] == Row(role => Letter(InProject(role), action, app)), $"{action} of an app, {Situations[situation]}, owner {(app.OwnerId == Me ? "me" : "another")}");
        }
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void Everything_of_another_organization_is_hidden_even_from_admins(AccessAction action)
    {
        var elsewhere = Guid.AllBitsSet;
        var admin = Person(OrganizationRole.Admin);
        AccessSubject[] subjects =
        [
            new OrganizationSubject(elsewhere), new ProjectSubject(elsewhere, Project), new SpaceSubject(elsewhere, Project, Restricted(SpaceAccessLevel.Full, HolderKind.Person)),
            new AppSubject(elsewhere, Project, Me, null, true),
        ];
        Assert.All(subjects, subject => Assert.Equal('H', Letter(admin, action, subject)));
    }

    [Fact]
    public void A_space_that_inherits_adds_what_is_granted_above_and_what_the_role_gives()
    {
        var open = new SpaceChain([new SpaceLink(Space, true, [])]);
        Assert.Equal([SpaceAccessLevel.View, SpaceAccessLevel.Edit, SpaceAccessLevel.Full], Roles.Skip(1).Select(role => open.LevelFor(InProject(role), (ProjectRole)role)));

        var below = new SpaceChain([new SpaceLink(Space, true, []), new SpaceLink(Other, false, [new SpaceGrant(HolderKind.Person, Me, SpaceAccessLevel.Edit)])]);
        Assert.Equal(SpaceAccessLevel.Edit, below.LevelFor(InProject(1), ProjectRole.Viewer));
    }

    [Fact]
    public void A_restricted_space_takes_nothing_from_above()
    {
        var restricted = new SpaceChain([new SpaceLink(Space, false, []), new SpaceLink(Other, true, [new SpaceGrant(HolderKind.Person, Me, SpaceAccessLevel.Full)])]);
        Assert.Equal(SpaceAccessLevel.None, restricted.LevelFor(InProject(2), ProjectRole.Editor));
        var between = new SpaceChain([new SpaceLink(Space, true, []), .. restricted.Links]);
        Assert.Equal(SpaceAccessLevel.None, between.LevelFor(InProject(2), ProjectRole.Editor));
    }

    [Fact]
    public void A_lower_grant_takes_nothing_from_a_higher_one()
    {
        var chain = new SpaceChain([new SpaceLink(Space, false, [new SpaceGrant(HolderKind.Group, Group, SpaceAccessLevel.Full), new SpaceGrant(HolderKind.Person, Me, SpaceAccessLevel.View)])]);
        Assert.Equal(SpaceAccessLevel.Full, chain.LevelFor(InProject(1), ProjectRole.Viewer));
    }

    [Fact]
    public void The_higher_of_both_roles_counts()
        => Assert.Equal(ProjectRole.Editor, (Person(OrganizationRole.Editor) with { ProjectRoles = new Dictionary<Guid, ProjectRole> { [Project] = ProjectRole.Viewer } }).RoleIn(Project));

    [Fact]
    public void Every_action_has_a_scope_name_of_its_own()
        => Assert.Equal(Enum.GetValues<AccessAction>().Length, Enum.GetValues<AccessAction>().Select(action => action.ScopeName()).Distinct().Count());

    [Fact]
    public void Fingerprints_are_equal_for_equal_values_in_any_order_and_for_no_others()
    {
        Principal With(params (string Name, string[] Values)[] attributes)
            => Person(OrganizationRole.Viewer) with { Attributes = attributes.ToDictionary(a => a.Name, a => (IReadOnlyList<string>)a.Values) };
        var one = With(("region", ["West", "East"]), ("brand", ["a"]));
        Assert.Equal(one.AttributesFingerprint, (With(("brand", ["a"]), ("region", ["East", "West"])) with { PersonId = Other }).AttributesFingerprint);
        Assert.NotEqual(one.AttributesFingerprint, With(("region", ["West"]), ("brand", ["a"])).AttributesFingerprint);
        Assert.NotEqual(With(("a", ["b,c"])).AttributesFingerprint, With(("a", ["b", "c"])).AttributesFingerprint);
        Assert.NotEqual(With(("a", [])).AttributesFingerprint, With().AttributesFingerprint);
    }

    private static IEnumerable<AppSubject> SubjectsOf(int situation)
    {
        if (situation == 0 || situation == 1)
        {
            foreach (var isPublished in new[] { false, true }) yield return new AppSubject(Organization, Project, situation == 0 ? Me : Other, null, isPublished);
            yield break;
        }

        // Ownership has no weight in a space.
        var level = (SpaceAccessLevel)((situation - 2) / 2);
        foreach (var owner in new[] { Me, Other }) yield return new AppSubject(Organization, Project, owner, Restricted(level, HolderKind.Person), situation % 2 == 1);
    }

    private static SpaceChain Restricted(SpaceAccessLevel level, HolderKind kind)
        => new([new SpaceLink(Space, false, level == SpaceAccessLevel.None ? [] : [new SpaceGrant(kind, kind == HolderKind.Person ? Me : Group, level)])]);

    private static Principal Person(OrganizationRole role) => new()
    {
        PersonId = Me,
        OrganizationId = Organization,
        Email = "me@example.com",
        Name = "Me",
        Role = role,
        Groups = [Group],
        Attributes = new Dictionary<string, IReadOnlyList<string>>(),
    };

    private static Principal InProject(int role)
        => Person(OrganizationRole.Member) with { ProjectRoles = role == 0 ? new Dictionary<Guid, ProjectRole>() : new Dictionary<Guid, ProjectRole> { [Project] = (ProjectRole)role } };

    private static string Row(Func<int, char> letter) => string.Concat(Roles.Select(letter));

    private char Letter(Principal principal, AccessAction action, AccessSubject subject) => policy.Decide(principal, action, subject) switch
    {
        { IsAllowed: true, MayKnow: true } => 'A',
        { IsAllowed: false, MayKnow: true } => 'D',
        { IsAllowed: false, MayKnow: false } => 'H',
        _ => '?',
    };
}
