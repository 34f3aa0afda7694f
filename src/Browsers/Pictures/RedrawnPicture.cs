namespace Vitrine.Browsers.Pictures;

/// <summary>A picture that was decoded and drawn anew: nothing of the bytes that were given is in it but what they look like.</summary>
/// <param name="Bytes">A PNG or a JPEG.</param>
/// <param name="MediaType">Which of the two.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record RedrawnPicture(ReadOnlyMemory<byte> Bytes, string MediaType, int Width, int Height);
