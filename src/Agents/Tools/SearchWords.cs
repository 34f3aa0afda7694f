using System.Globalization;
using System.Text;

namespace Vitrine.Agents.Tools;

/// <summary>Cuts text into words that compare: lower case, without accents, at underscores and changes of case.</summary>
internal static class SearchWords
{
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var previous = ' ';
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            if (!char.IsLetterOrDigit(letter) || (char.IsUpper(letter) && char.IsLower(previous))) End(words, word);
            if (char.IsLetterOrDigit(letter)) word.Append(char.ToLowerInvariant(letter));
            previous = letter;
        }

        End(words, word);
        return words;
    }

    /// <summary>The word without the endings of English plurals and adverbs of time.</summary>
    public static string Stem(string word)
    {
        if (word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal)) return word[..^3] + "y";
        if (word.Length > 4 && word.EndsWith("ly", StringComparison.Ordinal)) return word[..^2];
        if (word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal) && word[^3] is 's' or 'x' or 'z' or 'h') return word[..^2];
        return word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;
    }

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length > 0) words.Add(word.ToString());
        word.Clear();
    }
}
