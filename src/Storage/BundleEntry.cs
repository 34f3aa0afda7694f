namespace Vitrine.Storage;

/// <summary>One file of a bundle.</summary>
/// <param name="Path">Relative, with forward slashes.</param>
/// <param name="Blob">Its content.</param>
/// <param name="Size">In bytes.</param>
public sealed record BundleEntry(string Path, BlobHash Blob, long Size);
