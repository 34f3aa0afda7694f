using Vitrine.Primitives;
using Vitrine.Semantics.Changes;

namespace Vitrine.Projects.Ingest;

/// <summary>One reading of a dbt project.</summary>
public sealed record IngestRecord
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The project.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>1 for the first of the project.</summary>
    public required int Number { get; init; }

    /// <summary>Names manifest and catalog by what they hold.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Explores that can be used.</summary>
    public required int Explores { get; init; }

    /// <summary>What the author of the dbt project should look at.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>Where the files come from.</summary>
    public IngestSource Source { get; init; } = IngestSource.Upload;

    /// <summary>What is different from the ingest before, those that may break something first; at most 1,000.</summary>
    public IReadOnlyList<LayerChange> Changes { get; init; } = [];

    /// <summary>How many differences there are.</summary>
    public int ChangeCount { get; init; }

    /// <summary>In the answer to an ingest, the published apps whose contracts it breaks. Later an app itself says what is broken.</summary>
    public IReadOnlyList<BrokenApp> Broken { get; init; } = [];

    /// <summary>Whether nothing was put in force because only a trial was asked for.</summary>
    public bool IsTrial { get; init; }

    /// <summary>Whether the same was in force already, so that nothing was done.</summary>
    public bool IsUnchanged { get; init; }
}
