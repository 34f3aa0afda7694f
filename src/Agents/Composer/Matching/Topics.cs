using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Explores that a prompt names, whatever else its words mean.</summary>
internal static class Topics
{
    /// <summary>Explores by name with how sure they are meant.</summary>
    public static IReadOnlyDictionary<string, double> Of(Understanding understanding, FieldFinder fields)
    {
        var found = new Dictionary<string, double>(StringComparer.Ordinal);
        var text = understanding.Reading.Text;
        for (var from = 0; from < text.Count; from++)
        {
            for (var to = from + 1; to <= Math.Min(text.Count, from + 4); to++)
            {
                if (!MentionFinder.IsFree(understanding.Reading, to - 1)) break;
                if (NameWords.IsSilent(text[from].Text) || EnglishWords.IsFiller(text[from].Text)) continue;
                var stems = Enumerable.Range(from, to - from).Where(i => !NameWords.IsSilent(text[i].Text)).Select(i => text[i].Stem).ToList();
                foreach (var (explore, score) in fields.FindExplores(stems))
                {
                    if (score >= 0.5) found[explore.Name] = Math.Max(found.GetValueOrDefault(explore.Name), score);
                }
            }
        }

        foreach (var candidate in understanding.Adjuncts.SelectMany(mention => mention.Candidates).Where(candidate => candidate.Field.Model == candidate.Explore.BaseModel))
            found[candidate.Explore.Name] = Math.Max(found.GetValueOrDefault(candidate.Explore.Name), candidate.Score * 0.6);
        return found;
    }
}
