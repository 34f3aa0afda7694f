namespace Vitrine.Semantics.Model;

/// <summary>A dimension or a metric of an explore.</summary>
public abstract record Field
{
    /// <summary>Its name, unique in the explore.</summary>
    public required FieldReference Reference { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>What people call its table in this explore.</summary>
    public required string TableLabel { get; init; }

    /// <summary>What it means, or null.</summary>
    public string? Description { get; init; }

    /// <summary>The type of its values.</summary>
    public required FieldType Type { get; init; }

    /// <summary>Not offered to people; other fields and filters may use it.</summary>
    public bool Hidden { get; init; }

    /// <summary>How values are shown, or null for the plain way.</summary>
    public FieldFormat? Format { get; init; }

    /// <summary>Addresses that its values lead to.</summary>
    public IReadOnlyList<FieldLink> Links { get; init; } = [];

    /// <summary>Labels of the groups it stands in, outermost first.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Those groups by the names that their author uses for them in meta; the same as the labels where they have no others.</summary>
    public IReadOnlyList<string> GroupKeys { get; init; } = [];

    /// <summary>Other words for it, from the meta key <c>synonyms</c>.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Advice for whoever chooses fields.</summary>
    public IReadOnlyList<string> AiHints { get; init; } = [];

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who may see it; its table's rule comes on top.</summary>
    public AttributeRule Access { get; init; } = AttributeRule.Everybody;

    /// <summary>Tables of the explore that its SQL reads, its own among them where it does.</summary>
    public IReadOnlyList<string> TablesReferences { get; internal init; } = [];
}
