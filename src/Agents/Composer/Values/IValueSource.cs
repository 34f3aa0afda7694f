using Vitrine.Agents.Composer.Catalog;

namespace Vitrine.Agents.Composer.Values;

/// <summary>Values of dimensions as the author may see them: the boundary to the data.</summary>
internal interface IValueSource
{
    /// <summary>Values, most often in their order; null where the project shows none.</summary>
    /// <param name="explore">The explore.</param>
    /// <param name="field">One of its dimensions.</param>
    /// <param name="search">Text that they contain; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ValueList?> FindAsync(CatalogExplore explore, CatalogField field, string? search, CancellationToken cancellationToken);

    /// <summary>The same for a field by its name, such as a time bucket.</summary>
    Task<ValueList?> FindAsync(string explore, string field, string? search, CancellationToken cancellationToken);
}
