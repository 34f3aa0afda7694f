namespace Vitrine.Integration.LanguageModels;

/// <summary>Tokens as the API tells of them.</summary>
internal sealed record ToldUsage(long Input, long Output, long CacheRead, long CacheWrite);
