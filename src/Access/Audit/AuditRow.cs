using Vitrine.Storage;

namespace Vitrine.Access.Audit;

/// <summary>A row of <c>audit_events</c>; only ever added.</summary>
internal sealed class AuditRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid PersonId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Action { get; init; }

    public required string Subject { get; init; }

    public Guid? SubjectId { get; init; }

    public required bool IsAllowed { get; init; }
}
