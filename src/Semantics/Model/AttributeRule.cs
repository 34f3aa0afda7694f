namespace Vitrine.Semantics.Model;

/// <summary>Which user attributes somebody must have: all of the required ones, and one of the others where there are any.</summary>
public sealed class AttributeRule
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> all;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> any;

    /// <summary>Makes a rule of <c>required_attributes</c> and <c>any_attributes</c>; values of an attribute are alternatives.</summary>
    public AttributeRule(IReadOnlyDictionary<string, IReadOnlyList<string>> all, IReadOnlyDictionary<string, IReadOnlyList<string>> any)
    {
        this.all = all;
        this.any = any;
    }

    /// <summary>No rule.</summary>
    public static AttributeRule Everybody { get; } = new(new Dictionary<string, IReadOnlyList<string>>(), new Dictionary<string, IReadOnlyList<string>>());

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsOpen => all.Count == 0 && any.Count == 0;

    /// <summary>Whether that person fulfils it.</summary>
    public bool Allows(QueryIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return all.All(required => Has(identity, required)) && (any.Count == 0 || any.Any(one => Has(identity, one)));
    }

    private static bool Has(QueryIdentity identity, KeyValuePair<string, IReadOnlyList<string>> asked)
        => identity.Attributes.TryGetValue(asked.Key, out var values) && values.Any(value => asked.Value.Contains(value, StringComparer.Ordinal));
}
