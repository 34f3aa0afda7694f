using Vitrine.Agents.Composer.Catalog;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Says no, and what could be asked instead.</summary>
internal static class Offer
{
    private const int MostExplores = 5;

    public static PlanOutcome.Declined Nothing(CatalogBook book)
        => new(book.Explores.Any(explore => explore.Metrics.Any())
            ? $"The prompt does not say what to show. {There(book)}"
            : "There is no explore with figures in this project that you may see, so there is nothing to build from. Ask an administrator whether the semantic layer is set up and what you may see.");

    /// <summary>For a prompt that says how, and not what.</summary>
    public static PlanOutcome.Declined NothingYet(CatalogBook book)
        => book.Explores.Any(explore => explore.Metrics.Any()) ? new($"The prompt says how to show something, but not what, and there is no app yet that it could change. {There(book)}") : Nothing(book);

    public static PlanOutcome.Declined Missing(CatalogBook book, IReadOnlyList<string> words)
        => new($"The data of this project has nothing about {Wording.List(words.Take(6).Select(word => $"“{Short(word)}”"))}, so no app was made of it. {There(book)}");

    /// <summary>"There is: Orders (revenue, …)" and an example.</summary>
    public static string There(CatalogBook book)
    {
        var explores = book.Explores.Where(explore => !explore.IsWarnedOf && explore.Metrics.Any(MetricChoice.IsShowable)).OrderByDescending(explore => explore.Metrics.Count(metric => metric.Model == explore.BaseModel)).Take(MostExplores).ToList();
        if (explores.Count == 0) return "";
        var lines = explores.Select(explore => $"{explore.Label} ({Wording.List(MetricChoice.Headlines(explore, 3).Select(metric => Wording.Lower(metric.Label)))})");
        var first = explores[0];
        var dimension = MetricChoice.Breakdowns(first).FirstOrDefault();
        var example = dimension is null ? "" : $" For example: “{MetricChoice.Headlines(first, 1)[0].Label} by {Wording.Lower(dimension.Label)}”.";
        return $"There is data about {Wording.List(lines)}.{example}";
    }

    private static string Short(string word) => word.Length > 40 ? word[..40] + "…" : word;
}
