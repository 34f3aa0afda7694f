namespace Vitrine.Semantics.Metrics;

/// <summary>The ready-made calculations.</summary>
public enum CalculationKind
{
    /// <summary>The change against the row before, as a share of it.</summary>
    PercentChangeFromPrevious,

    /// <summary>As a share of the row before.</summary>
    PercentOfPreviousValue,

    /// <summary>As a share of the sum of all rows.</summary>
    PercentOfColumnTotal,

    /// <summary>Its place among all rows, the smallest first; equal values share one.</summary>
    RankInColumn,

    /// <summary>The sum of all rows up to this one.</summary>
    RunningTotal,

    /// <summary>A window function.</summary>
    Window,
}
