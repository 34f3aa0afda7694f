using System.Diagnostics.CodeAnalysis;
using Vitrine.Semantics.Exploring;

namespace Vitrine.Semantics.Model;

/// <summary>A base model with its joins: what a query selects from. Immutable and shared.</summary>
public sealed class Explore
{
    private readonly Dictionary<FieldReference, Field> fields;

    internal Explore(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Metric> metrics)
    {
        Dimensions = dimensions;
        Metrics = metrics;
        fields = dimensions.Cast<Field>().Concat(metrics).ToDictionary(field => field.Reference);
    }

    /// <summary>Its name, unique in the project.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Label { get; init; }

    /// <summary>What its rows are, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Not offered to people.</summary>
    public bool Hidden { get; init; }

    /// <summary>The table that it starts from.</summary>
    public required string BaseTable { get; init; }

    /// <summary>The tables that may join it, in the order in which they do.</summary>
    public IReadOnlyList<ExploreJoin> Joins { get; init; } = [];

    /// <summary>Labels of the groups it stands in, outermost first.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Advice for whoever chooses explores.</summary>
    public IReadOnlyList<string> AiHints { get; init; } = [];

    /// <summary>Other words for it, from the meta key <c>synonyms</c>.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>Whom to ask about it: an email address, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether its fields are listed by their labels (<c>order_fields_by: label</c>) instead of in the order in which they are declared.</summary>
    public bool ListsByLabel { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The time that its metrics are usually shown over, or null.</summary>
    public DefaultTime? DefaultTime { get; init; }

    /// <summary>Filters without which it is not asked: a query holds a filter on each of these fields.</summary>
    public IReadOnlyList<ExploreFilter> RequiredFilters { get; init; } = [];

    /// <summary>Filters that it suggests.</summary>
    public IReadOnlyList<ExploreFilter> DefaultFilters { get; init; } = [];

    /// <summary>Who may see it.</summary>
    public AttributeRule Access { get; init; } = AttributeRule.Everybody;

    internal bool? CaseSensitive { get; init; }

    /// <summary>The base first, then the joined tables in their order.</summary>
    internal IReadOnlyList<ExploreTable> Tables { get; init; } = [];

    /// <summary>All fields, those that are not let in too.</summary>
    internal ExploreFields Everything { get; init; } = new();

    /// <summary>All dimensions, hidden ones too: those of the base first, then table by table.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>All metrics, hidden ones too.</summary>
    public IReadOnlyList<Metric> Metrics { get; }

    /// <summary>The explore with more fields, which <paramref name="everything"/> holds already.</summary>
    internal Explore With(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Metric> metrics, ExploreFields everything) => new([.. Dimensions, .. dimensions], [.. Metrics, .. metrics])
    {
        Name = Name,
        Label = Label,
        Description = Description,
        Hidden = Hidden,
        BaseTable = BaseTable,
        Joins = Joins,
        Groups = Groups,
        AiHints = AiHints,
        Synonyms = Synonyms,
        Owner = Owner,
        ListsByLabel = ListsByLabel,
        Tags = Tags,
        DefaultTime = DefaultTime,
        RequiredFilters = RequiredFilters,
        DefaultFilters = DefaultFilters,
        Access = Access,
        CaseSensitive = CaseSensitive,
        Tables = Tables,
        Everything = everything,
    };

    /// <summary>The fields that tell the rows of one of its tables apart; empty where nobody says, or a part of the key is no field.</summary>
    public IReadOnlyList<FieldReference> KeyOf(string table)
    {
        var key = Tables.FirstOrDefault(one => one.Name == table)?.PrimaryKey.Select(name => new FieldReference(table, name)).ToList() ?? [];
        return key.TrueForAll(fields.ContainsKey) ? key : [];
    }

    /// <summary>Finds a field.</summary>
    public bool TryGetField(FieldReference reference, [NotNullWhen(true)] out Field? field) => fields.TryGetValue(reference, out field);
}
