namespace Vitrine.Access;

/// <summary>What a person is in the organization; holds in each of its projects, where a project role may raise it.</summary>
public enum OrganizationRole
{
    /// <summary>Sees only the projects in which they have a role.</summary>
    Member = 0,

    /// <summary>Views every project.</summary>
    Viewer = 1,

    /// <summary>Makes apps in every project.</summary>
    Editor = 2,

    /// <summary>May do everything.</summary>
    Admin = 3,
}
