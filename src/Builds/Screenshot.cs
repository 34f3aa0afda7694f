namespace Vitrine.Builds;

/// <summary>A picture of the app as it ran in the gates, with the author's data.</summary>
/// <param name="Name">What it shows, such as <c>desktop</c>, <c>phone</c> or <c>desktop-tab-2</c>: lower-case letters, digits and hyphens.</param>
/// <param name="Width">Of the page, in CSS pixels.</param>
/// <param name="Png">The picture.</param>
public sealed record Screenshot(string Name, int Width, ReadOnlyMemory<byte> Png);
