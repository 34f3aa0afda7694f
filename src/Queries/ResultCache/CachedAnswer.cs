namespace Vitrine.Queries.ResultCache;

/// <summary>An answer, and when it was read if it had been kept.</summary>
internal sealed record CachedAnswer<T>(T Answer, DateTimeOffset? CachedAt);
