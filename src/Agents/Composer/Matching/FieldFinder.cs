using Vitrine.Agents.Composer.Catalog;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Finds the fields that words may mean, over all explores.</summary>
internal sealed class FieldFinder
{
    /// <summary>Less than this is chance.</summary>
    public const double Least = 0.45;

    private static readonly HashSet<string> Nobody = [];

    private readonly CatalogBook book;
    private readonly Dictionary<string, List<(CatalogExplore Explore, CatalogField Field)>> byStem = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> alike = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> neighbours = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> models = new(StringComparer.Ordinal);

    public FieldFinder(CatalogBook book)
    {
        this.book = book;
        foreach (var explore in book.Explores)
        {
            foreach (var field in explore.Fields)
            {
                foreach (var stem in field.Names.SelectMany(name => name.Stems).Distinct())
                {
                    if (!byStem.TryGetValue(stem, out var list)) byStem[stem] = list = [];
                    list.Add((explore, field));
                }
            }
        }
    }

    /// <summary>Fields whose name the words are, or the better part of it; best first.</summary>
    /// <param name="stems">The words.</param>
    /// <param name="said">The place of the word that says what is meant; the last telling one unless told otherwise.</param>
    public IReadOnlyList<Candidate> Find(IReadOnlyList<string> stems, int? said = null)
    {
        if (stems.Count == 0) return [];
        var found = new List<Candidate>();
        var scores = new Dictionary<(string, IReadOnlyList<FieldName>, HashSet<string>), double>();
        foreach (var (explore, field) in stems.SelectMany(Alike).SelectMany(stem => byStem[stem]).Distinct())
        {
            // The same field stands in many explores under the same name.
            var around = stems.Count > 1 ? Neighbours(explore) : Nobody;
            var key = (field.Name + field.Label, field.Names, around);
            if (!scores.TryGetValue(key, out var score)) scores[key] = score = NameScore.Of(stems, field, ModelStems(field), around, said);
            if (score >= Least) found.Add(new Candidate(explore, field, score - (explore.IsWarnedOf ? 0.25 : 0)));
        }

        return [.. found.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Field.Index).ThenBy(candidate => candidate.Explore.Name, StringComparer.Ordinal)];
    }

    /// <summary>Whether some name has that word.</summary>
    public bool Knows(string stem) => byStem.ContainsKey(stem);

    /// <summary>Explores that the words name.</summary>
    public IReadOnlyList<(CatalogExplore Explore, double Score)> FindExplores(IReadOnlyList<string> stems)
        => [.. book.Explores
            .Select(explore => (Explore: explore, Score: explore.Names.Select(name => NameScore.Of(stems, name.Stems)).DefaultIfEmpty(0).Max() - (explore.IsWarnedOf ? 0.3 : 0)))
            .Where(found => found.Score >= Least)
            .OrderByDescending(found => found.Score)
            .ThenByDescending(found => found.Explore.Metrics.Count())];

    private IReadOnlyList<string> Alike(string stem)
    {
        if (!alike.TryGetValue(stem, out var known)) alike[stem] = known = [.. byStem.Keys.Where(other => NameScore.Likeness(stem, other) > 0)];
        return known;
    }

    private HashSet<string> Neighbours(CatalogExplore explore)
    {
        if (!neighbours.TryGetValue(explore.Name, out var stems)) neighbours[explore.Name] = stems = [.. explore.Fields.SelectMany(ModelStems)];
        return stems;
    }

    private IReadOnlyList<string> ModelStems(CatalogField field)
    {
        if (!models.TryGetValue(field.ModelLabel, out var stems)) models[field.ModelLabel] = stems = NameWords.ModelStems(field.ModelLabel);
        return stems;
    }
}
