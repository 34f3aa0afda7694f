using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>One thing that a prompt wants to see: metrics, by what, how cut, how drawn.</summary>
internal sealed class Wish
{
    public List<Mention> Metrics { get; } = [];

    public List<Mention> Dimensions { get; } = [];

    /// <summary>Words that are counted ("number of …"), so that a count is meant.</summary>
    public HashSet<Mention> Counted { get; } = [];

    public TimeUnit? Grain { get; set; }

    /// <summary>Whether it is to be seen over time.</summary>
    public bool HasTrend { get; set; }

    public Mark.Rank? Rank { get; set; }

    public ChartKind? Chart { get; set; }

    /// <summary>Whether parts of a whole are meant ("share", "mix").</summary>
    public bool IsShare { get; set; }

    /// <summary>Whether it gets a page of its own.</summary>
    public bool IsPage { get; set; }

    /// <summary>Whether a dimension was said after a metric, so that another metric begins another wish.</summary>
    public bool IsClosed { get; set; }

    public bool IsEmpty => Metrics.Count == 0 && Dimensions.Count == 0 && Rank is null && Chart is null && !HasTrend;
}
