using Vitrine.Storage;

namespace Vitrine.Projects.Ingest;

/// <summary>The row of an ingest: written once, never changed.</summary>
internal sealed class IngestRow : IOrganizationRow
{
    public Guid Id { get; set; }

    public Guid OrganizationId { get; set; }

    public Guid ProjectId { get; set; }

    public int Number { get; set; }

    public required string Hash { get; set; }

    public required string ManifestBlob { get; set; }

    public string? CatalogBlob { get; set; }

    public DateTimeOffset At { get; set; }

    public Guid PersonId { get; set; }

    public int Explores { get; set; }

    /// <summary>The findings as JSON.</summary>
    public required string Diagnostics { get; set; }

    public IngestRecord ToRecord() => new()
    {
        Id = Id,
        ProjectId = ProjectId,
        Number = Number,
        Hash = Hash,
        At = At,
        Explores = Explores,
        Diagnostics = ProjectJson.ReadDiagnostics(Diagnostics),
    };
}
