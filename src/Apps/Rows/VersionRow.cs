using Vitrine.Access;
using Vitrine.Storage;

namespace Vitrine.Apps.Rows;

/// <summary>A row of <c>app_versions</c>; only ever inserted, and deleted with its app.</summary>
internal sealed record VersionRow : IOrganizationRow
{
    public required Guid Id { get; init; }

    public required Guid OrganizationId { get; init; }

    public required Guid AppId { get; init; }

    public required int Number { get; init; }

    public required VersionStatus Status { get; init; }

    public required string Source { get; init; }

    public string? Bundle { get; init; }

    public required string TemplateVersion { get; init; }

    public required string SemanticHash { get; init; }

    public required string Contracts { get; init; }

    public required string GateReport { get; init; }

    public string? Plan { get; init; }

    public string? Screenshots { get; init; }

    /// <summary>Whose data the screenshots show: the fingerprint of the prompter's attribute values.</summary>
    public required string AttributesFingerprint { get; init; }

    public string? Thumbnail { get; init; }

    public required Guid TurnId { get; init; }

    public required string Prompt { get; init; }

    public required string Summary { get; init; }

    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public VersionRecord ToRecord(Principal viewer, bool mayEdit)
    {
        var seesSameData = mayEdit && viewer.AttributesFingerprint == AttributesFingerprint;
        return new VersionRecord
        {
            Id = Id,
            AppId = AppId,
            Number = Number,
            Status = Status,
            Source = new BlobHash(Source),
            Bundle = Hash(Bundle),
            TemplateVersion = TemplateVersion,
            SemanticHash = SemanticHash,
            Contracts = Contracts,
            GateReport = seesSameData ? GateReport : "",
            Plan = mayEdit ? Plan : null,
            Screenshots = seesSameData ? Hash(Screenshots) : null,
            Thumbnail = Thumbnail,
            TurnId = TurnId,
            Prompt = mayEdit ? Prompt : "",
            Summary = seesSameData ? Summary : "",
            CreatedBy = CreatedBy,
            CreatedAt = CreatedAt,
        };
    }

    private static BlobHash? Hash(string? hex) => hex is null ? null : new BlobHash(hex);
}
