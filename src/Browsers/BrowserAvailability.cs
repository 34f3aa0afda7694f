namespace Vitrine.Browsers;

/// <summary>Whether there is a browser to render with.</summary>
/// <param name="IsAvailable">Whether one is installed and its jail holds.</param>
/// <param name="Reason">When not: one sentence for the operator, with the remedy.</param>
public sealed record BrowserAvailability(bool IsAvailable, string? Reason = null);
