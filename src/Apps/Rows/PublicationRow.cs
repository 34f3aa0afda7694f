using Vitrine.Storage;

namespace Vitrine.Apps.Rows;

/// <summary>A row of <c>app_publications</c>: from when to when a version was what viewers got.</summary>
internal sealed class PublicationRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid AppId { get; init; }

    public required int Number { get; init; }

    public required Guid PersonId { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>Null while it is published.</summary>
    public DateTimeOffset? ReplacedAt { get; init; }
}
