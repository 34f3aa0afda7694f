using Vitrine.Storage;

namespace Vitrine.Jobs.Schedules;

/// <summary>A row of <c>schedules</c>: a cron expression and the job that it queues.</summary>
internal sealed class ScheduleRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid PrincipalId { get; set; }

    public required string Name { get; init; }

    public required string Cron { get; set; }

    public required string TimeZone { get; set; }

    public required string Kind { get; set; }

    public required string Payload { get; set; }

    public string? Queue { get; set; }

    public string? Sequence { get; set; }

    /// <summary>Null when it never comes again.</summary>
    public DateTimeOffset? NextRunAt { get; set; }
}
