using Microsoft.EntityFrameworkCore;
using Vitrine.Access.Audit;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Access.People;

/// <summary>Sets a password: one's own, knowing the present one, or as an administrator anybody's. All their browsers are signed out.</summary>
public sealed class SetPassword
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly PeopleAccounts accounts;
    private readonly AccessGuard guard;
    private readonly AuditBook audit;

    internal SetPassword(IDbContextFactory<VitrineDatabase> databases, PeopleAccounts accounts, AccessGuard guard, AuditBook audit)
    {
        this.databases = databases;
        this.accounts = accounts;
        this.guard = guard;
        this.audit = audit;
    }

    /// <summary>What is set.</summary>
    /// <param name="PersonId">Whose.</param>
    /// <param name="Password">The new one, at least 10 characters.</param>
    /// <param name="Present">The present one, for one's own.</param>
    public sealed record Request(Guid PersonId, string Password, string? Present = null);

    /// <summary>Sets it, or refuses.</summary>
    public async Task HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        if (request.PersonId == principal.PersonId)
        {
            var knowsIt = await accounts.UseAsync(async users =>
                await users.FindByIdAsync(principal.PersonId.ToString()) is { } self && await users.CheckPasswordAsync(self, request.Present ?? ""));
            if (!knowsIt) throw new RefusalException("access.wrong-password", "The present password is wrong.", RefusalKind.Forbidden);
        }
        else
        {
            await guard.RequireAsync(principal, AccessAction.ManagePeople, new OrganizationSubject(principal.OrganizationId), cancellationToken);
            await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
            if (!await database.Set<PersonRow>().AnyAsync(row => row.Id == request.PersonId, cancellationToken)) throw AccessGuard.NotFound();
        }

        await accounts.SetPasswordAsync(request.PersonId, request.Password);
        await audit.RecordAsync(principal, "set:Password", "Person", request.PersonId, true, cancellationToken);
    }
}
