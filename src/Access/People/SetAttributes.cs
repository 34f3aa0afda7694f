using Microsoft.EntityFrameworkCore;
using Vitrine.Access.Audit;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Access.People;

/// <summary>Sets a person's attribute values: all of them, replacing what was there.</summary>
public sealed class SetAttributes(IDbContextFactory<VitrineDatabase> databases, AccessGuard guard, AuditBook audit, TimeProvider clock)
{
    /// <summary>What is set.</summary>
    /// <param name="PersonId">Whose.</param>
    /// <param name="Attributes">Values by name. An empty list is a value: it matches no row.</param>
    public sealed record Request(Guid PersonId, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes);

    /// <summary>Sets them, or refuses. Names that are new are defined, without a default.</summary>
    public async Task HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManagePeople, new OrganizationSubject(principal.OrganizationId), cancellationToken);
        foreach (var name in request.Attributes.Keys) AttributeRules.CheckName(name);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        if (!await database.Set<PersonRow>().AnyAsync(row => row.Id == request.PersonId, cancellationToken)) throw AccessGuard.NotFound();
        var known = await database.Set<AttributeRow>().Select(row => row.Name).ToListAsync(cancellationToken);
        foreach (var name in request.Attributes.Keys.Except(known, StringComparer.Ordinal))
            database.Add(new AttributeRow { Id = EntityId.New(clock), OrganizationId = principal.OrganizationId, Name = name });
        var present = await database.Set<PersonAttributeRow>().Where(row => row.PersonId == request.PersonId).ToListAsync(cancellationToken);
        foreach (var row in present.Where(row => !request.Attributes.ContainsKey(row.Name))) database.Remove(row);
        foreach (var (name, values) in request.Attributes)
        {
            if (present.FirstOrDefault(row => row.Name == name) is { } row) row.AttributeValues = AttributeRow.Write(values);
            else database.Add(new PersonAttributeRow { OrganizationId = principal.OrganizationId, PersonId = request.PersonId, Name = name, AttributeValues = AttributeRow.Write(values) });
        }

        await database.SaveChangesAsync(cancellationToken);
        await audit.RecordAsync(principal, "set:Attributes", "Person", request.PersonId, true, cancellationToken);
    }
}
