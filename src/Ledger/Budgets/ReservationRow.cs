using Vitrine.Storage;

namespace Vitrine.Ledger.Budgets;

/// <summary>
/// A row of <c>reservations</c>: money that may be spent at any moment. That of a turn is what is left of its estimate; its calls take from it first. That of a call is the most that it can cost,
/// and everything that is to be booked when nobody lives to see its answer.
/// </summary>
internal sealed class ReservationRow : IOrganizationRow
{
    /// <summary>Money of somebody's.</summary>
    public ReservationRow(Payer payer) => (OrganizationId, ProjectId, AppId, TurnId, PersonId) = (payer.OrganizationId, payer.ProjectId, payer.AppId, payer.TurnId, payer.PersonId);

    // For the framework, which reads rows.
    private ReservationRow()
    {
    }

    /// <summary>The turn's or the call's.</summary>
    public required Guid Id { get; init; }

    public Guid OrganizationId { get; private init; }

    public Guid ProjectId { get; private init; }

    public Guid? AppId { get; private init; }

    public Guid? TurnId { get; private init; }

    public Guid PersonId { get; private init; }

    public required bool IsTurn { get; init; }

    public required long Micros { get; set; }

    /// <summary>How much of it a call took from its turn's.</summary>
    public long Taken { get; init; }

    /// <summary>The UTC day on whose budgets it counts.</summary>
    public required DateOnly Day { get; set; }

    public required DateTimeOffset Made { get; init; }

    /// <summary>Whoever made it is gone by then.</summary>
    public required DateTimeOffset Expires { get; set; }

    public LedgerCause Cause { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public long InputAtMost { get; init; }

    public int MaximumOutput { get; init; }

    /// <summary>A call as the ledger has it when its answer was lost.</summary>
    public LedgerEntry ToLostEntry(DateTimeOffset now) => new()
    {
        Id = Id,
        Kind = LedgerKind.ModelCall,
        Cause = Cause,
        OrganizationId = OrganizationId,
        ProjectId = ProjectId,
        AppId = AppId,
        TurnId = TurnId,
        PersonId = PersonId,
        Started = Made,
        Ended = now > Made ? now : Made,
        Price = Money.ToDollars(Micros),
        Provider = Provider,
        Model = Model,
        Tokens = new TokenCounts(0, MaximumOutput, 0, InputAtMost),
        Details = LedgerEntry.Lost,
    };
}
