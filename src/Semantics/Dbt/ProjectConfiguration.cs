using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Dbt;

/// <summary>What <c>lightdash.config.yml</c> says.</summary>
internal sealed record ProjectConfiguration
{
    public static ProjectConfiguration Empty { get; } = new();

    /// <summary>The kind of warehouse, for a project without dbt.</summary>
    public string? WarehouseType { get; init; }

    public bool? CaseSensitive { get; init; }

    public IReadOnlyDictionary<string, Parameter> Parameters { get; init; } = new Dictionary<string, Parameter>();

    /// <summary>Intervals that dates have besides those that they always have.</summary>
    public IReadOnlyList<string> DateIntervals { get; init; } = [];

    public IReadOnlyList<string> TimestampIntervals { get; init; } = [];

    public IReadOnlyDictionary<TimeInterval, string> IntervalLabels { get; init; } = new Dictionary<TimeInterval, string>();

    public IReadOnlyDictionary<string, CustomGranularity> Granularities { get; init; } = new Dictionary<string, CustomGranularity>();

    /// <summary>Labels of the groups that models name.</summary>
    public Meta TableGroups { get; init; }

    /// <summary>Whether metrics that do not say are offered in the catalog.</summary>
    public bool ListsMetrics { get; init; } = true;

    /// <summary>Labels of the categories that metrics name; null when none are declared, so that none are checked.</summary>
    public IReadOnlyDictionary<string, string>? Categories { get; init; }
}

/// <summary>A way of cutting times that the project declares.</summary>
/// <param name="Name">As <c>time_intervals</c> names it.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Type">The type of what comes out.</param>
/// <param name="Sql">The SQL; <c>${COLUMN}</c> is the time, on the clock of the query's zone.</param>
internal sealed record CustomGranularity(string Name, string Label, FieldType Type, SqlTemplate Sql);
