namespace Vitrine.Sandboxes.E2b;

/// <summary>A sandbox as the control plane tells of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Token">What opens the services inside; another after each connect, so it is taken from there.</param>
/// <param name="Domain">Where its host name is; null for the configured one.</param>
internal sealed record E2bHandle(string Id, string? Token, string? Domain);
