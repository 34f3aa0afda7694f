using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Catalog;

/// <summary>Chooses the time that an explore's rows are cut by: the one its author names, else the likeliest of its base model.</summary>
internal static class TimeChoice
{
    private static readonly string[] Likely = ["creat", "order", "date", "start", "occur", "open", "event", "timestamp", "purchas", "sign", "day", "visit", "month", "plac", "time"];

    private static readonly string[] Unlikely = ["updat", "modif", "deliver", "birth", "expir", "delet", "end", "load", "sync", "process", "resolv", "clos", "cancel", "due", "first", "last", "launch"];

    /// <summary>What standing in the table that is joined first is worth, and how much less it is in each after that.</summary>
    private const int Nearest = 8, Step = 4;

    public static CatalogField? Of(Explore explore, IReadOnlyList<CatalogField> fields)
    {
        var times = fields.Where(field => field.IsTime && field.Grains.Count > 0 && !field.IsWarnedOf).ToList();
        if (explore.DefaultTime is { } named && times.Find(field => field.Name == named.Field.ToString()) is { } known) return known;
        return times
            .Select(field => (Field: field, Score: Score(field, explore)))
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Field.Index)
            .Select(candidate => candidate.Field)
            .FirstOrDefault();
    }

    private static int Score(CatalogField field, Explore explore)
    {
        var stems = field.Names[0].Stems;
        // What is joined first is nearest to the rows: when a payment's order was placed, rather than when the customer of the order came.
        var joined = explore.Joins.Select(join => join.Table).ToList().IndexOf(field.Model);
        var score = field.Model == explore.BaseTable ? 20 : Math.Max(0, Nearest - (joined * Step));
        var likely = Array.FindIndex(Likely, word => stems.Any(stem => stem.StartsWith(word, StringComparison.Ordinal)));
        if (likely >= 0) score += Likely.Length - likely;
        if (Unlikely.Any(word => stems.Any(stem => stem.StartsWith(word, StringComparison.Ordinal)))) score -= 12;
        return score;
    }
}
