using Vitrine.Builds.Gates;

namespace Vitrine.Builds;

/// <summary>One gate started or ended.</summary>
/// <param name="Gate">Its name.</param>
/// <param name="Status">How it came out; null when it has just started.</param>
/// <param name="Milliseconds">How long it took; 0 when it has just started.</param>
/// <param name="Findings">How many findings it has.</param>
public sealed record GateProgress(string Gate, GateStatus? Status, long Milliseconds, int Findings)
{
    /// <summary>What the build made, told when its gate has passed: it can be looked at while the other gates run. Null at all other times.</summary>
    public BuiltApp? Built { get; init; }
}
