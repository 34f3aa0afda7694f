namespace Vitrine.Apps;

/// <summary>How a version came out.</summary>
public enum VersionStatus
{
    /// <summary>Every gate passed.</summary>
    Ready = 0,

    /// <summary>No gate failed, but some could not run on this machine.</summary>
    Unverified = 1,

    /// <summary>A gate failed, or the work was stopped; kept so that it can be continued.</summary>
    Failed = 2,
}
