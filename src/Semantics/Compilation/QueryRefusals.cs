using Vitrine.Primitives;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Compilation;

/// <summary>What is said when a query cannot be compiled.</summary>
internal static class QueryRefusals
{
    /// <param name="name">What was asked for.</param>
    /// <param name="known">Those that the project declares, broken ones too.</param>
    public static RefusalException UnknownExplore(string name, IReadOnlyCollection<string> known)
        => new("semantics.unknown-explore", (known.Contains(name) ? $"The explore {name} is left out, because something that it needs is broken; the findings of the ingest, or vitrine semantic check, say what." : $"There is no explore {Shown(name)}. {NearestName.Hint(name, known)}").TrimEnd(), RefusalKind.NotFound);

    public static RefusalException UnknownField(FieldReference field, Explore explore) => UnknownField(field.ToString(), explore, field => field.ToString());

    /// <summary>The same for a field that was named by its id.</summary>
    public static RefusalException UnknownField(string id, Explore explore) => UnknownField(id, explore, field => field.Id);

    private static RefusalException UnknownField(string name, Explore explore, Func<FieldReference, string> write)
    {
        // Only what everybody may see is hinted at.
        var known = explore.Dimensions.Cast<Field>().Concat(explore.Metrics).Where(other => other.Access.IsOpen).Select(other => write(other.Reference));
        return new("semantics.unknown-field", $"There is no field {Shown(name)} in the explore {explore.Name}. {NearestName.Hint(name, known)}".TrimEnd());
    }

    public static RefusalException NotADimension(FieldReference field) => new("semantics.not-a-dimension", $"{field} is a metric, and a dimension must stand there.");

    public static RefusalException NotAMetric(FieldReference field) => new("semantics.not-a-metric", $"{field} is a dimension, and a metric must stand there.");

    public static RefusalException NotAllowed() => new("semantics.not-allowed", "You may not see this data. Ask an administrator for access.", RefusalKind.Forbidden);

    public static RefusalException RequiredFilter(FieldReference field, Explore explore)
        => new("semantics.required-filter", $"The explore {explore.Name} is asked with a filter on {field} only. Add one.");

    public static RefusalException SortNotSelected(FieldReference field) => new("semantics.bad-sort", $"{field} is sorted by and not selected. Select it, or leave the sort out.");

    public static RefusalException Multiplied(Metric metric, ExploreTable table, string because)
    {
        var remedy = $"Give the dbt model {table.Model} its primary_key, so that each row is counted once, or leave out fields of {because}.";
        return new(
            "semantics.multiplied", $"{metric.Reference} cannot be computed: rows of {table.Name} would be counted several times, because they meet several rows of {because}. {remedy}", RefusalKind.Invalid,
            [new Diagnostic("semantics.multiplied", $"Rows of {table.Name} are multiplied by the join with {because}.", new DiagnosticLocation(Subject: metric.Reference.ToString()), remedy)]);
    }

    public static RefusalException ReadsSeveral(Metric metric, string table, string other)
        => new("semantics.multiplied", $"{metric.Reference} cannot be computed: it reads {other}, which may have several rows for one of {table}. Declare it in {other}, or state the join's relationship.");

    private static string Shown(string text) => text.Length > 80 ? text[..80] + "…" : text;
}
