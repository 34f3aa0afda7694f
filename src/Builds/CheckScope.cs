namespace Vitrine.Builds;

/// <summary>How much is checked.</summary>
public enum CheckScope
{
    /// <summary>Contracts, types and build: after every edit, in tenths of a second.</summary>
    Quick,

    /// <summary>All six gates: what a version must pass.</summary>
    Full,
}
