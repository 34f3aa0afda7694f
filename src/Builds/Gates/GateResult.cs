namespace Vitrine.Builds.Gates;

/// <summary>What one gate found.</summary>
/// <param name="Name">The gate.</param>
/// <param name="Status">How it came out.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Diagnostics">Its findings, without repetitions.</param>
public sealed record GateResult(string Name, GateStatus Status, long Milliseconds, IReadOnlyList<GateDiagnostic> Diagnostics);
