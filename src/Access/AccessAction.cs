namespace Vitrine.Access;

/// <summary>What somebody wants to do; <see cref="AccessScope"/> has the names.</summary>
public enum AccessAction
{
    /// <summary>Use the organization: list what is one's own to see.</summary>
    ViewOrganization = 0,

    /// <summary>Change the organization.</summary>
    ManageOrganization = 1,

    /// <summary>Know of people, to share with them.</summary>
    ViewPeople = 2,

    /// <summary>Make people, set their roles, attributes and passwords; groups.</summary>
    ManagePeople = 3,

    /// <summary>Know of a project and its semantic layer.</summary>
    ViewProject = 4,

    /// <summary>Make or change a project; ingest.</summary>
    ManageProject = 5,

    /// <summary>Know of a space.</summary>
    ViewSpace = 6,

    /// <summary>Make a space.</summary>
    CreateSpace = 7,

    /// <summary>Rename a space and say who may see it.</summary>
    ManageSpace = 8,

    /// <summary>Open an app as its viewers do.</summary>
    ViewDataApp = 9,

    /// <summary>Make an app in a project, or put one into a space.</summary>
    CreateDataApp = 10,

    /// <summary>See drafts, prompt, rename, move and delete.</summary>
    ManageDataApp = 11,

    /// <summary>Choose what viewers get.</summary>
    PublishDataApp = 12,
}
