namespace Vitrine.Sandboxes;

/// <summary>A file in a sandbox's workspace.</summary>
/// <param name="Path">Relative to <c>/workspace</c>, with forward slashes and no <c>..</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SandboxFile(string Path, ReadOnlyMemory<byte> Content);
