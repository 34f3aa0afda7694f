using Microsoft.EntityFrameworkCore;
using Vitrine.Access.People;
using Vitrine.Storage;

namespace Vitrine.Access.Groups;

/// <summary>Roles and grants go to people and groups of the same organization only.</summary>
internal static class HolderRules
{
    public static async Task CheckAsync(VitrineDatabase database, HolderKind kind, Guid holderId, CancellationToken cancellationToken)
    {
        var isThere = kind == HolderKind.Person
            ? await database.Set<PersonRow>().AnyAsync(row => row.Id == holderId, cancellationToken)
            : await database.Set<GroupRow>().AnyAsync(row => row.Id == holderId, cancellationToken);
        if (!isThere) throw AccessGuard.NotFound();
    }
}
