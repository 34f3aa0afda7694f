using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Model;

/// <summary>A field that is computed over rows.</summary>
public sealed record Metric : Field
{
    /// <summary>How it comes about.</summary>
    public required MetricType Kind { get; init; }

    /// <summary>The filters on the rows that it is computed over; all of them hold.</summary>
    public IReadOnlyList<FilterRule> Filters { get; init; } = [];

    /// <summary>For a percentile, 0 to 100.</summary>
    public decimal Percentile { get; init; } = 50;

    /// <summary>For the distinct kinds, the dimensions whose values make a key.</summary>
    public IReadOnlyList<FieldReference> DistinctKeys { get; init; } = [];

    /// <summary>The dimension that it was declared on, or null.</summary>
    public FieldReference? DimensionReference { get; init; }

    /// <summary>The time that its values are usually shown over, or null.</summary>
    public DefaultTime? DefaultTime { get; init; }

    /// <summary>Labels of the categories that it stands in.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Whether it is offered in the catalog; one that is not is found last.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>Whom to ask about it: an email address, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>The metrics that drive it, as its author names them: <c>metric</c> of its own table, or <c>table.metric</c>.</summary>
    public IReadOnlyList<string> Drivers { get; init; } = [];

    /// <summary>Fields that are worth seeing in the rows behind it, as its author names them.</summary>
    public IReadOnlyList<string> ShowUnderlyingValues { get; init; } = [];

    /// <summary>Whether its values have the type of what it looks at, which its SQL may name.</summary>
    internal bool TakesTypeOf { get; init; }

    /// <summary>Where it is computed when not over the rows of the explore; null for the usual.</summary>
    internal MetricOrigin? Origin { get; init; }

    /// <summary>For what a query makes up of another metric: that of an earlier period, and which; null otherwise.</summary>
    internal EarlierPeriod? Earlier { get; init; }

    internal SqlTemplate Sql { get; init; } = SqlTemplate.Empty;
}
