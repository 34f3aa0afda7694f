namespace Vitrine.Agents.Composer.Reading;

/// <summary>What kind of stretch of time a range is.</summary>
internal enum TimeRangeKind
{
    /// <summary>So many units back from now.</summary>
    Last,

    /// <summary>The unit that now is in.</summary>
    Current,

    /// <summary>So many units from now.</summary>
    Next,

    /// <summary>Between two days, either of which may be open.</summary>
    Between,

    /// <summary>Everything there is.</summary>
    All,
}
