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

    /// <summary>The same where each is a number of tokens: gateways tell of less than none.</summary>
    public ModelUsage Counted() => new(Math.Max(0, Input), Math.Max(0, Output), Math.Max(0, CacheRead), Math.Max(0, CacheWrite));
}
