using System.Linq.Expressions;
using Vitrine.Access;

namespace Vitrine.Builds.Register;

/// <summary>Who may see and end sandboxes: those who manage their organization, its own ones and those that nobody has claimed yet.</summary>
internal sealed class SandboxSight(AccessGuard guard)
{
    /// <summary>The rows that this person may see and end.</summary>
    /// <exception cref="Primitives.RefusalException">They do not manage the organization.</exception>
    public async Task<Expression<Func<SandboxRow, bool>>> RequireAsync(Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManageOrganization, new OrganizationSubject(principal.OrganizationId), cancellationToken);
        var organization = principal.OrganizationId;
        return row => row.OrganizationId == null || row.OrganizationId == organization;
    }
}
