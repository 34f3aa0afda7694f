namespace Vitrine.Agents.LanguageModels;

/// <summary>Tokens of one call, each counted in one place only.</summary>
/// <param name="Input">Read, neither from the cache nor into it.</param>
/// <param name="Output">Written, thinking included.</param>
/// <param name="CacheRead">Read from the cache.</param>
/// <param name="CacheWrite">Read and put into the cache.</param>
public sealed record ModelUsage(long Input, long Output, long CacheRead, long CacheWrite)
{
    /// <summary>Nothing.</summary>
    public static ModelUsage None { get; } = new(0, 0, 0, 0);
}
