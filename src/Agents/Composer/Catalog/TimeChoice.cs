using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Catalog;

/// <summary>Chooses the time that an explore's rows are cut by: the one its author names, else the likeliest of its base model.</summary>
internal static class TimeChoice
{
    private static readonly string[] Likely = ["creat", "order", "date", "start", "occur", "open", "event", "timestamp", "purchas", "sign", "day", "visit", "month", "plac", "time"];

    private static readonly string[] Unlikely = ["updat", "modif", "deliver", "birth", "expir", "delet", "end", "load", "sync", "process", "resolv", "clos", "cancel", "due", "first", "last", "launch"];

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
        var score = field.Model == explore.BaseTable ? 20 : 0;
        var likely = Array.FindIndex(Likely, word => stems.Any(stem => stem.StartsWith(word, StringComparison.Ordinal)));
        if (likely >= 0) score += Likely.Length - likely;
        if (Unlikely.Any(word => stems.Any(stem => stem.StartsWith(word, StringComparison.Ordinal)))) score -= 12;
        return score;
    }
}
