using System.Text.Json.Serialization;
using Vitrine.Access.Audit;
using Vitrine.Primitives;

namespace Vitrine.Access.People;

/// <summary>Adds a person to the organization.</summary>
public sealed class CreatePerson
{
    private readonly PeopleAccounts accounts;
    private readonly AccessGuard guard;
    private readonly AuditBook audit;
    private readonly TimeProvider clock;

    internal CreatePerson(PeopleAccounts accounts, AccessGuard guard, AuditBook audit, TimeProvider clock)
    {
        this.accounts = accounts;
        this.guard = guard;
        this.audit = audit;
        this.clock = clock;
    }

    /// <summary>Who is added.</summary>
    /// <param name="Email">Unique in this instance.</param>
    /// <param name="Name">At most 200 characters.</param>
    /// <param name="Role">In the organization.</param>
    /// <param name="Password">At least 10 characters; without one they cannot sign in until one is set.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    public sealed record Request(string Email, string Name, OrganizationRole Role, string? Password = null);

    /// <summary>Adds them, or refuses: not allowed, a bad or taken address, a weak password.</summary>
    public async Task<PersonRecord> HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.ManagePeople, new OrganizationSubject(principal.OrganizationId), cancellationToken);
        PersonRules.CheckName(request.Name);
        if (!Enum.IsDefined(request.Role)) throw new RefusalException("access.bad-role", "There is no such role.");
        var email = PersonRules.CheckEmail(request.Email);
        var person = new PersonRow
        {
            Id = EntityId.New(clock),
            OrganizationId = principal.OrganizationId,
            UserName = email,
            Email = email,
            Name = request.Name.Trim(),
            Role = request.Role,
            CreatedAt = clock.GetUtcNow(),
        };
        await accounts.CreateAsync(person, request.Password);
        await audit.RecordAsync(principal, "create:Person", "Person", person.Id, true, cancellationToken);
        return person.ToRecord(new Dictionary<string, IReadOnlyList<string>>());
    }
}
