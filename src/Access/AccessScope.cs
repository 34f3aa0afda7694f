namespace Vitrine.Access;

/// <summary>The names of actions, as Lightdash writes them: <c>view:DataApp</c>, with room for <c>@self</c> and <c>@space</c> behind.</summary>
public static class AccessScope
{
    /// <summary>The name of an action.</summary>
    public static string ScopeName(this AccessAction action) => action switch
    {
        AccessAction.ViewOrganization => "view:Organization",
        AccessAction.ManageOrganization => "manage:Organization",
        AccessAction.ViewPeople => "view:OrganizationMemberProfile",
        AccessAction.ManagePeople => "manage:OrganizationMemberProfile",
        AccessAction.ViewProject => "view:Project",
        AccessAction.ManageProject => "manage:Project",
        AccessAction.ViewSpace => "view:Space",
        AccessAction.CreateSpace => "create:Space",
        AccessAction.ManageSpace => "manage:Space",
        AccessAction.ViewDataApp => "view:DataApp",
        AccessAction.CreateDataApp => "create:DataApp",
        AccessAction.ManageDataApp => "manage:DataApp",
        AccessAction.PublishDataApp => "publish:DataApp",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
