using Microsoft.EntityFrameworkCore;
using Vitrine.Access.People;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Access.Groups;

/// <summary>Makes a group of people.</summary>
public sealed class CreateGroup(IDbContextFactory<VitrineDatabase> databases, AccessGuard guard, TimeProvider clock)
{
    /// <summary>Makes it and returns its id, or refuses: not allowed, or the name is taken.</summary>
    public async Task<Guid> HandleAsync(string name, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManagePeople, new OrganizationSubject(principal.OrganizationId), cancellationToken);
        PersonRules.CheckName(name);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        if (await database.Set<GroupRow>().AnyAsync(group => group.Name == name.Trim(), cancellationToken))
            throw new RefusalException("access.group-taken", "There is a group of this name already.", RefusalKind.Conflict);
        var row = new GroupRow { Id = EntityId.New(clock), OrganizationId = principal.OrganizationId, Name = name.Trim() };
        database.Add(row);
        await database.SaveChangesAsync(cancellationToken);
        return row.Id;
    }
}
