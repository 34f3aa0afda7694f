using Microsoft.EntityFrameworkCore;
using Vitrine.Apps.Rows;
using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>The tables of this module.</summary>
internal sealed class AppsModelPart : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<AppRow>(app =>
        {
            app.ToTable("apps");
            app.HasKey(row => row.Id);
            app.Property(row => row.Id).ValueGeneratedNever();
            app.Property(row => row.Slug).HasMaxLength(80);
            app.Property(row => row.Name).HasMaxLength(200);
            app.HasIndex(row => new { row.OrganizationId, row.ProjectId, row.Slug }).IsUnique();
            app.HasIndex(row => row.SpaceId);
        });
        model.Entity<VersionRow>(version =>
        {
            version.ToTable("app_versions");
            version.HasKey(row => row.Id);
            version.Property(row => row.Id).ValueGeneratedNever();
            version.Property(row => row.Source).HasMaxLength(64);
            version.Property(row => row.Bundle).HasMaxLength(64);
            version.Property(row => row.Screenshots).HasMaxLength(64);
            version.Property(row => row.AttributesFingerprint).HasMaxLength(64);
            version.Property(row => row.TemplateVersion).HasMaxLength(80);
            version.Property(row => row.SemanticHash).HasMaxLength(80);
            version.HasIndex(row => new { row.AppId, row.Number }).IsUnique();
            version.HasIndex(row => row.TurnId);
            version.HasOne<AppRow>().WithMany().HasForeignKey(row => row.AppId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<PublicationRow>(publication =>
        {
            publication.ToTable("app_publications");
            publication.HasKey(row => row.Id);
            publication.Property(row => row.Id).ValueGeneratedNever();
            publication.HasIndex(row => new { row.AppId, row.Number });
            publication.HasOne<AppRow>().WithMany().HasForeignKey(row => row.AppId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
