namespace Vitrine.Access.People;

/// <summary>A person, as administrators see them.</summary>
public sealed record PersonRecord
{
    /// <summary>Their id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Their address.</summary>
    public required string Email { get; init; }

    /// <summary>What they are called.</summary>
    public required string Name { get; init; }

    /// <summary>Their role in the organization.</summary>
    public required OrganizationRole Role { get; init; }

    /// <summary>Whether they may sign in.</summary>
    public required bool IsActive { get; init; }

    /// <summary>When they were added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The attribute values that are their own, without defaults.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; }
}
