namespace Vitrine.Apps;

/// <summary>A data app, as one person sees it.</summary>
public sealed record AppRecord
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Its project.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>Its name in addresses; unique in its project, never changes.</summary>
    public required string Slug { get; init; }

    /// <summary>What people read.</summary>
    public required string Name { get; init; }

    /// <summary>A sentence about what it shows; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Who made it.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>The space it is in; null while it is personal.</summary>
    public Guid? SpaceId { get; init; }

    /// <summary>The version that its editors see; null before the first, and for people who may not edit.</summary>
    public int? DraftVersion { get; init; }

    /// <summary>The version that its viewers see; null when none is published.</summary>
    public int? PublishedVersion { get; init; }

    /// <summary>Since when.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Of the published version, else of the draft, from synthetic rows; safe for everybody who sees the app.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Whether this person may edit and publish it.</summary>
    public required bool MayEdit { get; init; }

    /// <summary>What the last ingest of the project broke in the published version, a sentence each; empty when nothing, and for people who may not edit.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];
}
