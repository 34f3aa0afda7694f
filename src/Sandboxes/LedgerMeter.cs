using System.Text.Json;
using Vitrine.Ledger;
using Vitrine.Ledger.Prices;

namespace Vitrine.Sandboxes;

/// <summary>Books sandbox time in the ledger, at the rate of its provider. This machine's own costs nothing.</summary>
internal sealed class LedgerMeter(LedgerBook book, SandboxPrices prices) : ISandboxMeter
{
    public Task RecordAsync(SandboxInterval interval, CancellationToken cancellationToken)
        => book.RecordAsync(new LedgerEntry
        {
            Id = interval.Id,
            Kind = LedgerKind.SandboxInterval,
            Cause = interval.Owner.IsRepair ? LedgerCause.Repair : LedgerCause.User,
            OrganizationId = interval.Owner.OrganizationId,
            ProjectId = interval.Owner.ProjectId,
            AppId = interval.Owner.AppId,
            TurnId = interval.Owner.TurnId,
            PersonId = interval.Owner.PersonId,
            Started = interval.Started,
            Ended = interval.Ended,
            Price = prices.Of(interval.Provider, interval.Cpus, interval.MemoryBytes, interval.Ended - interval.Started),
            Provider = interval.Provider,
            Details = JsonSerializer.Serialize(new { cpus = interval.Cpus, memoryBytes = interval.MemoryBytes }),
        }, cancellationToken);
}
