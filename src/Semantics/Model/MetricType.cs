namespace Vitrine.Semantics.Model;

/// <summary>How a metric comes about.</summary>
public enum MetricType
{
    /// <summary>The number of rows whose value is there.</summary>
    Count,

    /// <summary>The number of different values.</summary>
    CountDistinct,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The mean.</summary>
    Average,

    /// <summary>The middle value.</summary>
    Median,

    /// <summary>The value below which a share of the values lies.</summary>
    Percentile,

    /// <summary>The smallest value.</summary>
    Min,

    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The sum of one value for each distinct key.</summary>
    SumDistinct,

    /// <summary>The mean of one value for each distinct key.</summary>
    AverageDistinct,

    /// <summary>A number computed of other metrics.</summary>
    Number,

    /// <summary>A text computed of other metrics.</summary>
    String,

    /// <summary>A date computed of other metrics.</summary>
    Date,

    /// <summary>A time computed of other metrics.</summary>
    Timestamp,

    /// <summary>A truth value computed of other metrics.</summary>
    Boolean,

    /// <summary>The change against the row before.</summary>
    PercentOfPrevious,

    /// <summary>The share of all rows.</summary>
    PercentOfTotal,

    /// <summary>The sum up to this row.</summary>
    RunningTotal,
}
