namespace Vitrine.Warehouses;

/// <summary>How much one statement may take.</summary>
/// <param name="MaximumRows">Rows that are read; whether there were more is said.</param>
/// <param name="Timeout">From the moment it is sent, waiting for a free worker not counted.</param>
/// <param name="MaximumBytes">About how much memory the rows may take; reading stops there.</param>
public sealed record QueryLimits(int MaximumRows, TimeSpan Timeout, long MaximumBytes);
