using Microsoft.EntityFrameworkCore;
using Vitrine.Access.Audit;
using Vitrine.Access.People;
using Vitrine.Storage;

namespace Vitrine.Access.Groups;

/// <summary>Says who is in a group.</summary>
public sealed class SetGroupMembers(IDbContextFactory<VitrineDatabase> databases, AccessGuard guard, AuditBook audit)
{
    /// <summary>Sets the members, replacing those that were; or refuses.</summary>
    public async Task HandleAsync(Guid groupId, IReadOnlyCollection<Guid> members, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManagePeople, new OrganizationSubject(principal.OrganizationId), cancellationToken);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        if (!await database.Set<GroupRow>().AnyAsync(group => group.Id == groupId, cancellationToken)) throw AccessGuard.NotFound();
        var wanted = members.ToHashSet();
        if (await database.Set<PersonRow>().CountAsync(person => wanted.Contains(person.Id), cancellationToken) != wanted.Count) throw AccessGuard.NotFound();
        var present = await database.Set<GroupMemberRow>().Where(row => row.GroupId == groupId).ToListAsync(cancellationToken);
        database.RemoveRange(present.Where(row => !wanted.Contains(row.PersonId)));
        foreach (var person in wanted.Except(present.Select(row => row.PersonId)))
            database.Add(new GroupMemberRow { OrganizationId = principal.OrganizationId, GroupId = groupId, PersonId = person });
        await database.SaveChangesAsync(cancellationToken);
        await audit.RecordAsync(principal, "manage:Group", "Group", groupId, true, cancellationToken);
    }
}
