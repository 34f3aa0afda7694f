namespace Vitrine.Queries.Contracts;

/// <summary>What a comparison compares with.</summary>
public enum ComparisonTarget
{
    /// <summary>The range of the same length right before.</summary>
    PreviousPeriod,

    /// <summary>The same range a year earlier.</summary>
    PreviousYear,
}
