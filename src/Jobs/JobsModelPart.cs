using Microsoft.EntityFrameworkCore;
using Vitrine.Jobs.Queue;
using Vitrine.Jobs.Schedules;
using Vitrine.Storage;

namespace Vitrine.Jobs;

/// <summary>The tables of this module.</summary>
internal sealed class JobsModelPart : IModelPart
{
    public void Configure(ModelBuilder model)
    {
        model.Entity<JobRow>(job =>
        {
            job.ToTable("jobs");
            job.HasKey(row => row.Position);
            job.Property(row => row.Position).HasColumnName("position").ValueGeneratedOnAdd();
            job.Property(row => row.Id).HasColumnName("id");
            job.Property(row => row.OrganizationId).HasColumnName("organization_id");
            job.Property(row => row.PrincipalId).HasColumnName("principal_id");
            job.Property(row => row.Kind).HasColumnName("kind").HasMaxLength(80);
            job.Property(row => row.Queue).HasColumnName("queue").HasMaxLength(80);
            job.Property(row => row.Sequence).HasColumnName("sequence").HasMaxLength(200);
            job.Property(row => row.Share).HasColumnName("share").HasMaxLength(80);
            job.Property(row => row.Payload).HasColumnName("payload");
            job.Property(row => row.State).HasColumnName("state");
            job.Property(row => row.CreatedAt).HasColumnName("created_at");
            job.Property(row => row.RunAt).HasColumnName("run_at");
            job.Property(row => row.LeaseUntil).HasColumnName("lease_until");
            job.Property(row => row.Owner).HasColumnName("owner").HasMaxLength(120);
            job.Property(row => row.Fence).HasColumnName("fence");
            job.Property(row => row.Attempts).HasColumnName("attempts");
            job.Property(row => row.MaximumAttempts).HasColumnName("maximum_attempts");
            job.Property(row => row.CancelRequested).HasColumnName("cancel_requested");
            job.Property(row => row.FinishedAt).HasColumnName("finished_at");
            job.Property(row => row.Reason).HasColumnName("reason").HasMaxLength(200);
            job.HasIndex(row => row.Id).IsUnique();
            job.HasIndex(row => new { row.State, row.RunAt });
            // What makes a sequence strict: two claims that cannot see each other both succeed otherwise.
            job.HasIndex(row => row.Sequence).IsUnique().HasFilter("state = 1 AND sequence IS NOT NULL").HasDatabaseName("ix_jobs_one_of_a_sequence_runs");
            job.HasIndex(row => new { row.Sequence, row.Position }).HasDatabaseName("ix_jobs_sequence_order");
        });
        model.Entity<ScheduleRow>(schedule =>
        {
            schedule.ToTable("schedules");
            schedule.HasKey(row => row.Id);
            schedule.Property(row => row.Id).ValueGeneratedNever();
            schedule.Property(row => row.Name).HasMaxLength(200);
            schedule.Property(row => row.Cron).HasMaxLength(120);
            schedule.Property(row => row.TimeZone).HasMaxLength(80);
            schedule.Property(row => row.Kind).HasMaxLength(80);
            schedule.Property(row => row.Queue).HasMaxLength(80);
            schedule.Property(row => row.Sequence).HasMaxLength(200);
            schedule.HasIndex(row => new { row.OrganizationId, row.Name }).IsUnique();
            schedule.HasIndex(row => row.NextRunAt);
        });
    }
}
