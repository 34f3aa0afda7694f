using Microsoft.EntityFrameworkCore;
using Vitrine.Storage;

namespace Vitrine.Access.People;

/// <summary>Lists the people of the organization.</summary>
public sealed class ListPeople(IDbContextFactory<VitrineDatabase> databases, AccessGuard guard)
{
    /// <summary>The people by name; only those who manage people see attribute values.</summary>
    public async Task<IReadOnlyList<PersonRecord>> HandleAsync(Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ViewPeople, new OrganizationSubject(principal.OrganizationId), cancellationToken);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var people = await database.Set<PersonRow>().AsNoTracking().OrderBy(row => row.Name).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        var attributes = principal.Role == OrganizationRole.Admin
            ? (await database.Set<PersonAttributeRow>().AsNoTracking().ToListAsync(cancellationToken)).ToLookup(row => row.PersonId)
            : null;
        return [.. people.Select(person => person.ToRecord(
            attributes?[person.Id].ToDictionary(row => row.Name, row => AttributeRow.Read(row.AttributeValues)) ?? []))];
    }
}
