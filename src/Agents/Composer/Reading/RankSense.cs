namespace Vitrine.Agents.Composer.Reading;

/// <summary>What a superlative goes by.</summary>
internal enum RankSense
{
    /// <summary>More or less of it: "most", "lowest".</summary>
    Amount,

    /// <summary>What is good: the worst by a figure that should be small has the most of it.</summary>
    Quality,

    /// <summary>How quick it is: the slowest take most time, or sell least.</summary>
    Speed,
}
