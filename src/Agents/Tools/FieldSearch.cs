using System.Runtime.CompilerServices;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects.Catalog;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Tools;

/// <summary>
/// Ranks fields by how well they fit words: each word counts for the best place where it stands, weighed by how much that place says and by how few fields have the word at all.
/// </summary>
internal static class FieldSearch
{
    private const double Exact = 1, Inflected = 0.9, Begins = 0.7, Misspelled = 0.6;

    // What asks rather than names.
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal) { "a", "an", "and", "by", "for", "from", "in", "me", "of", "on", "or", "per", "show", "the", "to", "with" };

    private static readonly ConditionalWeakTable<SemanticLayer, IReadOnlyList<Entry>> Entries = [];

    public static IReadOnlyList<FieldMatch> Find(OpenProject project, Principal author, string words, string? explore, int most)
    {
        var wanted = SearchWords.Of(words).Where(word => !Fillers.Contains(word)).Distinct().ToList();
        if (wanted.Count == 0) return [];
        if (explore is not null) ExploreLookup.Require(project, author, explore);
        var identity = project.ContextFor(author).Identity;
        var entries = Entries.GetValue(project.Layer, Read)
            .Where(entry => (explore is null || entry.Explore.Name == explore) && project.Layer.IsVisible(entry.Explore, identity) && project.Layer.IsVisible(entry.Field, identity))
            .ToList();
        var fits = entries.Select(entry => wanted.Select(word => Fit(entry, word)).ToArray()).ToList();
        var rarity = wanted.Select((_, word) => Math.Log(1 + (entries.Count / (1.0 + fits.Count(fit => fit[word] > 0))))).ToArray();
        return [.. entries
            .Select((entry, index) => new FieldMatch(entry.Explore, entry.Field, Score(entry, wanted, fits[index], rarity)))
            .Where(match => match.Score > 0)
            .OrderByDescending(match => match.Score)
            .ThenByDescending(match => match.Explore.BaseTable == match.Field.Reference.Table)
            .ThenBy(match => match.Field.Reference.ToString(), StringComparer.Ordinal)
            .DistinctBy(match => match.Field.Reference)
            .Take(most)];
    }

    private static double Score(Entry entry, IReadOnlyList<string> wanted, double[] fits, double[] rarity)
    {
        var score = fits.Zip(rarity, (fit, weight) => fit * weight).Sum();
        if (score == 0) return 0;
        if (fits.All(fit => fit > 0)) score *= 1.4;
        if (entry.Phrases.Contains(string.Join(' ', wanted))) score *= 1.5;
        return Math.Round(score, 4);
    }

    private static double Fit(Entry entry, string word)
    {
        var best = 0.0;
        foreach (var (term, weight) in entry.Terms)
        {
            if (weight > best) best = Math.Max(best, weight * Alike(term, word));
        }

        return best;
    }

    private static double Alike(string term, string word)
    {
        if (term == word) return Exact;
        if (SearchWords.Stem(term) == SearchWords.Stem(word)) return Inflected;
        var (shorter, longer) = term.Length < word.Length ? (term, word) : (word, term);
        if (shorter.Length >= 3 && longer.StartsWith(shorter, StringComparison.Ordinal)) return Begins;
        var allowed = shorter.Length switch { < 4 => 0, < 8 => 1, _ => 2 };
        return allowed > 0 && longer.Length - shorter.Length <= allowed && EditDistance.Between(term, word) <= allowed ? Misspelled : 0;
    }

    private static List<Entry> Read(SemanticLayer layer)
        => [.. layer.ExploreNames
            .Select(name => layer.TryGetExplore(name, out var explore) ? explore : null)
            .OfType<Explore>()
            .Where(explore => !explore.Hidden)
            .SelectMany(explore => explore.Dimensions.Cast<Field>().Concat(explore.Metrics).Where(field => !field.Hidden).Select(field => Entry.Of(explore, field)))];

    private sealed record Entry(Explore Explore, Field Field, IReadOnlyList<KeyValuePair<string, double>> Terms, IReadOnlySet<string> Phrases)
    {
        public static Entry Of(Explore explore, Field field)
        {
            var terms = new Dictionary<string, double>(StringComparer.Ordinal);
            void Add(string? text, double weight)
            {
                foreach (var word in SearchWords.Of(text ?? "").Where(word => !terms.TryGetValue(word, out var known) || known < weight)) terms[word] = weight;
            }

            Add(field.Label, 3);
            Add(field.Reference.Name, 2.5);
            foreach (var synonym in field.Synonyms) Add(synonym, 3);
            Add(field.TableLabel, 1);
            Add(field.Reference.Table, 1);
            foreach (var group in field.Groups) Add(group, 0.7);
            foreach (var tag in field.Tags) Add(tag, 0.7);
            Add(field.Description, 0.8);
            foreach (var hint in field.AiHints) Add(hint, 0.4);
            IReadOnlyList<string> names = [field.Label, field.Reference.Name, .. field.Synonyms];
            var phrases = names.Select(text => string.Join(' ', SearchWords.Of(text))).ToHashSet(StringComparer.Ordinal);
            return new Entry(explore, field, [.. terms], phrases);
        }
    }
}
