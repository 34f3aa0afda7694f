namespace Vitrine.Browsers;

/// <summary>What a page is looked at with.</summary>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
/// <param name="IsDark">Whether the reader prefers dark pages.</param>
/// <param name="TimeZone">An IANA name.</param>
public sealed record BrowserView(int Width = 1440, int Height = 900, bool IsDark = false, string TimeZone = "UTC");
