using System.Diagnostics.CodeAnalysis;

namespace Vitrine.Access;

/// <summary>
/// The one place that says who may do what. It is pure: everything it looks at is in the principal and the subject. An action that makes no sense for a
/// subject is denied.
/// </summary>
public sealed class AccessPolicy
{
    /// <summary>May this principal do this to that?</summary>
    [SuppressMessage("Performance", "CA1822", Justification = "Custom roles will come from the instance; callers must not change then.")]
    public AccessDecision Decide(Principal principal, AccessAction action, AccessSubject subject)
    {
        ArgumentNullException.ThrowIfNull(principal);
        ArgumentNullException.ThrowIfNull(subject);
        if (subject.OrganizationId != principal.OrganizationId) return AccessDecision.Hidden;
        return subject switch
        {
            OrganizationSubject => Answer(true, InOrganization(principal.Role, action)),
            ProjectSubject project => principal.RoleIn(project.ProjectId) is { } role ? Answer(true, InProject(role, action)) : AccessDecision.Hidden,
            SpaceSubject space => principal.RoleIn(space.ProjectId) is { } role ? InSpace(space.Space.LevelFor(principal, role), action) : AccessDecision.Hidden,
            AppSubject app => principal.RoleIn(app.ProjectId) is { } role ? OfApp(principal, role, action, app) : AccessDecision.Hidden,
            _ => throw new ArgumentOutOfRangeException(nameof(subject)),
        };
    }

    private static bool InOrganization(OrganizationRole role, AccessAction action) => action switch
    {
        AccessAction.ViewOrganization => true,
        AccessAction.ViewPeople => role >= OrganizationRole.Editor,
        AccessAction.ManageOrganization or AccessAction.ManagePeople or AccessAction.ManageProject => role == OrganizationRole.Admin,
        _ => false,
    };

    private static bool InProject(ProjectRole role, AccessAction action) => action switch
    {
        AccessAction.ViewProject or AccessAction.ViewDataApp or AccessAction.ViewSpace => true,
        AccessAction.CreateDataApp or AccessAction.CreateSpace => role >= ProjectRole.Editor,
        AccessAction.ManageProject or AccessAction.ManageSpace or AccessAction.ManageDataApp or AccessAction.PublishDataApp => role == ProjectRole.Admin,
        _ => false,
    };

    private static AccessDecision InSpace(SpaceAccessLevel level, AccessAction action) => Answer(level >= SpaceAccessLevel.View, action switch
    {
        AccessAction.ViewSpace => level >= SpaceAccessLevel.View,
        AccessAction.CreateDataApp or AccessAction.CreateSpace => level >= SpaceAccessLevel.Edit,
        AccessAction.ManageSpace => level == SpaceAccessLevel.Full,
        _ => false,
    });

    private static AccessDecision OfApp(Principal principal, ProjectRole role, AccessAction action, AppSubject app)
    {
        // A personal app is its creator's (and the project's admins'); once it is in a space, the space alone decides.
        var level = app.Space is { } space ? space.LevelFor(principal, role) : PersonalLevel(principal, role, app);
        var seesIt = level >= SpaceAccessLevel.Edit || (level == SpaceAccessLevel.View && (app.IsPublished || app.Space is null));
        return Answer(seesIt, action switch
        {
            AccessAction.ViewDataApp => seesIt,
            AccessAction.ManageDataApp or AccessAction.PublishDataApp => level >= SpaceAccessLevel.Edit,
            _ => false,
        });
    }

    // A creator who is no editor any more keeps sight of what is theirs.
    private static SpaceAccessLevel PersonalLevel(Principal principal, ProjectRole role, AppSubject app) => role switch
    {
        ProjectRole.Admin => SpaceAccessLevel.Full,
        _ when app.OwnerId != principal.PersonId => SpaceAccessLevel.None,
        ProjectRole.Editor => SpaceAccessLevel.Full,
        _ => SpaceAccessLevel.View,
    };

    private static AccessDecision Answer(bool mayKnow, bool isAllowed)
        => !mayKnow ? AccessDecision.Hidden : isAllowed ? AccessDecision.Allowed : AccessDecision.Denied;
}
