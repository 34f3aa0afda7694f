namespace Vitrine.Queries.Limits;

/// <summary>The bounds of running contracts. Bound from the configuration section <c>Queries</c>.</summary>
public sealed record QuerySettings
{
    /// <summary>Questions of one project that its warehouse answers at the same time.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Questions of one project that may wait for their turn; more are refused.</summary>
    public int Queue { get; init; } = 200;

    /// <summary>How long one question may take in the warehouse.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How much one answer may hold.</summary>
    public long MaximumBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>How much the cache keeps in memory.</summary>
    public long CacheBytes { get; init; } = 128L * 1024 * 1024;
}
