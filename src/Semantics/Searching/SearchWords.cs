using System.Globalization;
using System.Text;

namespace Vitrine.Semantics.Searching;

/// <summary>Cuts text into words that compare: lower case, without accents, at underscores and changes of case.</summary>
internal static class SearchWords
{
    public static IReadOnlyList<string> Of(string text)
    {
        var words = new List<string>();
        Span<char> word = stackalloc char[64];
        var (length, previous) = (0, ' ');
        foreach (var letter in Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormD))
        {
            if (letter > 127 && CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            var belongs = char.IsLetterOrDigit(letter);
            // Nobody looks for words that are longer.
            if (length > 0 && (!belongs || length == word.Length || (char.IsUpper(letter) && char.IsLower(previous))))
            {
                words.Add(new string(word[..length]));
                length = 0;
            }

            if (belongs) word[length++] = char.ToLowerInvariant(letter);
            previous = letter;
        }

        if (length > 0) words.Add(new string(word[..length]));
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
}
