using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Model;

/// <summary>A table of an explore: its base, or one that joins it.</summary>
internal sealed record ExploreTable
{
    public required string Name { get; init; }

    public required string Model { get; init; }

    public required string Label { get; init; }

    public required SqlTemplate Relation { get; init; }

    /// <summary>Which of its rows there are for a viewer; null for all.</summary>
    public SqlTemplate? RowRule { get; init; }

    /// <summary>Names of the fields or columns that tell its rows apart; empty when nobody says.</summary>
    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    public AttributeRule Access { get; init; } = AttributeRule.Everybody;

    public bool? CaseSensitive { get; init; }

    public IReadOnlyDictionary<string, Parameter> Parameters { get; init; } = new Dictionary<string, Parameter>();

    /// <summary>The MetricFlow entity that each of its rows is, or null.</summary>
    public string? Entity { get; init; }

    /// <summary>The entities by which the explore's base reaches it; empty for the base, null when it is joined otherwise.</summary>
    public IReadOnlyList<string>? EntityPath { get; init; }

    /// <summary>Null for the base.</summary>
    public SqlTemplate? On { get; init; }

    public JoinKind Kind { get; init; }

    public bool IsAlways { get; init; }

    /// <summary>The other tables that <see cref="On"/> reads.</summary>
    public IReadOnlyList<string> Parents { get; init; } = [];

    /// <summary>Other tables that <see cref="RowRule"/> reads; only the base's may.</summary>
    public IReadOnlyList<string> RuleTables { get; init; } = [];

    /// <summary>Whether a row of the tables before it may meet several of its rows.</summary>
    public bool MultipliesParents { get; init; }

    /// <summary>Whether one of its rows may meet several rows of the tables before it.</summary>
    public bool IsMultipliedByParents { get; init; }
}
