using System.Text.Json;
using Vitrine.Storage;

namespace Vitrine.Apps.Rows;

/// <summary>A row of <c>apps</c>.</summary>
internal sealed class AppRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid ProjectId { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; set; }

    /// <summary>A sentence about it; null for none.</summary>
    public string? Description { get; set; }

    public required Guid OwnerId { get; init; }

    public Guid? SpaceId { get; set; }

    public int? DraftVersion { get; set; }

    public int? PublishedVersion { get; set; }

    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>What the last ingest broke in the published version: a JSON list of sentences, or null.</summary>
    public string? Broken { get; set; }

    /// <summary>The number of the newest version. Raising it is also the lock under which versions and pointers change.</summary>
    public int LastNumber { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; set; }

    public AppRecord ToRecord(bool mayEdit, string? thumbnail) => new()
    {
        Id = Id,
        OrganizationId = OrganizationId,
        ProjectId = ProjectId,
        Slug = Slug,
        Name = Name,
        Description = Description,
        OwnerId = OwnerId,
        SpaceId = SpaceId,
        DraftVersion = mayEdit ? DraftVersion : null,
        PublishedVersion = PublishedVersion,
        PublishedAt = PublishedAt,
        Thumbnail = thumbnail,
        CreatedAt = CreatedAt,
        ChangedAt = ChangedAt,
        MayEdit = mayEdit,
        Broken = mayEdit && Broken is not null ? JsonSerializer.Deserialize<List<string>>(Broken) ?? [] : [],
    };
}
