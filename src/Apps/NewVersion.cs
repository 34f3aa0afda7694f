using Vitrine.Storage;

namespace Vitrine.Apps;

/// <summary>What a turn made, to be stored as a version.</summary>
public sealed record NewVersion
{
    /// <summary>Its app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>How it came out. A failed one never becomes the draft.</summary>
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

    /// <summary>JSON.</summary>
    public required string GateReport { get; init; }

    /// <summary>The composer's plan as JSON.</summary>
    public string? Plan { get; init; }

    /// <summary>The bundle manifest of the screenshots, which show the principal's data.</summary>
    public BlobHash? Screenshots { get; init; }

    /// <summary>From synthetic rows.</summary>
    public string? Thumbnail { get; init; }

    /// <summary>The turn that made it. A turn makes one version at most.</summary>
    public required Guid TurnId { get; init; }

    /// <summary>What was asked for.</summary>
    public required string Prompt { get; init; }

    /// <summary>What the agent says it did.</summary>
    public required string Summary { get; init; }
}
