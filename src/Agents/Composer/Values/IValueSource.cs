using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Planning;

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

    /// <summary>The rows of one widget as the app will open with them, dimensions before metrics; null where nobody may ask, or the question fails.</summary>
    /// <param name="plan">A plan that has the widget, with the range and the filters that the widget uses.</param>
    /// <param name="widget">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<IReadOnlyList<object?>>?> AskAsync(AppPlan plan, string widget, CancellationToken cancellationToken);
}
