using Microsoft.EntityFrameworkCore;
using Vitrine.Projects.Ingest;
using Vitrine.Storage;

namespace Vitrine.Projects;

/// <summary>The tables of this module.</summary>
internal sealed class ProjectsModelPart : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<ProjectRow>(project =>
        {
            project.ToTable("projects");
            project.HasKey(row => row.Id);
            project.Property(row => row.Id).ValueGeneratedNever();
            project.Property(row => row.Slug).HasMaxLength(80);
            project.Property(row => row.Name).HasMaxLength(200);
            project.Property(row => row.WarehouseKind).HasMaxLength(40);
            project.Property(row => row.IngestHash).HasMaxLength(64);
            project.Property(row => row.Revision).IsConcurrencyToken();
            project.HasIndex(row => new { row.OrganizationId, row.Slug }).IsUnique();
        });
        model.Entity<IngestRow>(ingest =>
        {
            ingest.ToTable("project_ingests");
            ingest.HasKey(row => row.Id);
            ingest.Property(row => row.Id).ValueGeneratedNever();
            ingest.Property(row => row.Hash).HasMaxLength(64);
            ingest.Property(row => row.ManifestBlob).HasMaxLength(64);
            ingest.Property(row => row.CatalogBlob).HasMaxLength(64);
            ingest.Property(row => row.LayerHash).HasMaxLength(64);
            ingest.HasIndex(row => new { row.ProjectId, row.Number }).IsUnique();
        });
    }
}
