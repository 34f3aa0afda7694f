using System.Diagnostics.CodeAnalysis;

namespace Vitrine.Semantics.Model;

/// <summary>
/// A semantic layer as one person may see it: what is hidden or not theirs does not exist here. The one projection that people and agents choose fields from: the catalog, its digest, the tools of agents and the search.
/// </summary>
public sealed class LayerView
{
    private readonly SemanticLayer layer;
    private readonly QueryIdentity identity;

    /// <summary>Looks at a layer for somebody.</summary>
    public LayerView(SemanticLayer layer, QueryIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(identity);
        (this.layer, this.identity) = (layer, identity);
    }

    /// <summary>The explores, by name. Compiles those that were not compiled yet.</summary>
    public IEnumerable<Explore> Explores => layer.ExploreNames.Order(StringComparer.Ordinal).Select(name => TryGetExplore(name, out var explore) ? explore : null).OfType<Explore>();

    /// <summary>Finds an explore by its name.</summary>
    public bool TryGetExplore(string name, [NotNullWhen(true)] out Explore? explore)
    {
        if (layer.TryGetExplore(name, out explore) && !explore.Hidden && layer.IsVisible(explore, identity)) return true;
        explore = null;
        return false;
    }

    /// <summary>The fields of an explore, dimensions first, in the explore's order or by their labels, as its author says.</summary>
    public IEnumerable<Field> FieldsOf(Explore explore)
    {
        ArgumentNullException.ThrowIfNull(explore);
        return Listed(explore, explore.Dimensions).Concat(Listed(explore, explore.Metrics)).Where(Shows);
    }

    private static IEnumerable<Field> Listed(Explore explore, IEnumerable<Field> fields) => explore.ListsByLabel ? fields.OrderBy(field => field.Label, StringComparer.OrdinalIgnoreCase) : fields;

    /// <summary>Whether a field is there for that person.</summary>
    public bool Shows(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return !field.Hidden && layer.IsVisible(field, identity);
    }
}
