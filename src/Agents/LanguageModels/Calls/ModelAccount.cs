using System.Text.Json;
using Vitrine.Ledger;

namespace Vitrine.Agents.LanguageModels.Calls;

/// <summary>For whom and what calls are made.</summary>
internal sealed record ModelAccount(Guid OrganizationId, Guid ProjectId, Guid AppId, Guid TurnId, Guid PersonId)
{
    /// <summary>A call as the ledger has it. Its details say how it failed if it did, and how many written tokens the price is for where the provider did not live to tell of all.</summary>
    public LedgerEntry Entry(Guid callId, LanguageModel model, LedgerCause cause, ModelUsage usage, decimal price, DateTimeOffset started, DateTimeOffset ended, string? failure, long? heard) => new()
    {
        Id = callId,
        Kind = LedgerKind.ModelCall,
        Cause = cause,
        OrganizationId = OrganizationId,
        ProjectId = ProjectId,
        AppId = AppId,
        TurnId = TurnId,
        PersonId = PersonId,
        Started = started,
        Ended = ended,
        Price = price,
        Provider = model.Provider,
        Model = model.Name,
        Tokens = new TokenCounts(usage.Input, usage.Output, usage.CacheRead, usage.CacheWrite),
        Details = failure is null ? null : heard is null ? JsonSerializer.Serialize(new { failure }) : JsonSerializer.Serialize(new { failure, heard }),
    };
}
