namespace Vitrine.Ledger;

/// <summary>Tokens of a call of a language model, each counted in one place only.</summary>
/// <param name="Input">Read, neither from the provider's cache nor into it.</param>
/// <param name="Output">Written, thinking included.</param>
/// <param name="CacheRead">Read from the cache.</param>
/// <param name="CacheWrite">Read and put into the cache.</param>
public sealed record TokenCounts(long Input, long Output, long CacheRead, long CacheWrite)
{
    /// <summary>Nothing.</summary>
    public static TokenCounts None { get; } = new(0, 0, 0, 0);
}
