using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Values;

/// <summary>Finds the dimension that has certain words as a value.</summary>
internal sealed class ValueFinder(IValueSource source)
{
    /// <summary>Asking more dimensions than this costs more than a prompt may.</summary>
    private const int MostDimensions = 40;

    private const int LongestValue = 5;

    /// <summary>The best place for the longest part of the words, or null.</summary>
    public async Task<FoundValue?> FindAsync(CatalogExplore explore, IReadOnlyList<Word> words, IReadOnlyCollection<string>? onlyFields, bool isSure, CancellationToken cancellationToken)
    {
        var fields = Candidates(explore, onlyFields);
        for (var size = Math.Min(LongestValue, words.Count); size > 0; size--)
        {
            for (var from = 0; from + size <= words.Count; from++)
            {
                var part = words.Skip(from).Take(size).ToList();
                if (await FindPartAsync(explore, fields, part, from, isSure, isQuick: false, cancellationToken) is { } found) return found;
            }
        }

        return null;
    }

    /// <summary>The place where the words are a whole value, or null.</summary>
    /// <param name="explore">Where to look.</param>
    /// <param name="words">The words.</param>
    /// <param name="isQuick">Whether only lists that were read whole are looked into.</param>
    /// <param name="field">The only field to look into; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FoundValue?> FindExactAsync(CatalogExplore explore, IReadOnlyList<Word> words, bool isQuick, string? field, CancellationToken cancellationToken)
        => await FindPartAsync(explore, Candidates(explore, field is null ? null : [field]), [.. words], 0, isSure: true, isQuick, cancellationToken) is { Score: >= 0.9 } found ? found : null;

    /// <summary>The field whose values are people of that title: doctors are whoever is called "Dr. …". Null where there is none.</summary>
    public async Task<CatalogField?> FindTitledAsync(CatalogExplore explore, string word, CancellationToken cancellationToken)
    {
        if (ValueWords.TitleOf(word) is not { } title) return null;
        foreach (var field in Candidates(explore, null))
        {
            if (await source.FindAsync(explore, field, null, cancellationToken) is { Values.Count: > 1 } list && list.Values.Count(value => Stemmer.Fold(value).StartsWith(title, StringComparison.Ordinal)) * 2 > list.Values.Count) return field;
        }

        return null;
    }

    private async Task<FoundValue?> FindPartAsync(CatalogExplore explore, List<CatalogField> fields, List<Word> part, int from, bool isSure, bool isQuick, CancellationToken cancellationToken)
    {
        var text = string.Join(' ', part.Select(word => word.Text));
        var stems = part.SelectMany(word => NameWords.Stems(word.Text)).ToList();
        if (stems.Count == 0) return null;
        FoundValue? best = null;
        foreach (var field in fields)
        {
            if (await source.FindAsync(explore, field, null, cancellationToken) is not { } list) continue;
            var found = Match(list, stems, text);
            if (found is null && list.IsCut && !isQuick && text.Length >= 3 && await source.FindAsync(explore, field, text, cancellationToken) is { } searched) found = Match(searched, stems, text);
            // Long lists are names: only the whole name counts there.
            // One word of a longer value is enough only where something says that rows are narrowed.
            if (found is not { } hit || (!isSure && hit.Score < 0.81 && part.Count == 1) || (list.IsCut && hit.Score < 0.95)) continue;
            var score = hit.Score + (field.Model == explore.BaseModel ? 0.02 : 0) - (list.IsCut ? 0.05 : 0) - (list.Values.Count * 0.0002);
            if (best is null || score > best.Score) best = new FoundValue(field, [hit.Value], score, from, from + part.Count);
        }

        return best;
    }

    /// <summary>Text fields that hold categories or names, the base model's first.</summary>
    private static List<CatalogField> Candidates(CatalogExplore explore, IReadOnlyCollection<string>? only)
        => [.. explore.Dimensions
            .Where(field => field.Type == FieldType.String && !field.IsWarnedOf && (only is null ? !field.IsIdentifier : only.Contains(field.Name)))
            .OrderBy(field => field.Model == explore.BaseModel ? 0 : 1)
            .ThenBy(field => field.Index)
            .Take(MostDimensions)];

    private static (string Value, double Score)? Match(ValueList list, List<string> stems, string text)
    {
        (string Value, double Score)? best = null;
        foreach (var value in list.Values)
        {
            var score = Score(value, stems, text);
            if (score > (best?.Score ?? 0.69)) best = (value, score);
        }

        return best;
    }

    private static double Score(string value, List<string> stems, string text)
    {
        if (Stemmer.Fold(value) == text) return 1;
        var parts = NameWords.Stems(value);
        if (parts.Count == 0) return 0;
        if (parts.SequenceEqual(stems)) return 0.97;
        if (ValueWords.AreSame(text, Stemmer.Fold(value).Replace('_', ' '))) return 0.92;
        if (stems.Count == 1 && parts.Count > 1 && !EnglishWords.IsFiller(text) && stems[0].Length == parts.Count && stems[0].Length >= 2 && parts.Select(part => part[0]).SequenceEqual(stems[0])) return 0.8;
        if (stems.All(stem => parts.Contains(stem)) && parts.Count - stems.Count <= 1 && stems.Sum(stem => stem.Length) >= 4) return 0.8;
        var joined = string.Concat(stems);
        var whole = string.Concat(parts);
        if (joined == whole) return 0.95;
        if (whole.Length < 5 || joined[0] != whole[0]) return 0;
        var distance = EditDistance.Between(joined, whole);
        // A short word is one letter from many another: it is a slip only where something says that rows are narrowed.
        if (distance <= (whole.Length >= 8 ? 2 : 1)) return 0.85 - (0.03 * distance) - (whole.Length < 6 ? 0.02 : 0);
        // "cancellations" for "cancelled", "completion" for "completed".
        return parts.Count == 1 && stems.Count == 1 && Matching.NameScore.Likeness(stems[0], parts[0]) >= 0.75 ? 0.72 : 0;
    }
}
