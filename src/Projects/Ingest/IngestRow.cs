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

    /// <summary>Names what the layer means; another one when anything that matters differs.</summary>
    public string? LayerHash { get; set; }

    public string? ManifestBlob { get; set; }

    public string? CatalogBlob { get; set; }

    /// <summary>The configuration and the models without dbt, by blob, as JSON; null when there are none.</summary>
    public string? Files { get; set; }

    public DateTimeOffset At { get; set; }

    public Guid PersonId { get; set; }

    public int Explores { get; set; }

    /// <summary>The findings as JSON.</summary>
    public required string Diagnostics { get; set; }

    /// <summary><see cref="IngestSource"/> as JSON.</summary>
    public string? Source { get; set; }

    /// <summary>The first of the changes against the ingest before, as JSON.</summary>
    public string? Changes { get; set; }

    public int ChangeCount { get; set; }

    public IngestRecord ToRecord() => new()
    {
        Id = Id,
        ProjectId = ProjectId,
        Number = Number,
        Hash = Hash,
        At = At,
        Explores = Explores,
        Diagnostics = ProjectJson.ReadDiagnostics(Diagnostics),
        Source = ProjectJson.ReadSource(Source),
        Changes = ProjectJson.ReadChanges(Changes),
        ChangeCount = ChangeCount,
    };
}
