using Microsoft.EntityFrameworkCore;
using Vitrine.Agents.Turns;
using Vitrine.Storage;

namespace Vitrine.Agents;

/// <summary>The tables of this module.</summary>
internal sealed class AgentsModelPart : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<TurnRow>(turn =>
        {
            turn.ToTable("turns");
            turn.HasKey(row => row.Id);
            turn.Property(row => row.Id).ValueGeneratedNever();
            turn.Property(row => row.AppSlug).HasMaxLength(80);
            turn.Property(row => row.Fingerprint).HasMaxLength(64);
            turn.Property(row => row.Code).HasMaxLength(80);
            turn.HasIndex(row => new { row.AppId, row.Number }).IsUnique();
            turn.HasIndex(row => new { row.OrganizationId, row.ProjectId, row.State });
        });
        model.Entity<TurnEventRow>(entry =>
        {
            entry.ToTable("turn_events");
            entry.HasKey(row => new { row.TurnId, row.Sequence });
            entry.Property(row => row.Kind).HasMaxLength(40);
            entry.Property(row => row.Fingerprint).HasMaxLength(64);
            entry.HasOne<TurnRow>().WithMany().HasForeignKey(row => row.TurnId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
