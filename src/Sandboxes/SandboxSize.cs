namespace Vitrine.Sandboxes;

/// <summary>What a sandbox has, used or not.</summary>
/// <param name="Cpus">Virtual processors. One of this machine may use several and counts as having one.</param>
/// <param name="MemoryBytes">Memory in bytes.</param>
public sealed record SandboxSize(decimal Cpus, long MemoryBytes);
