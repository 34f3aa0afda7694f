using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>A wish with the explore and the fields that answer it.</summary>
internal sealed record ResolvedWish
{
    public required CatalogExplore Explore { get; init; }

    public required IReadOnlyList<CatalogField> Metrics { get; init; }

    public required IReadOnlyList<CatalogField> Dimensions { get; init; }

    /// <summary>The time that it is cut by; null where it is not.</summary>
    public CatalogField? Time { get; init; }

    public TimeUnit? Grain { get; init; }

    public Mark.Rank? Rank { get; init; }

    public ChartKind? Chart { get; init; }

    public bool IsShare { get; init; }

    public bool IsPage { get; init; }

    /// <summary>Whether its metrics were said with it, not taken from another wish or chosen.</summary>
    public bool HasOwnMetrics { get; init; }
}
