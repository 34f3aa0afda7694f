using Vitrine.Projects.Connections;
using Vitrine.Storage;

namespace Vitrine.Projects;

/// <summary>The row of a project.</summary>
internal sealed class ProjectRow : IOrganizationRow
{
    public Guid Id { get; set; }

    public Guid OrganizationId { get; set; }

    public required string Slug { get; set; }

    public required string Name { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public Guid? IngestId { get; set; }

    /// <summary>Names what is compiled; equal hashes share one semantic layer in memory.</summary>
    public string? IngestHash { get; set; }

    public required string WarehouseKind { get; set; }

    /// <summary><see cref="WarehouseConnection"/> as JSON, without the password.</summary>
    public required string Warehouse { get; set; }

    /// <summary>The password of the warehouse, encrypted; null where there is none.</summary>
    public string? WarehousePassword { get; set; }

    /// <summary><see cref="ProjectSettings"/> as JSON.</summary>
    public required string Settings { get; set; }

    /// <summary>Counted up when somebody says that the data has changed; part of every cache key.</summary>
    public long RefreshCounter { get; set; }

    /// <summary>Counted up by each change; a change that saw an older one is refused.</summary>
    public int Revision { get; set; }

    public ProjectRecord ToRecord(bool mayChange = false) => ToRecord(ProjectJson.ReadSettings(Settings), mayChange);

    private ProjectRecord ToRecord(ProjectSettings settings, bool mayChange) => new()
    {
        Id = Id,
        OrganizationId = OrganizationId,
        Slug = Slug,
        Name = Name,
        CreatedAt = CreatedAt,
        IngestId = IngestId,
        DataExposure = settings.DataExposure,
        Settings = mayChange ? settings : null,
    };
}
