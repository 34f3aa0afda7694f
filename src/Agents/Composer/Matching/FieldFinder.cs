using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Finds the fields that words may mean, over all explores.</summary>
internal sealed class FieldFinder
{
    /// <summary>Less than this is chance.</summary>
    public const double Least = 0.45;

    /// <summary>What a description alone is worth.</summary>
    private const double DescribedBase = 0.52;

    /// <summary>What a rate is worth that is named half by its name and half by its description.</summary>
    private const double RateByParts = 0.86;

    private const double LeastForCounted = 0.75;

    private const double LeastForMean = 0.8;

    private static readonly string Average = Stemmer.Stem("average");

    private static readonly string Per = Stemmer.Stem("per");

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

        return Ordered(found);
    }

    /// <summary>Figures that answer a question of that kind about the words: their names have the words, in any order, and say the kind.</summary>
    public IReadOnlyList<Candidate> FindMeasured(IReadOnlyList<string> stems, QuantityKind kind)
    {
        if (stems.Count == 0) return [];
        var found = new List<Candidate>();
        foreach (var (explore, field) in stems.SelectMany(Alike).SelectMany(stem => byStem[stem]).Distinct().Where(one => one.Field is { IsMetric: true, IsWarnedOf: false }))
        {
            var best = 0.0;
            foreach (var name in field.Names)
            {
                var said = name.Stems.Where(stem => QuantityWords.Of(kind).Contains(stem)).ToList();
                var fit = QuantityWords.Fit(kind, field, said.Count > 0);
                if (fit * name.Weight <= best) continue;
                var asked = stems.Concat(said.Where(stem => !stems.Any(other => NameScore.Likeness(other, stem) >= 0.75))).OrderBy(stem => PlaceOf(stem, name.Stems)).ToList();
                best = Math.Max(best, fit * NameScore.Of(asked, field with { Names = [name] }, ModelStems(field), Neighbours(explore)));
            }

            if (best >= Least) found.Add(new Candidate(explore, field, best - (explore.IsWarnedOf ? 0.25 : 0)));
        }

        return Ordered(found);
    }

    /// <summary>Fields whose description has all the words that their names have not; weaker than any good name.</summary>
    public IReadOnlyList<Candidate> FindDescribed(IReadOnlyList<string> stems)
    {
        var telling = stems.Where(stem => stem.Length > 2 && !EnglishWords.IsWeak(stem)).Distinct().ToList();
        if (telling.Count == 0) return [];
        var found = new List<Candidate>();
        foreach (var explore in book.Explores.Where(explore => !explore.IsWarnedOf))
        {
            foreach (var field in explore.Fields.Where(field => !field.IsWarnedOf && !field.IsIdentifier && field.Told.Count > 0))
            {
                var told = telling.Count(stem => field.Told.Any(word => NameScore.Likeness(stem, word) >= 0.77));
                if (told == 0 || !telling.TrueForAll(stem => field.Told.Any(word => NameScore.Likeness(stem, word) >= 0.77) || field.Names.Any(name => name.Stems.Contains(stem)) || ModelStems(field).Contains(stem))) continue;
                found.Add(new Candidate(explore, field, DescribedBase + (0.04 * Math.Min(told, 3)) - (0.004 * Math.Min(field.Told.Count, 20))));
            }
        }

        return Ordered(found);
    }

    /// <summary>Rates that the words name in part, where the description has the rest: "overdue loan ratio" is the loan ratio that is told as overdue ones of all.</summary>
    /// <param name="stems">The words, the last of which says that a rate is meant.</param>
    public IReadOnlyList<Candidate> FindRates(IReadOnlyList<string> stems)
    {
        var telling = stems.Where(stem => !KindWords.IsRate(stem) && !EnglishWords.IsWeak(stem)).ToList();
        if (telling.Count < 2) return [];
        var found = new List<Candidate>();
        foreach (var (explore, field) in telling.SelectMany(Alike).SelectMany(stem => byStem[stem]).Distinct().Where(one => !one.Field.IsWarnedOf && KindWords.IsRate(one.Field)))
        {
            if (field.Names.Any(name => telling.TrueForAll(stem => name.Stems.Contains(stem) || field.Told.Contains(stem)) && telling.Exists(name.Stems.Contains))) found.Add(new Candidate(explore, field, RateByParts - (explore.IsWarnedOf ? 0.25 : 0)));
        }

        return Ordered(found);
    }

    /// <summary>Fields that have the word in their name, however much else the name says.</summary>
    public IEnumerable<Candidate> FindNamed(string stem)
        => byStem.TryGetValue(stem, out var list) ? list.Where(one => !one.Field.IsWarnedOf).Select(one => new Candidate(one.Explore, one.Field, Least)) : [];

    /// <summary>Figures that are told to be "… per …" in these very words: "orders per customer so far".</summary>
    public IReadOnlyList<Candidate> FindTold(IReadOnlyList<string> figure, IReadOnlyList<string> thing)
    {
        string[] told = [.. figure, Per, .. thing];
        return Ordered([.. book.Explores.Where(explore => !explore.IsWarnedOf)
            .SelectMany(explore => explore.Fields.Where(field => field is { IsMetric: true, IsAdditive: false, IsWarnedOf: false, Description: not null } && Holds([.. NameWords.Split(field.Description).Select(Stemmer.Stem)], told)).Select(field => new Candidate(explore, field, DescribedBase + 0.2)))]);
    }

    /// <summary>Means of that figure over the rows that the thing is: "toll per crossing" is the mean toll where crossings are counted.</summary>
    public IReadOnlyList<Candidate> FindMeans(IReadOnlyList<string> figure, string thing)
    {
        var counted = Find([thing]).Where(candidate => candidate.Field.IsCount && candidate.Score >= LeastForCounted).Select(candidate => candidate.Field.Model).ToHashSet();
        return counted.Count == 0 ? [] : [.. Find([Average, .. figure]).Where(candidate => candidate.Field.Metric is MetricType.Average or MetricType.AverageDistinct && candidate.Score >= LeastForMean && counted.Contains(candidate.Field.Model))];
    }

    private static bool Holds(string[] words, string[] part) => Enumerable.Range(0, Math.Max(0, words.Length - part.Length + 1)).Any(at => words.AsSpan(at, part.Length).SequenceEqual(part));

    /// <summary>Whether some name has that word.</summary>
    public bool Knows(string stem) => byStem.ContainsKey(stem);

    /// <summary>Whether some name has that word or one like it.</summary>
    public bool IsLikeAny(string stem) => Alike(stem).Count > 0;

    private static int PlaceOf(string stem, IReadOnlyList<string> name)
    {
        for (var i = 0; i < name.Count; i++)
        {
            if (NameScore.Likeness(stem, name[i]) >= 0.6) return i;
        }

        return -1;
    }

    private static List<Candidate> Ordered(List<Candidate> found)
        => [.. found.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Field.Index).ThenBy(candidate => candidate.Explore.Name, StringComparer.Ordinal)];

    /// <summary>Explores that the words name.</summary>
    public IReadOnlyList<(CatalogExplore Explore, double Score)> FindExplores(IReadOnlyList<string> stems)
        => [.. book.Explores
            .Select(explore => (Explore: explore, Score: explore.Names.Select(name => NameScore.Of(stems, name.Stems)).DefaultIfEmpty(0).Max() - (explore.IsWarnedOf ? 0.3 : 0)))
            .Where(found => found.Score >= Least)
            .OrderByDescending(found => found.Score)
            .ThenByDescending(found => found.Explore.Metrics.Count())];

    /// <summary>Explores whose description has all the words; two at least, for one stands in too many.</summary>
    public IEnumerable<CatalogExplore> ExploresDescribed(IReadOnlyList<string> stems)
        => stems.Count < 2 ? [] : book.Explores.Where(explore => !explore.IsWarnedOf && stems.All(explore.Context.Contains));

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
