namespace Vitrine.Projects;

/// <summary>A project: one semantic layer and one warehouse connection.</summary>
public sealed record ProjectRecord
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The organization it belongs to.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Its name in addresses; unique in the organization, and never changed.</summary>
    public required string Slug { get; init; }

    /// <summary>What people read.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The ingest in force, or null before the first one.</summary>
    public Guid? IngestId { get; init; }

    /// <summary>What a language model may see of its data; whoever prompts may know.</summary>
    public DataExposure DataExposure { get; init; }

    /// <summary>Its settings; null for people who may not change them.</summary>
    public ProjectSettings? Settings { get; init; }
}
