namespace Vitrine.Semantics.Model;

/// <summary>Which user attributes somebody must have: all of the required ones, and one of the others where there are any.</summary>
public sealed class AttributeRule
{
    private readonly IReadOnlyList<Part> parts;

    /// <summary>Makes a rule of <c>required_attributes</c> and <c>any_attributes</c>; values of an attribute are alternatives.</summary>
    internal AttributeRule(IReadOnlyDictionary<string, IReadOnlyList<string>> all, IReadOnlyDictionary<string, IReadOnlyList<string>> any)
        : this(all.Count == 0 && any.Count == 0 ? [] : [new Part(all, any)])
    {
    }

    private AttributeRule(IReadOnlyList<Part> parts) => this.parts = parts;

    /// <summary>No rule.</summary>
    public static AttributeRule Everybody { get; } = new([]);

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsOpen => parts.Count == 0;

    /// <summary>Whether that person fulfils it.</summary>
    public bool Allows(QueryIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return parts.All(part => part.All.All(required => Has(identity, required)) && (part.Any.Count == 0 || part.Any.Any(one => Has(identity, one))));
    }

    /// <summary>Whether that person fulfils it as far as is known of them: attributes that they have no value of are passed over.</summary>
    public bool AllowsAsFarAsKnown(QueryIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return parts.All(part => part.All.All(required => MayHave(identity, required)) && (part.Any.Count == 0 || part.Any.Any(one => MayHave(identity, one))));
    }

    /// <summary>A rule that asks for both.</summary>
    public AttributeRule And(AttributeRule other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (IsOpen || ReferenceEquals(this, other)) return other;
        return other.IsOpen ? this : new AttributeRule([.. parts, .. other.parts]);
    }

    private static bool Has(QueryIdentity identity, KeyValuePair<string, IReadOnlyList<string>> asked)
        => identity.Attributes.TryGetValue(asked.Key, out var values) && values.Any(value => asked.Value.Contains(value, StringComparer.Ordinal));

    private static bool MayHave(QueryIdentity identity, KeyValuePair<string, IReadOnlyList<string>> asked)
        => identity.Attributes.GetValueOrDefault(asked.Key) is not { Count: > 0 } || Has(identity, asked);

    private sealed record Part(IReadOnlyDictionary<string, IReadOnlyList<string>> All, IReadOnlyDictionary<string, IReadOnlyList<string>> Any);
}
