namespace Vitrine.Semantics.Metrics;

/// <summary>Window functions of calculations.</summary>
public enum WindowFunction
{
    /// <summary>1, 2, 3 …</summary>
    RowNumber,

    /// <summary>The place, with gaps after equal rows.</summary>
    Rank,

    /// <summary>The place as a share, from 0 to 1.</summary>
    PercentRank,

    /// <summary>The share of rows up to this one.</summary>
    CumeDist,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The mean.</summary>
    Avg,

    /// <summary>How many have a value.</summary>
    Count,

    /// <summary>The smallest.</summary>
    Min,

    /// <summary>The largest.</summary>
    Max,
}
