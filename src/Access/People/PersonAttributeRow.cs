using Vitrine.Storage;

namespace Vitrine.Access.People;

/// <summary>A row of <c>person_attributes</c>: one person's values of one attribute.</summary>
internal sealed class PersonAttributeRow : IOrganizationRow
{
    public required Guid OrganizationId { get; init; }

    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    /// <summary>A JSON list of texts.</summary>
    public required string AttributeValues { get; set; }
}
