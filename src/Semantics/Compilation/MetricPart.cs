using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Compilation;

/// <summary>How the numbers of a part are kept from being counted several times.</summary>
internal enum PartShape
{
    /// <summary>Nothing multiplies the rows, or it does not matter: aggregated as they are joined.</summary>
    Direct,

    /// <summary>Made distinct over the dimensions and the primary key of the table whose rows are counted, then aggregated.</summary>
    DistinctRows,

    /// <summary>One value for each of the keys that the metric names, then aggregated.</summary>
    DistinctKeys,

    /// <summary>The keys made distinct, the table met again by them: for SQL that holds its aggregates itself.</summary>
    Rejoined,
}

/// <summary>Metrics that are computed in one select.</summary>
internal sealed class MetricPart(PartShape shape, string home, HashSet<string> tables, IReadOnlyList<FieldReference> keys)
{
    public PartShape Shape => shape;

    /// <summary>The table whose rows are counted; for direct parts each metric has its own.</summary>
    public string Home => home;

    public HashSet<string> Tables { get; set; } = tables;

    /// <summary>For <see cref="PartShape.DistinctKeys"/>.</summary>
    public IReadOnlyList<FieldReference> Keys => keys;

    public List<Metric> Metrics { get; } = [];
}
