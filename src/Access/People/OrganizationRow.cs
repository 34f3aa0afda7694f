namespace Vitrine.Access.People;

/// <summary>A row of <c>organizations</c>.</summary>
internal sealed class OrganizationRow
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}
