using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Explores that a prompt names, whatever else its words mean.</summary>
internal static class Topics
{
    private const int LongestName = 4;

    /// <summary>How sure an explore is meant that only its description speaks of.</summary>
    private const double ByDescription = 0.5;

    /// <summary>Explores by name with how sure they are meant.</summary>
    public static IReadOnlyDictionary<string, double> Of(Understanding understanding, FieldFinder fields)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        var text = understanding.Reading.Text;
        // Longer names first: "work orders" is not about orders.
        var free = new bool[text.Count];
        Array.Fill(free, true);
        for (var size = Math.Min(LongestName, text.Count); size > 0; size--)
        {
            for (var from = 0; from + size <= text.Count; from++)
            {
                if (!Enumerable.Range(from, size).All(i => free[i] && MentionFinder.IsFree(understanding.Reading, i))) continue;
                if (NameWords.IsSilent(text[from].Text) || NameWords.IsSilent(text[from + size - 1].Text) || Enumerable.Range(from, size).All(i => EnglishWords.IsFiller(text[i].Text))) continue;
                var stems = Enumerable.Range(from, size).Where(i => !NameWords.IsSilent(text[i].Text)).Select(i => text[i].Stem).ToList();
                var named = fields.FindExplores(stems).Where(one => one.Score >= 0.5).ToList();
                // A word that means about the same as an explore's name, and is a field's own, speaks of the field.
                if (named.Count > 0 && named[0].Score < 0.85 && !named[0].Explore.Names.Any(name => stems.Exists(name.Stems.Contains)) && fields.Find(stems) is [{ Score: >= 0.93 }, ..]) continue;
                foreach (var (explore, score) in named) found[explore.Name] = Math.Max(found.GetValueOrDefault(explore.Name), score);
                if (named.Count > 0) Array.Fill(free, false, from, size);
            }
        }

        foreach (var filter in understanding.Filters.Where(filter => filter is { IsSubject: true, Known: null, Words.Count: > 0 }))
        {
            foreach (var explore in fields.ExploresDescribed([.. filter.Words.Where(word => !EnglishWords.IsFiller(word.Text)).Select(word => word.Stem)])) found[explore.Name] = Math.Max(found.GetValueOrDefault(explore.Name), ByDescription);
        }

        foreach (var candidate in understanding.Adjuncts.SelectMany(mention => mention.Candidates).Where(candidate => candidate.Field.Model == candidate.Explore.BaseModel))
            found[candidate.Explore.Name] = Math.Max(found.GetValueOrDefault(candidate.Explore.Name), candidate.Score * 0.6);
        return found;
    }
}
