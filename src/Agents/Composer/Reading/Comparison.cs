namespace Vitrine.Agents.Composer.Reading;

/// <summary>What headline numbers are compared with.</summary>
internal enum Comparison
{
    /// <summary>The range of the same length right before.</summary>
    PreviousPeriod,

    /// <summary>The same range a year earlier.</summary>
    PreviousYear,
}
