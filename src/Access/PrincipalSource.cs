using Microsoft.EntityFrameworkCore;
using Vitrine.Access.Groups;
using Vitrine.Access.People;
using Vitrine.Access.Principals;
using Vitrine.Storage;

namespace Vitrine.Access;

/// <summary>Loads people as principals, with the roles and attributes of this moment. Nothing is kept.</summary>
public sealed class PrincipalSource(IDbContextFactory<VitrineDatabase> databases)
{
    // Every request begins with these, so each is translated once, and not looked up by its shape every time.
    private static readonly ModelQuery<Func<VitrineDatabase, Guid, Task<PersonRow?>>> ById = new(() => EF.CompileAsyncQuery(
        (VitrineDatabase database, Guid id) => database.Set<PersonRow>().AsNoTracking().FirstOrDefault(row => row.IsActive && row.Id == id)));

    private static readonly ModelQuery<Func<VitrineDatabase, string, Task<PersonRow?>>> ByEmail = new(() => EF.CompileAsyncQuery(
        (VitrineDatabase database, string normalized) => database.Set<PersonRow>().AsNoTracking().FirstOrDefault(row => row.IsActive && row.NormalizedEmail == normalized)));

    private static readonly ModelQuery<Func<VitrineDatabase, Task<PersonRow?>>> FirstAdmin = new(() => EF.CompileAsyncQuery(
        (VitrineDatabase database) => database.Set<PersonRow>().AsNoTracking().Where(row => row.IsActive && row.Role == OrganizationRole.Admin).OrderBy(row => row.Id).FirstOrDefault()));

    private static readonly ModelQuery<Func<VitrineDatabase, Guid, IAsyncEnumerable<Guid>>> GroupsOf = new(() => EF.CompileAsyncQuery(
        (VitrineDatabase database, Guid person) => database.Set<GroupMemberRow>().Where(row => row.PersonId == person).Select(row => row.GroupId)));

    private static readonly ModelQuery<Func<VitrineDatabase, Guid, IAsyncEnumerable<HeldRole>>> RolesOf = new(() => EF.CompileAsyncQuery(
        (VitrineDatabase database, Guid person) => database.Set<ProjectRoleRow>()
            .Where(row => (row.HolderKind == HolderKind.Person && row.HolderId == person)
                || (row.HolderKind == HolderKind.Group && database.Set<GroupMemberRow>().Any(member => member.PersonId == person && member.GroupId == row.HolderId)))
            .Select(row => new HeldRole(row.ProjectId, row.Role))));

    private static readonly ModelQuery<Func<VitrineDatabase, Guid, IAsyncEnumerable<HeldAttribute>>> AttributesOf = new(() => EF.CompileAsyncQuery(
        (VitrineDatabase database, Guid person) => database.Set<AttributeRow>().Where(row => row.DefaultValues != null).Select(row => new { Own = 0, row.Name, Json = row.DefaultValues! })
            .Concat(database.Set<PersonAttributeRow>().Where(row => row.PersonId == person).Select(row => new { Own = 1, row.Name, Json = row.AttributeValues }))
            .OrderBy(row => row.Own).Select(row => new HeldAttribute(row.Name, row.Json))));

    /// <summary>The person, or null when there is none or they have left.</summary>
    public async Task<Principal?> FindAsync(Guid personId, CancellationToken cancellationToken) => (await LoadAsync(database => ById.For(database)(database, personId), cancellationToken))?.Principal;

    /// <summary>The person with this address, or null.</summary>
    public async Task<Principal?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        var normalized = email.Trim().ToUpperInvariant();
        return (await LoadAsync(database => ByEmail.For(database)(database, normalized), cancellationToken))?.Principal;
    }

    /// <summary>The administrator who was there first, or null before the first start.</summary>
    public async Task<Principal?> FindFirstAdminAsync(CancellationToken cancellationToken)
        => (await LoadAsync(database => FirstAdmin.For(database)(database), cancellationToken))?.Principal;

    /// <summary>With the stamp that changes when a password does.</summary>
    internal Task<StampedPrincipal?> FindStampedAsync(Guid personId, CancellationToken cancellationToken) => LoadAsync(database => ById.For(database)(database, personId), cancellationToken);

    private async Task<StampedPrincipal?> LoadAsync(Func<VitrineDatabase, Task<PersonRow?>> find, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken); // once, not for each of the questions below
        if (await find(database) is not { } person) return null;
        database.OrganizationId = person.OrganizationId;
        var groups = new List<Guid>();
        await foreach (var group in GroupsOf.For(database)(database, person.Id).WithCancellation(cancellationToken)) groups.Add(group);
        var roles = new Dictionary<Guid, ProjectRole>();
        await foreach (var role in RolesOf.For(database)(database, person.Id).WithCancellation(cancellationToken)) roles[role.ProjectId] = roles.TryGetValue(role.ProjectId, out var other) && other > role.Role ? other : role.Role;
        // The person's own come after the defaults and stand before them.
        var attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        await foreach (var attribute in AttributesOf.For(database)(database, person.Id).WithCancellation(cancellationToken)) attributes[attribute.Name] = AttributeRow.Read(attribute.Json);
        var principal = new Principal
        {
            PersonId = person.Id,
            OrganizationId = person.OrganizationId,
            Email = person.Email!,
            Name = person.Name,
            Role = person.Role,
            ProjectRoles = roles,
            Groups = groups,
            Attributes = attributes,
        };
        return new StampedPrincipal(principal, person.SecurityStamp ?? "");
    }

    private sealed record HeldRole(Guid ProjectId, ProjectRole Role);

    private sealed record HeldAttribute(string Name, string Json);
}
