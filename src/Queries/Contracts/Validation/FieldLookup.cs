using Vitrine.Primitives;
using Vitrine.Queries.Contracts.Yaml;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Contracts.Validation;

/// <summary>
/// Finds the fields of one contract as its author may see them. A field that exists and may not be seen is remembered
/// instead of being reported: the contract is then refused as a whole, and the field is not named.
/// </summary>
internal sealed class FieldLookup(SemanticLayer layer, Explore explore, QueryIdentity author, FindingList findings)
{
    public Explore Explore => explore;

    /// <summary>Whether a field was met that the author may not see.</summary>
    public bool HasHiddenFromAuthor { get; private set; }

    public Dimension? Dimension(FieldMention mention)
    {
        var field = Find(mention);
        if (field is Metric)
            findings.Error("not-a-dimension", $"{mention.Text} is a metric, and a dimension must stand here.", mention.Spot, "Metrics stand under metrics and are filtered under having.", mention.Text);
        return field as Dimension;
    }

    public Metric? Metric(FieldMention mention)
    {
        var field = Find(mention);
        if (field is Dimension)
            findings.Error("not-a-metric", $"{mention.Text} is a dimension, and a metric must stand here.", mention.Spot, "Dimensions stand under dimensions and are filtered under where.", mention.Text);
        return field as Metric;
    }

    public Field? Find(FieldMention mention)
    {
        if (FieldReference.TryParse(mention.Text, out var reference) && explore.TryGetField(reference, out var field))
        {
            if (layer.IsVisible(field, author)) return field;
            HasHiddenFromAuthor = true;
            return null;
        }

        findings.Error(
            "unknown-field", $"There is no field {mention.Text} in the explore {explore.Name}.", mention.Spot, Hint(mention.Text), mention.Text);
        return null;
    }

    private string? Hint(string written)
    {
        var known = explore.Dimensions.Cast<Field>().Concat(explore.Metrics)
            .Where(field => layer.IsVisible(field, author))
            .Select(field => field.Reference.ToString())
            .ToList();
        return NearestName.Hint(written, known) ?? Elsewhere(written);
    }

    /// <summary>A field of another explore is a common mistake, and the answer is to use that explore.</summary>
    private string? Elsewhere(string written)
    {
        if (!FieldReference.TryParse(written, out var reference)) return null;
        if (layer.TryGetExplore(reference.Table, out var other) && layer.IsVisible(other, author)
            && other.TryGetField(reference, out var field) && layer.IsVisible(field, author))
            return $"It stands in the explore {other.Name}, which {explore.Name} does not join.";
        return null;
    }
}
