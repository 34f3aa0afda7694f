using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access.Audit;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Access.People;

/// <summary>Changes a person's name or role, or whether they may sign in.</summary>
public sealed class ChangePerson(IDbContextFactory<VitrineDatabase> databases, AccessGuard guard, AuditBook audit)
{
    /// <summary>What is changed; null leaves it.</summary>
    /// <param name="PersonId">Who.</param>
    /// <param name="Name">The new name.</param>
    /// <param name="Role">The new role.</param>
    /// <param name="IsActive">False for somebody who left.</param>
    public sealed record Request(Guid PersonId, string? Name = null, OrganizationRole? Role = null, bool? IsActive = null);

    /// <summary>Changes it, or refuses: not allowed, nobody there, or the last administrator.</summary>
    public async Task HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManagePeople, new OrganizationSubject(principal.OrganizationId), cancellationToken);
        if (request.Name is not null) PersonRules.CheckName(request.Name);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var person = await database.Set<PersonRow>().FirstOrDefaultAsync(row => row.Id == request.PersonId, cancellationToken) ?? throw AccessGuard.NotFound();
        (person.Name, person.Role, person.IsActive) = (request.Name?.Trim() ?? person.Name, request.Role ?? person.Role, request.IsActive ?? person.IsActive);
        person.ConcurrencyStamp = RandomNumberGenerator.GetHexString(16);
        await database.SaveChangesAsync(cancellationToken);
        if (!await database.Set<PersonRow>().AnyAsync(row => row.Role == OrganizationRole.Admin && row.IsActive, cancellationToken))
            throw new RefusalException("access.last-admin", "Somebody must stay an administrator. Make another one first.", RefusalKind.Conflict);
        await transaction.CommitAsync(cancellationToken);
        await audit.RecordAsync(principal, "manage:Person", "Person", person.Id, true, cancellationToken);
    }
}
