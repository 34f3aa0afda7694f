using Vitrine.Storage;

namespace Vitrine.Ledger;

/// <summary>A row of <c>ledger_entries</c>.</summary>
internal sealed class LedgerRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required LedgerKind Kind { get; init; }

    public required LedgerCause Cause { get; init; }

    public required Guid OrganizationId { get; init; }

    public Guid? ProjectId { get; init; }

    public Guid? AppId { get; init; }

    public Guid? TurnId { get; init; }

    public Guid? PersonId { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Ended { get; init; }

    /// <summary>The UTC day on which it counts: that of its start.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What it cost, in millionths of a US dollar.</summary>
    public required long Micros { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public long Input { get; init; }

    public long Output { get; init; }

    public long CacheRead { get; init; }

    public long CacheWrite { get; init; }

    public string? Details { get; init; }

    public decimal Price => Money.ToDollars(Micros);

    public static LedgerRow From(LedgerEntry entry, Guid id) => new()
    {
        Id = id,
        Kind = entry.Kind,
        Cause = entry.Cause,
        OrganizationId = entry.OrganizationId,
        ProjectId = entry.ProjectId,
        AppId = entry.AppId,
        TurnId = entry.TurnId,
        PersonId = entry.PersonId,
        Started = entry.Started,
        Ended = entry.Ended,
        Day = DateOnly.FromDateTime(entry.Started.UtcDateTime),
        Micros = Money.ToMicros(entry.Price),
        Provider = entry.Provider,
        Model = entry.Model,
        Input = entry.Tokens.Input,
        Output = entry.Tokens.Output,
        CacheRead = entry.Tokens.CacheRead,
        CacheWrite = entry.Tokens.CacheWrite,
        Details = entry.Details,
    };
}
