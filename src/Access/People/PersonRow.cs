using Microsoft.AspNetCore.Identity;
using Vitrine.Storage;

namespace Vitrine.Access.People;

/// <summary>A row of <c>people</c>, with what ASP.NET Core Identity keeps about a user.</summary>
internal sealed class PersonRow : IdentityUser<Guid>, IOrganizationRow
{
    public Guid OrganizationId { get; init; }

    public string Name { get; set; } = "";

    public OrganizationRole Role { get; set; }

    /// <summary>Somebody who left keeps their row: what they made refers to it.</summary>
    public bool IsActive { get; set; } = true;

    public DateTimeOffset CreatedAt { get; init; }

    public PersonRecord ToRecord(IReadOnlyDictionary<string, IReadOnlyList<string>> attributes)
        => new() { Id = Id, Email = Email!, Name = Name, Role = Role, IsActive = IsActive, CreatedAt = CreatedAt, Attributes = attributes };
}
