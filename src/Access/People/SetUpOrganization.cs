using Microsoft.EntityFrameworkCore;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Access.People;

/// <summary>Makes the organization and its first administrator. Only the operator's own program calls it, and only before there is one; it asks no policy.</summary>
public sealed class SetUpOrganization
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly PeopleAccounts accounts;
    private readonly PrincipalSource people;
    private readonly TimeProvider clock;

    internal SetUpOrganization(IDbContextFactory<VitrineDatabase> databases, PeopleAccounts accounts, PrincipalSource people, TimeProvider clock)
    {
        this.databases = databases;
        this.accounts = accounts;
        this.people = people;
        this.clock = clock;
    }

    /// <summary>What is made.</summary>
    /// <param name="Organization">Its name.</param>
    /// <param name="Email">The administrator's.</param>
    /// <param name="Name">What the administrator is called.</param>
    /// <param name="Password">At least 10 characters.</param>
    public sealed record Request(string Organization, string Email, string Name, string Password);

    /// <summary>Whether it was done.</summary>
    public async Task<bool> IsDoneAsync(CancellationToken cancellationToken) => await people.FindFirstAdminAsync(cancellationToken) is not null;

    /// <summary>Makes them, or refuses (<c>access.set-up-done</c>) when there is an administrator.</summary>
    public async Task<Principal> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        PersonRules.CheckName(request.Organization);
        PersonRules.CheckName(request.Name);
        PersonRules.CheckEmail(request.Email);
        if (await IsDoneAsync(cancellationToken)) throw new RefusalException("access.set-up-done", "This instance has an administrator already.", RefusalKind.Conflict);
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        // An earlier try may have made the organization and then refused the password.
        var organization = await database.Set<OrganizationRow>().OrderBy(row => row.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        if (organization is null)
        {
            organization = new OrganizationRow { Id = EntityId.New(clock), Name = request.Organization.Trim(), CreatedAt = clock.GetUtcNow() };
            database.Add(organization);
            await database.SaveChangesAsync(cancellationToken);
        }

        var person = new PersonRow
        {
            Id = EntityId.New(clock),
            OrganizationId = organization.Id,
            UserName = request.Email.Trim(),
            Email = request.Email.Trim(),
            Name = request.Name.Trim(),
            Role = OrganizationRole.Admin,
            CreatedAt = clock.GetUtcNow(),
        };
        await accounts.CreateAsync(person, request.Password);
        return await people.FindAsync(person.Id, cancellationToken) ?? throw new InvalidOperationException("The administrator that was just made is not there.");
    }
}
