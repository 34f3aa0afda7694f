using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>A version of an app, as one person sees it. It is inserted once and never changes.</summary>
public sealed record VersionRecord
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>1, 2, 3 … within the app, without gaps.</summary>
    public required int Number { get; init; }

    /// <summary>How it came out.</summary>
    public required VersionStatus Status { get; init; }

    /// <summary>The bundle manifest of its source.</summary>
    public required BlobHash Source { get; init; }

    /// <summary>The bundle manifest of what was built; null when nothing was.</summary>
    public BlobHash? Bundle { get; init; }

    /// <summary>The template that it was built against.</summary>
    public required string TemplateVersion { get; init; }

    /// <summary>The semantic layer that it was gated against.</summary>
    public required string SemanticHash { get; init; }

    /// <summary>The text of <c>src/queries.yml</c>.</summary>
    public required string Contracts { get; init; }

    /// <summary>JSON. Empty for everybody but editors with the attribute values of whoever prompted: findings quote what that person's data shows.</summary>
    public required string GateReport { get; init; }

    /// <summary>The composer's plan as JSON; null without one, and for people who may not edit.</summary>
    public string? Plan { get; init; }

    /// <summary>The bundle manifest of the screenshots. Null without any, and for everybody but editors with the attribute values of whoever prompted: they show that person's data.</summary>
    public BlobHash? Screenshots { get; init; }

    /// <summary>From synthetic rows; for everybody.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>The turn that made it.</summary>
    public required Guid TurnId { get; init; }

    /// <summary>What was asked for; empty for people who may not edit.</summary>
    public required string Prompt { get; init; }

    /// <summary>What the agent says it did; empty for everybody but editors with the attribute values of whoever prompted.</summary>
    public required string Summary { get; init; }

    /// <summary>Who prompted.</summary>
    public required Guid CreatedBy { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
