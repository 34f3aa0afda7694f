namespace Vitrine.Agents.Attachments;

/// <summary>What a kind of attachment makes of the bytes that somebody gave.</summary>
/// <param name="Bytes">What is kept.</param>
/// <param name="MediaType">What that is.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
internal sealed record AttachmentContent(ReadOnlyMemory<byte> Bytes, string MediaType, int Width, int Height);
