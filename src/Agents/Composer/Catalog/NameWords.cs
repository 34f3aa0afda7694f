using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Catalog;

/// <summary>Words and stems of names and descriptions.</summary>
internal static class NameWords
{
    private static readonly HashSet<string> Silent = ["of", "the", "a", "an", "and", "or", "in", "to", "is", "has", "was", "for", "by", "per", "with", "at", "on", "who"];

    private static readonly HashSet<string> Tabular = [.. "analytics data fact facts fct dim mart summary table view records log logs metrics agg rpt raw".Split(' ').Select(Stemmer.Stem)];

    /// <summary>Words in lower case, without accents.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var folded = Stemmer.Fold(text);
        var start = -1;
        for (var i = 0; i <= folded.Length; i++)
        {
            var isLetter = i < folded.Length && char.IsLetterOrDigit(folded[i]);
            if (isLetter && start < 0) start = i;
            if (isLetter || start < 0) continue;
            yield return folded[start..i];
            start = -1;
        }
    }

    /// <summary>Stems of the words that say something.</summary>
    public static IReadOnlyList<string> Stems(string text) => [.. Split(text).Where(word => !Silent.Contains(word)).Select(Stemmer.Stem)];

    /// <summary>Stems of a model's name without what only says that it is a table: "call analytics" are calls.</summary>
    public static IReadOnlyList<string> ModelStems(string text)
    {
        var stems = Stems(text);
        var telling = stems.Where(stem => !Tabular.Contains(stem)).ToList();
        return telling.Count > 0 ? telling : stems;
    }

    /// <summary>The place, among the stems, of the last word before "by", "per" and the like; null where none of them stands.</summary>
    public static int? HeadOf(string text)
    {
        var stems = 0;
        foreach (var word in Split(text))
        {
            if (word is "by" or "per" or "with" or "in" or "for" or "from" or "vs" && stems > 0) return stems - 1;
            if (!Silent.Contains(word)) stems++;
        }

        return null;
    }

    public static bool IsSilent(string word) => Silent.Contains(word);

    /// <summary>Whether the name says that its values only tell things apart.</summary>
    public static bool EndsLikeIdentifier(Field field)
        => field is Dimension && (field.Reference.Name is "id" or "uuid" or "key" or "sku" || field.Reference.Name.EndsWith("_id", StringComparison.Ordinal) || field.Reference.Name.EndsWith("_key", StringComparison.Ordinal)
            || field.Reference.Name.EndsWith("_uuid", StringComparison.Ordinal) || field.Reference.Name.EndsWith("_number", StringComparison.Ordinal));
}
