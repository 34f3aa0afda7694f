using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Searching;

/// <summary>
/// Ranks fields by how well they fit words: each word counts for the best place where it stands, weighed by how much that place says and by how few fields have the word at all. Made of fields as
/// models declare them, so that no explore need be compiled for it. It knows nothing of persons: whoever shows hits leaves out what somebody may not see.
/// </summary>
public sealed class FieldIndex
{
    private const int SmallestPart = 4_000;
    private const double Exact = 1, Inflected = 0.9, Begins = 0.7, Misspelled = 0.6;

    // What asks rather than names.
    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal) { "a", "an", "and", "by", "for", "from", "in", "me", "of", "on", "or", "per", "show", "the", "to", "with" };

    private static readonly ConditionalWeakTable<SemanticLayer, FieldIndex> Known = [];

    private readonly (string Explore, Field Field)[] entries;
    private readonly Dictionary<string, List<(int Entry, float Weight)>>[] parts;

    private FieldIndex(IEnumerable<(string Explore, Field Field)> fields)
    {
        entries = [.. fields];
        // Parts are made and asked side by side; one more of them costs a look at its words.
        parts = new Dictionary<string, List<(int, float)>>[Math.Clamp(entries.Length / SmallestPart, 1, Environment.ProcessorCount)];
        Parallel.For(0, parts.Length, part => parts[part] = Read((int)((long)entries.Length * part / parts.Length), (int)((long)entries.Length * (part + 1) / parts.Length)));
    }

    /// <summary>How many fields it holds.</summary>
    public int Count => entries.Length;

    /// <summary>The index of a layer's fields, made when it is first asked for.</summary>
    public static FieldIndex Of(SemanticLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Known.GetValue(layer, one => new FieldIndex(one.DeclaredFields()));
    }

    /// <summary>The index of one explore's fields, those of its joined tables too.</summary>
    public static FieldIndex Of(Explore explore)
    {
        ArgumentNullException.ThrowIfNull(explore);
        return new FieldIndex(explore.Dimensions.Cast<Field>().Concat(explore.Metrics).Where(field => !field.Hidden).Select(field => (explore.Name, field)));
    }

    /// <summary>The fields that fit any of the words, the best first; nothing when the words only ask.</summary>
    public IReadOnlyList<FieldHit> Find(string words)
    {
        var wanted = SearchWords.Of(words).Where(word => !Fillers.Contains(word)).Distinct().ToList();
        if (wanted.Count == 0) return [];
        var found = wanted.ConvertAll(Fits);
        var rarity = found.ConvertAll(fits => Math.Log(1 + (entries.Length / (1.0 + fits.Count))));
        var phrase = string.Join(' ', wanted);
        return [.. found.SelectMany(fits => fits.Keys).Distinct()
            .Select(entry => new FieldHit(entries[entry].Explore, entries[entry].Field, Score(entry, found, rarity, phrase)))
            .OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Field.Reference.ToString(), StringComparer.Ordinal)];
    }

    private double Score(int entry, List<Dictionary<int, double>> found, List<double> rarity, string phrase)
    {
        var (score, isAll) = (0.0, true);
        for (var word = 0; word < found.Count; word++)
        {
            if (found[word].TryGetValue(entry, out var fit)) score += fit * rarity[word];
            else isAll = false;
        }

        // Not offered by its author: found by its name, and after others that fit as well.
        if (entries[entry].Field is Metric { IsListed: false }) score *= 0.5;
        // A name that is the whole phrase has all of its words.
        if (isAll) score *= Names(entries[entry].Field).Any(name => string.Join(' ', SearchWords.Of(name)) == phrase) ? 1.4 * 1.5 : 1.4;
        return Math.Round(score, 4);
    }

    private Dictionary<int, double> Fits(string word)
    {
        var fits = new Dictionary<int, double>();
        foreach (var (term, list) in parts.SelectMany(part => part))
        {
            var alike = Alike(term, word);
            if (alike == 0) continue;
            foreach (var (entry, weight) in list)
            {
                ref var best = ref CollectionsMarshal.GetValueRefOrAddDefault(fits, entry, out _);
                best = Math.Max(best, weight * alike);
            }
        }

        return fits;
    }

    private Dictionary<string, List<(int Entry, float Weight)>> Read(int from, int to)
    {
        var postings = new Dictionary<string, List<(int, float)>>(StringComparer.Ordinal);
        var terms = new Dictionary<string, float>(StringComparer.Ordinal);
        var cut = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var whole = new Dictionary<string, float>(StringComparer.Ordinal);
        FieldReference? time = null;
        for (var entry = from; entry < to; entry++)
        {
            terms.Clear();
            // What a time is cut to follows it, and has all its words and a few of its own.
            if (entries[entry].Field is Dimension { IntervalBase: { } cutFrom } dimension && cutFrom == time)
            {
                foreach (var (term, weight) in whole) terms[term] = weight;
                WeighNames(dimension, terms, cut);
            }
            else
            {
                Weigh(entries[entry].Field, terms, cut);
                if (entries[entry].Field is Dimension { IsIntervalBase: true } named) (time, whole) = (named.Reference, new Dictionary<string, float>(terms, StringComparer.Ordinal));
            }

            foreach (var (term, weight) in terms)
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, term, out _);
                (list ??= []).Add((entry, weight));
            }
        }

        return postings;
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

    private static void Weigh(Field field, Dictionary<string, float> terms, Dictionary<string, IReadOnlyList<string>> cut)
    {
        void Add(string? text, float weight) => FieldIndex.Add(text, weight, terms, cut);

        WeighNames(field, terms, cut);
        Add(field.TableLabel, 1);
        Add(field.Reference.Table, 1);
        foreach (var group in field.Groups) Add(group, 0.7f);
        foreach (var tag in field.Tags) Add(tag, 0.7f);
        foreach (var category in (field as Metric)?.Categories ?? []) Add(category, 0.7f);
        Add((field as Metric)?.Owner, 0.4f);
        Add(field.Description, 0.8f);
        foreach (var hint in field.AiHints) Add(hint, 0.4f);
    }

    private static void WeighNames(Field field, Dictionary<string, float> terms, Dictionary<string, IReadOnlyList<string>> cut)
    {
        Add(field.Label, 3, terms, cut);
        Add(field.Reference.Name, 2.5f, terms, cut);
        foreach (var synonym in field.Synonyms) Add(synonym, 3, terms, cut);
    }

    private static void Add(string? text, float weight, Dictionary<string, float> terms, Dictionary<string, IReadOnlyList<string>> cut)
    {
        if (string.IsNullOrEmpty(text)) return;
        // Tables, groups and what models have in common stand at many fields.
        ref var words = ref CollectionsMarshal.GetValueRefOrAddDefault(cut, text, out _);
        foreach (var word in words ??= SearchWords.Of(text))
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(terms, word, out _);
            known = Math.Max(known, weight);
        }
    }

    private static IEnumerable<string> Names(Field field) => [field.Label, field.Reference.Name, .. field.Synonyms];
}
