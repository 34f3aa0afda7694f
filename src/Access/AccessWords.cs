namespace Vitrine.Access;

/// <summary>How a refusal says what somebody may not do, and who can help; the names of <see cref="AccessScope"/> are for settings and logs.</summary>
internal static class AccessWords
{
    public static string Refusal(AccessAction action, AccessSubject subject) => $"You may not {Deed(action)}. Ask {Helper(subject)}.";

    private static string Deed(AccessAction action) => action switch
    {
        AccessAction.ViewOrganization => "see this organization",
        AccessAction.ManageOrganization => "change this organization",
        AccessAction.ViewPeople => "see who is in this organization",
        AccessAction.ManagePeople => "add people or change them",
        AccessAction.ViewProject => "see this project",
        AccessAction.ManageProject => "make projects or change them",
        AccessAction.ViewSpace => "see this space",
        AccessAction.CreateSpace => "make spaces here",
        AccessAction.ManageSpace => "change this space or say who sees it",
        AccessAction.ViewDataApp => "open this app",
        AccessAction.CreateDataApp => "make apps here",
        AccessAction.ManageDataApp => "change this app",
        AccessAction.PublishDataApp => "publish this app",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static string Helper(AccessSubject subject) => subject switch
    {
        OrganizationSubject => "an administrator of your organization",
        ProjectSubject => "an administrator of the project",
        SpaceSubject or AppSubject { Space: not null } => "an administrator of the project, or somebody with full access to the space",
        AppSubject => "whoever made it, or an administrator of the project",
        _ => throw new ArgumentOutOfRangeException(nameof(subject)),
    };
}
