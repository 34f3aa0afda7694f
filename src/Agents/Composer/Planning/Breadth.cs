using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Values;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>How many values dimensions have, as far as the data may be asked.</summary>
internal sealed class Breadth(IValueSource source)
{
    /// <summary>More than this is many, and nobody counts on.</summary>
    public const int Many = 100;

    /// <summary>What is asked.</summary>
    public IValueSource Source => source;

    /// <summary>The number of values, <see cref="Many"/> for that many or more, or null where the data may not be asked.</summary>
    public async Task<int?> OfAsync(CatalogExplore explore, CatalogField field, CancellationToken cancellationToken)
    {
        if (field.Type == FieldType.Boolean) return 2;
        if (field.IsOrdinal) return field.IsNamedDay ? 7 : 24;
        return await source.FindAsync(explore, field, null, cancellationToken) is { } list ? list.IsCut ? Many : list.Values.Count : null;
    }

    /// <summary>Whether its values fit into a legend. Unknown counts as yes: the author chose to hide the data, not to have much of it.</summary>
    public async Task<bool> FitsLegendAsync(CatalogExplore explore, CatalogField field, CancellationToken cancellationToken)
        => await OfAsync(explore, field, cancellationToken) is null or <= 8;
}
