namespace Vitrine.Agents.Composer.Catalog;

/// <summary>An explore as the author may see it.</summary>
internal sealed record CatalogExplore
{
    public required string Name { get; init; }

    public required string Label { get; init; }

    public string? Description { get; init; }

    /// <summary>The model that it starts from.</summary>
    public required string BaseModel { get; init; }

    /// <summary>Visible fields, as their author ordered them.</summary>
    public required IReadOnlyList<CatalogField> Fields { get; init; }

    /// <summary>The models it can reach, the base among them.</summary>
    public required int ModelCount { get; init; }

    /// <summary>Whether its text or tags warn against using it, or it holds raw material for other dbt models.</summary>
    public bool IsWarnedOf { get; init; }

    /// <summary>The time that its rows are usually cut by; null where it has none.</summary>
    public CatalogField? MainTime { get; init; }

    /// <summary>Its label and the other words for it.</summary>
    public required IReadOnlyList<FieldName> Names { get; init; }

    /// <summary>Stems of its description and hints.</summary>
    public IReadOnlySet<string> Context { get; init; } = new HashSet<string>();

    /// <summary>Conditions without which it is not asked.</summary>
    public IReadOnlyList<Planning.PlanCondition> Required { get; init; } = [];

    /// <summary>Whether a field can be asked for at all: one of a parameter without a value cannot.</summary>
    public Func<CatalogField, bool> Works { get; init; } = _ => true;

    public IEnumerable<CatalogField> Metrics => Fields.Where(one => one.IsMetric);

    public IEnumerable<CatalogField> Dimensions => Fields.Where(one => !one.IsMetric);

    /// <summary>Whether the figures of a metric, by the values of a dimension, add up to the figure of all: only then are there shares.</summary>
    public Func<CatalogField, CatalogField, bool> AddsUp { get; init; } = (metric, _) => metric.IsAdditive;

    /// <summary>The fields that tell the rows of a model apart, by the model's name; empty where the author of a prompt sees none.</summary>
    public Func<string, IReadOnlyList<CatalogField>> KeyOf { get; init; } = _ => [];

    /// <summary>Whether a model says what tells its rows apart, whoever may see it.</summary>
    public Func<string, bool> HasKey { get; init; } = _ => false;

    public CatalogField? Find(string name) => Fields.FirstOrDefault(one => one.Name == name);
}
