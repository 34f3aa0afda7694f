using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access.Groups;
using Vitrine.Access.People;
using Vitrine.Access.Principals;
using Vitrine.Storage;

namespace Vitrine.Access;

/// <summary>Loads people as principals, with the roles and attributes of this moment. Nothing is kept.</summary>
public sealed class PrincipalSource(IDbContextFactory<VitrineDatabase> databases)
{
    /// <summary>The person, or null when there is none or they have left.</summary>
    public async Task<Principal?> FindAsync(Guid personId, CancellationToken cancellationToken) => (await LoadAsync(row => row.Id == personId, cancellationToken))?.Principal;

    /// <summary>The person with this address, or null.</summary>
    public async Task<Principal?> FindByEmailAsync(string email, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        var normalized = email.Trim().ToUpperInvariant();
        return (await LoadAsync(row => row.NormalizedEmail == normalized, cancellationToken))?.Principal;
    }

    /// <summary>The administrator who was there first, or null before the first start.</summary>
    public async Task<Principal?> FindFirstAdminAsync(CancellationToken cancellationToken)
        => (await LoadAsync(row => row.Role == OrganizationRole.Admin, cancellationToken))?.Principal;

    /// <summary>With the stamp that changes when a password does.</summary>
    internal Task<StampedPrincipal?> FindStampedAsync(Guid personId, CancellationToken cancellationToken) => LoadAsync(row => row.Id == personId, cancellationToken);

    private async Task<StampedPrincipal?> LoadAsync(Expression<Func<PersonRow, bool>> which, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        await database.Database.OpenConnectionAsync(cancellationToken); // once, not for each of the questions below
        var person = await database.Set<PersonRow>().AsNoTracking().Where(row => row.IsActive).Where(which).OrderBy(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        if (person is null) return null;
        database.OrganizationId = person.OrganizationId;
        var groups = await database.Set<GroupMemberRow>().AsNoTracking().Where(row => row.PersonId == person.Id).Select(row => row.GroupId).ToListAsync(cancellationToken);
        var roles = await database.Set<ProjectRoleRow>().AsNoTracking()
            .Where(row => (row.HolderKind == HolderKind.Person && row.HolderId == person.Id) || (row.HolderKind == HolderKind.Group && groups.Contains(row.HolderId)))
            .ToListAsync(cancellationToken);
        var principal = new Principal
        {
            PersonId = person.Id,
            OrganizationId = person.OrganizationId,
            Email = person.Email!,
            Name = person.Name,
            Role = person.Role,
            ProjectRoles = roles.GroupBy(row => row.ProjectId).ToDictionary(group => group.Key, group => group.Max(row => row.Role)),
            Groups = groups,
            Attributes = await AttributesAsync(database, person.Id, cancellationToken),
        };
        return new StampedPrincipal(principal, person.SecurityStamp ?? "");
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> AttributesAsync(VitrineDatabase database, Guid personId, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        // The person's own come after the defaults and stand before them.
        var defaults = database.Set<AttributeRow>().Where(row => row.DefaultValues != null).Select(row => new { Own = 0, row.Name, Json = row.DefaultValues! });
        var owns = database.Set<PersonAttributeRow>().Where(row => row.PersonId == personId).Select(row => new { Own = 1, row.Name, Json = row.AttributeValues });
        foreach (var attribute in await defaults.Concat(owns).OrderBy(row => row.Own).ToListAsync(cancellationToken)) values[attribute.Name] = AttributeRow.Read(attribute.Json);
        return values;
    }
}
