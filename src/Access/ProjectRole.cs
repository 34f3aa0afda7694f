namespace Vitrine.Access;

/// <summary>What a person is in a project.</summary>
public enum ProjectRole
{
    /// <summary>Views what is published.</summary>
    Viewer = 1,

    /// <summary>Makes apps.</summary>
    Editor = 2,

    /// <summary>May do everything in the project.</summary>
    Admin = 3,
}
