namespace Vitrine.Builds.Gates;

/// <summary>How a gate, or all of them together, came out.</summary>
public enum GateStatus
{
    /// <summary>Nothing stands against the version.</summary>
    Passed,

    /// <summary>At least one error.</summary>
    Failed,

    /// <summary>Could not be run here, with a diagnostic that says why: a version is then <c>unverified</c>, never silently ready.</summary>
    Unverified,

    /// <summary>Not run, because a gate that it needs has failed or nobody asked for it.</summary>
    Skipped,
}
