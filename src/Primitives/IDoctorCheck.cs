namespace Vitrine.Primitives;

/// <summary>What one check of <c>vitrine doctor</c> found.</summary>
public enum DoctorStatus
{
    /// <summary>As it should be.</summary>
    Fine,

    /// <summary>Works, with something missing that the line names.</summary>
    Limited,

    /// <summary>Does not work.</summary>
    Broken,

    /// <summary>Not configured, and not needed.</summary>
    NotUsed,
}

/// <summary>One line of <c>vitrine doctor</c>.</summary>
/// <param name="Name">What was looked at, such as <c>Object store</c>.</param>
/// <param name="Status">The verdict.</param>
/// <param name="Finding">One line: what was found. Never a secret.</param>
/// <param name="Remedy">One line: what to do, when something is wrong.</param>
public sealed record DoctorFinding(string Name, DoctorStatus Status, string Finding, string? Remedy = null);

/// <summary>A check that a module brings to <c>vitrine doctor</c>: it looks at its settings and at what they point to.</summary>
public interface IDoctorCheck
{
    /// <summary>Looks, without changing anything. It reports what is wrong as a finding instead of throwing.</summary>
    IAsyncEnumerable<DoctorFinding> CheckAsync(CancellationToken cancellationToken);
}
