namespace Vitrine.Sandboxes;

/// <summary>Whether sandboxes can be made here.</summary>
/// <param name="IsReady">Whether a sandbox was started and held.</param>
/// <param name="Reason">When not: one sentence for the operator.</param>
/// <param name="Remedy">When not: what to do.</param>
/// <param name="Isolation">When they can: one sentence that says what keeps them apart on this machine, for the operator.</param>
public sealed record SandboxReadiness(bool IsReady, string? Reason = null, string? Remedy = null, string? Isolation = null);
