using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>Keeps the first field of each name in a model, dimensions before metrics, and names the others.</summary>
internal sealed class UniqueNames(string model, FindingList findings)
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public IReadOnlyList<T> Keep<T>(IEnumerable<T> fields)
        where T : Field
    {
        var kept = new List<T>();
        foreach (var field in fields)
        {
            if (names.Add(field.Reference.Name)) kept.Add(field);
            else findings.Add("duplicate-field", field.Reference.ToString(), $"The dbt model {model} has several fields {field.Reference.Name}; only the first is there.", hint: "Give one of them another name.");
        }

        return kept;
    }
}
