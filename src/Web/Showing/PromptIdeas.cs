using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;

namespace Vitrine.Web.Showing;

/// <summary>Prompts to begin with, made of what the project's catalog offers to this person.</summary>
internal sealed class PromptIdeas(GetCatalog catalog)
{
    private static readonly string[] Warnings = ["deprecated", "do not use", "don't use", "inflated", "legacy", "internal", "test"];

    private static readonly HashSet<string> General = new(["total", "count", "number", "of", "average", "avg", "sum", "amount", "value", "overall", "unique", "distinct", "all", "mean", "median", "min", "max", "rate", "records", "rows", "the"], StringComparer.OrdinalIgnoreCase);

    /// <summary>At most four; none when the project has no semantic layer yet.</summary>
    public async Task<IReadOnlyList<string>> ForAsync(ProjectRecord project, Principal principal, CancellationToken cancellationToken)
    {
        CatalogView view;
        try
        {
            view = await catalog.HandleAsync(project, principal, cancellationToken);
        }
        catch (RefusalException)
        {
            return []; // nothing was ingested yet
        }

        return Of(view);
    }

    /// <summary>Prompts over that catalog.</summary>
    public static IReadOnlyList<string> Of(CatalogView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var ideas = new List<string>();
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var forms = new Func<CatalogField, CatalogField, string>[]
        {
            (metric, dimension) => $"{metric.Label} by {Lower(dimension)} per month, compared with last year",
            (metric, dimension) => $"{metric.Label} by {Lower(dimension)} as horizontal bars",
            // No idea names a range: the page opens with one that has rows, whatever the project's data ends with.
            (metric, dimension) => $"{metric.Label} over time and by {Lower(dimension)}",
            (metric, dimension) => $"Weekly {Lower(metric)} with a filter for {Lower(dimension)}",
        };
        foreach (var explore in view.Explores.Where(explore => explore.Dimensions.Any(IsTime)).OrderByDescending(explore => explore.Metrics.Count))
        {
            // Each idea stands by itself, so that its words have to say what it is about, and no two are about the same.
            var metric = explore.Metrics.FirstOrDefault(field => IsPlain(field) && IsTelling(field) && !used.Contains(field.Label));
            var dimensions = explore.Dimensions.Where(field => field.Type == "string" && IsPlain(field)).ToList();
            if (metric is null || dimensions.Count == 0) continue;
            var dimension = dimensions[Math.Min(ideas.Count % 2, dimensions.Count - 1)];
            used.Add(metric.Label);
            ideas.Add(forms[ideas.Count](metric, dimension));
            if (ideas.Count == forms.Length) break;
        }

        return ideas;
    }

    private static bool IsTime(CatalogField field) => field.Interval is not null;

    private static bool IsPlain(CatalogField field)
        => field.Label.Length < 28
            && !field.Field.EndsWith("_id", StringComparison.Ordinal)
            && !Warnings.Any(word => field.Description?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>"Total count" does not say of what.</summary>
    private static bool IsTelling(CatalogField field) => field.Label.Split([' ', '-', '_', '(', ')', '%'], StringSplitOptions.RemoveEmptyEntries).Any(word => !General.Contains(word));

    // Initials such as AOV stay as they are.
    private static string Lower(CatalogField field) => field.Label.Length > 1 && char.IsLower(field.Label[1]) ? char.ToLowerInvariant(field.Label[0]) + field.Label[1..] : field.Label;
}
