using Vitrine.Storage;

namespace Vitrine.Builds;

/// <summary>Where the parts of a version were stored.</summary>
/// <param name="Source">The bundle manifest of its files.</param>
/// <param name="Bundle">The bundle manifest of its document; null when nothing was built.</param>
/// <param name="Screenshots">The bundle manifest of its screenshots, named <c>{name}.png</c>; null without any.</param>
/// <param name="Thumbnail">The hash of the thumbnail's blob; null without one.</param>
public sealed record StoredBlobs(BlobHash Source, BlobHash? Bundle, BlobHash? Screenshots, string? Thumbnail);
