using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Catalog;

/// <summary>A field as the planner sees it. Time buckets are folded into the field they cut.</summary>
internal sealed record CatalogField
{
    /// <summary>Written <c>model.field</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The model's part of the name.</summary>
    public required string Model { get; init; }

    public required string Label { get; init; }

    public required string ModelLabel { get; init; }

    public string? Description { get; init; }

    public required FieldType Type { get; init; }

    /// <summary>How a metric comes about; null for a dimension.</summary>
    public MetricType? Metric { get; init; }

    /// <summary>Whether the SQL of the field warns, by its text or its tags, against being used.</summary>
    public bool IsWarnedOf { get; init; }

    /// <summary>What a number counts, such as <c>USD</c> or <c>%</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether its numbers are names of things.</summary>
    public bool IsIdentifier { get; init; }

    /// <summary>Its place among the fields of the explore, as the author ordered them.</summary>
    public int Index { get; init; }

    /// <summary>For a time: the dimension that each grain is asked by.</summary>
    public IReadOnlyDictionary<TimeUnit, string> Grains { get; init; } = new Dictionary<TimeUnit, string>();

    /// <summary>For a metric: the dimensions whose values it is narrowed by already, so that a breakdown by one of them shows little.</summary>
    public IReadOnlySet<string> NarrowedBy { get; init; } = new HashSet<string>();

    /// <summary>The names it goes by, most telling first.</summary>
    public IReadOnlyList<FieldName> Names { get; init; } = [];

    /// <summary>Stems of its description, hints and groups: weak evidence.</summary>
    public IReadOnlySet<string> Context { get; init; } = new HashSet<string>();

    /// <summary>Stems of its description alone: what is asked where no name explains a word.</summary>
    public IReadOnlySet<string> Told { get; init; } = new HashSet<string>();

    /// <summary>Whether its values are parts of the calendar with an order of their own, such as hours of a day.</summary>
    public bool IsOrdinal { get; init; }

    /// <summary>Whether they are days of the week.</summary>
    public bool IsNamedDay { get; init; }

    public bool IsMetric => Metric is not null;

    public bool IsTime => Type is FieldType.Date or FieldType.Timestamp && !IsMetric;

    /// <summary>Counts things, rather than money or measures.</summary>
    public bool IsCount => Metric is MetricType.Count or MetricType.CountDistinct;

    /// <summary>Whether the values of groups add up to the whole.</summary>
    public bool IsAdditive => Metric is MetricType.Count or MetricType.CountDistinct or MetricType.Sum or MetricType.SumDistinct;
}
