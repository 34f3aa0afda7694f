using System.Diagnostics.CodeAnalysis;
using Vitrine.Primitives;

namespace Vitrine.Semantics.Model;

/// <summary>What is compiled from one state of a dbt project: explores, their fields and joins. Immutable; explores are compiled when first asked for.</summary>
public sealed class SemanticLayer
{
    private readonly Func<string, Explore?> explores;
    private readonly Func<IReadOnlyList<Diagnostic>> diagnose;

    internal SemanticLayer(Func<string, Explore?> explores, Func<IReadOnlyList<Diagnostic>> diagnose)
    {
        this.explores = explores;
        this.diagnose = diagnose;
    }

    /// <summary>The dbt adapter, such as <c>duckdb</c>.</summary>
    public required string Adapter { get; init; }

    /// <summary>Equal for equal input, in any process; another one when anything that matters differs.</summary>
    public required string Hash { get; init; }

    /// <summary>The names of all explores, hidden ones too.</summary>
    public required IReadOnlyList<string> ExploreNames { get; init; }

    /// <summary>Finds the explore over a dbt model itself, by the model's name.</summary>
    internal Func<string, Explore?> FindBase { get; init; } = _ => null;

    /// <summary>All fields as models declare them, each with an explore that has it; without such models those of the explores, of their own tables first.</summary>
    internal Func<IEnumerable<(string Explore, Field Field)>>? Declared { private get; init; }

    internal SemanticOptions Options { get; init; } = new();

    /// <summary>What is wrong in the dbt project. What is named here is left out; everything else works.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => diagnose();

    /// <summary>Finds an explore.</summary>
    public bool TryGetExplore(string name, [NotNullWhen(true)] out Explore? explore)
    {
        explore = explores(name);
        return explore is not null;
    }

    internal IEnumerable<(string Explore, Field Field)> DeclaredFields() => Declared?.Invoke() ?? ExploreNames
        .Select(name => TryGetExplore(name, out var explore) ? explore : null)
        .OfType<Explore>()
        .Where(explore => !explore.Hidden)
        .SelectMany(explore => explore.Dimensions.Cast<Field>().Concat(explore.Metrics).Where(field => !field.Hidden).Select(field => (Explore: explore, Field: field)))
        .OrderByDescending(one => one.Explore.BaseTable == one.Field.Reference.Table)
        .DistinctBy(one => one.Field.Reference)
        .Select(one => (one.Explore.Name, one.Field));

    /// <summary>Whether that person may ask this explore.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "It is the layer that is asked.")]
    public bool IsVisible(Explore explore, QueryIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(explore);
        return explore.Access.Allows(identity);
    }

    /// <summary>Whether that person may see this field: its own rule and its table's.</summary>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "It is the layer that is asked.")]
    public bool IsVisible(Field field, QueryIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Access.Allows(identity);
    }
}
