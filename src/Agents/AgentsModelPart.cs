using Microsoft.EntityFrameworkCore;
using Vitrine.Agents.Attachments;
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
            turn.Property(row => row.Agent).HasMaxLength(120);
            turn.Property(row => row.Prompts).HasMaxLength(64);
            turn.HasIndex(row => new { row.AppId, row.Number }).IsUnique();
            turn.HasIndex(row => new { row.OrganizationId, row.ProjectId, row.State });
        });
        model.Entity<AttachmentRow>(attachment =>
        {
            attachment.ToTable("attachments");
            attachment.HasKey(row => row.Id);
            attachment.Property(row => row.Id).ValueGeneratedNever();
            attachment.Property(row => row.Kind).HasMaxLength(40);
            attachment.Property(row => row.Name).HasMaxLength(100);
            attachment.Property(row => row.MediaType).HasMaxLength(40);
            attachment.HasIndex(row => new { row.OrganizationId, row.PersonId });
            attachment.HasIndex(row => row.Expires);
        });
        model.Entity<ModelCallRow>(call =>
        {
            call.ToTable("model_calls");
            call.HasKey(row => row.Id);
            call.Property(row => row.Id).ValueGeneratedNever();
            call.Property(row => row.Model).HasMaxLength(120);
            foreach (var blob in new[] { nameof(ModelCallRow.Request), nameof(ModelCallRow.Answer), nameof(ModelCallRow.Results), nameof(ModelCallRow.Files) }) call.Property(blob).HasMaxLength(64);
            call.HasIndex(row => new { row.TurnId, row.Number }).IsUnique();
            call.HasOne<TurnRow>().WithMany().HasForeignKey(row => row.TurnId).OnDelete(DeleteBehavior.Cascade);
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
