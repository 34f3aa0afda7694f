using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Exploring;

/// <summary>The fields that a join lets in: names, sets with a star, exclusions with a minus.</summary>
internal static class FieldSet
{
    private const int DeepestNesting = 3;

    /// <summary>Null when all fields are let in.</summary>
    public static IReadOnlySet<string>? Expand(IReadOnlyList<string>? entries, DbtModel model)
    {
        if (entries is null) return null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        Add(entries, model, names, 0);
        foreach (var dimension in model.Dimensions.Where(dimension => dimension.IntervalBase is { } cut && names.Contains(cut.Name) && !entries.Contains("-" + dimension.Reference.Name)))
            names.Add(dimension.Reference.Name);
        return names;
    }

    private static void Add(IReadOnlyList<string> entries, DbtModel model, HashSet<string> names, int depth)
    {
        foreach (var entry in entries)
        {
            if (entry.EndsWith('*'))
            {
                if (depth < DeepestNesting && model.Sets.TryGetValue(entry[..^1], out var set)) Add(set, model, names, depth + 1);
            }
            else if (!entry.StartsWith('-'))
            {
                names.Add(Own(entry, model));
            }
        }

        // Exclusions win over what stands beside them, wherever they stand.
        foreach (var entry in entries.Where(entry => entry.StartsWith('-'))) names.Remove(Own(entry[1..], model));
    }

    private static string Own(string entry, DbtModel model)
        => FieldReference.TryParse(entry, out var reference) && reference.Table == model.Name ? reference.Name : entry;
}
