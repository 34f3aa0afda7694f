using Vitrine.Storage;

namespace Vitrine.Agents.Attachments;

/// <summary>
/// A row of <c>attachments</c>: something that was given and goes with no prompt yet. Its content is here and not in the object store, so that what is never sent leaves nothing behind; a prompt takes it along and deletes the row.
/// </summary>
internal sealed class AttachmentRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid ProjectId { get; init; }

    /// <summary>Who gave it; nobody else sees it or sends it along.</summary>
    public required Guid PersonId { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string MediaType { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>When it goes by itself.</summary>
    public required DateTimeOffset Expires { get; init; }
}
