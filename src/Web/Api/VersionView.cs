using Vitrine.Apps;
using Vitrine.Ledger;
using Vitrine.Storage;

namespace Vitrine.Web.Api;

/// <summary>A version as the API tells of it: what a <see cref="VersionRecord"/> holds for the server's own use, people who may not edit the app do not get.</summary>
internal sealed record VersionView
{
    public required Guid Id { get; init; }

    public required Guid AppId { get; init; }

    public required int Number { get; init; }

    public required VersionStatus Status { get; init; }

    /// <summary>The bundle manifest of its source; null for people who may not edit.</summary>
    public BlobHash? Source { get; init; }

    public BlobHash? Bundle { get; init; }

    public required string TemplateVersion { get; init; }

    public required string SemanticHash { get; init; }

    /// <summary>The text of <c>src/queries.yml</c>; null for people who may not edit, since it names fields that they may not see.</summary>
    public string? Contracts { get; init; }

    public required string GateReport { get; init; }

    public string? Plan { get; init; }

    public BlobHash? Screenshots { get; init; }

    public string? Thumbnail { get; init; }

    /// <summary>The turn that made it; null for people who may not edit.</summary>
    public Guid? TurnId { get; init; }

    public required string Prompt { get; init; }

    public required string Summary { get; init; }

    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the turn that made it has cost, in US dollars; null for people who may not edit. A version that was restored or copied cost nothing of its own.</summary>
    public decimal? Cost { get; init; }

    /// <summary>How much of that mended mistakes of the tool itself.</summary>
    public decimal? RepairCost { get; init; }

    public static VersionView Of(VersionRecord version, bool mayEdit, LedgerSum? cost) => new()
    {
        Id = version.Id,
        AppId = version.AppId,
        Number = version.Number,
        Status = version.Status,
        Source = mayEdit ? version.Source : null,
        Bundle = version.Bundle,
        TemplateVersion = version.TemplateVersion,
        SemanticHash = version.SemanticHash,
        Contracts = mayEdit ? version.Contracts : null,
        GateReport = version.GateReport,
        Plan = version.Plan,
        Screenshots = version.Screenshots,
        Thumbnail = version.Thumbnail,
        TurnId = mayEdit ? version.TurnId : null,
        Prompt = version.Prompt,
        Summary = version.Summary,
        CreatedBy = version.CreatedBy,
        CreatedAt = version.CreatedAt,
        Cost = mayEdit ? (cost ?? LedgerSum.Nothing).Price : null,
        RepairCost = mayEdit ? (cost ?? LedgerSum.Nothing).RepairPrice : null,
    };
}
