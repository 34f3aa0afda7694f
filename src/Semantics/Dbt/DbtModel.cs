using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Dbt;

/// <summary>A dbt model as its author describes it. Fields stand under the model's own name; explores put them under theirs.</summary>
internal sealed record DbtModel
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Label { get; init; }

    public string? Description { get; init; }

    public bool IsCompiled { get; init; }

    public string? Database { get; init; }

    /// <summary>The name of the relation with quotes, or SQL that stands for it.</summary>
    public required string Relation { get; init; }

    public IReadOnlyList<string> PrimaryKey { get; init; } = [];

    /// <summary>Which rows there are for a viewer; null for all.</summary>
    public SqlTemplate? RowRule { get; init; }

    public AttributeRule Access { get; init; } = AttributeRule.Everybody;

    public bool Hidden { get; init; }

    public bool? CaseSensitive { get; init; }

    public DefaultTime? DefaultTime { get; init; }

    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Owner { get; init; }

    public bool ListsByLabel { get; init; }

    public IReadOnlyList<string> AiHints { get; init; } = [];

    public IReadOnlyList<string> Synonyms { get; init; } = [];

    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Sets { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<DbtJoin> Joins { get; init; } = [];

    public IReadOnlyList<DbtFilter> Filters { get; init; } = [];

    public IReadOnlyDictionary<string, Parameter> Parameters { get; init; } = new Dictionary<string, Parameter>();

    public IReadOnlyList<DbtExplore> Explores { get; init; } = [];

    /// <summary>For dbt's time spine of days the column of the day; null for other models.</summary>
    public string? SpineColumn { get; init; }

    /// <summary>The MetricFlow entity that each of its rows is, or null.</summary>
    public string? Entity { get; init; }
}

/// <summary>A join as a model declares it.</summary>
internal sealed record DbtJoin
{
    public required string Model { get; init; }

    public required string Table { get; init; }

    public string? Label { get; init; }

    public string? Description { get; init; }

    public JoinKind Kind { get; init; }

    public JoinRelationship? Relationship { get; init; }

    public required SqlTemplate On { get; init; }

    /// <summary>The fields that it brings, with sets and exclusions; null for all.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    public bool Hidden { get; init; }

    public bool Always { get; init; }

    /// <summary>The MetricFlow entities by which it is reached; null for a join that its author wrote.</summary>
    public IReadOnlyList<string>? EntityPath { get; init; }
}

/// <summary>A filter that a model or an explore brings with it.</summary>
internal sealed record DbtFilter(ExploreFilter Filter, bool IsRequired);

/// <summary>A further explore over a model. What is null is as in the model.</summary>
internal sealed record DbtExplore
{
    public required string Name { get; init; }

    public required string Label { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string>? Groups { get; init; }

    public IReadOnlyList<DbtJoin>? Joins { get; init; }

    public IReadOnlyList<Dimension> Dimensions { get; init; } = [];

    public IReadOnlyList<DbtFilter>? Filters { get; init; }

    public AttributeRule? Access { get; init; }

    public SqlTemplate? RowRule { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<string> AiHints { get; init; } = [];

    public IReadOnlyList<string> Synonyms { get; init; } = [];

    public bool? CaseSensitive { get; init; }
}
