using Vitrine.Primitives;

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

    /// <summary>Whether the same bytes were in force already, so that nothing was done.</summary>
    public bool IsUnchanged { get; init; }
}
