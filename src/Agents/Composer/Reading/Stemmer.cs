using System.Globalization;
using System.Text;

namespace Vitrine.Agents.Composer.Reading;

/// <summary>
/// Takes the commonest English endings off a word. Both sides of every comparison are stemmed, so a stem need not be a
/// word: it only has to be the same for forms of one.
/// </summary>
internal static class Stemmer
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["sent"] = "send",
        ["came"] = "com",
        ["paid"] = "pay",
        ["sold"] = "sell",
        ["bought"] = "buy",
        ["brought"] = "bring",
        ["spent"] = "spend",
        ["made"] = "mak",
        ["gave"] = "giv",
        ["given"] = "giv",
        ["took"] = "tak",
        ["taken"] = "tak",
        ["wrote"] = "writ",
        ["written"] = "writ",
        ["broke"] = "break",
        ["broken"] = "break",
        ["lost"] = "los",
        ["won"] = "win",
        ["kept"] = "keep",
        ["held"] = "hold",
        ["drove"] = "driv",
        ["driven"] = "driv",
        ["chose"] = "choos",
        ["chosen"] = "choos",
        // Who is returning comes again and sends nothing back.
        ["returning"] = "repeat",
    };

    public static string Stem(string word)
    {
        if (Irregular.TryGetValue(word, out var verb)) return verb;
        if (word is [_, not ('a' or 'i' or 'o' or 's' or 'u'), 's']) return word[..^1];
        if (word.Length < 4 || !char.IsLetter(word[0])) return word;
        var text = Plural(word);
        text = Participle(text);
        if (text.Length > 4 && text.EndsWith('e')) text = text[..^1];
        return text;
    }

    /// <summary>Lower case, without accents, so that a keyboard without them finds the word.</summary>
    public static string Fold(string text)
    {
        var parts = text.Normalize(NormalizationForm.FormKD);
        var kept = new StringBuilder(parts.Length);
        foreach (var letter in parts)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark) kept.Append(char.ToLowerInvariant(letter));
        }

        return kept.ToString();
    }

    private static string Plural(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4) return word[..^3] + "y";
        if (EndsAny(word, "sses", "shes", "ches", "xes", "zes")) return word[..^2];
        if (word.EndsWith("uses", StringComparison.Ordinal) && word.Length > 5) return word[..^2];
        if (word.EndsWith('s') && !EndsAny(word, "ss", "us", "is")) return word[..^1];
        return word;
    }

    private static string Participle(string word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ing", "ed"])
        {
            if (word.Length < ending.Length + 4 || !word.EndsWith(ending, StringComparison.Ordinal)) continue;
            var rest = word[..^ending.Length];
            if (!rest.Any(letter => "aeiouy".Contains(letter, StringComparison.Ordinal))) return word;
            return rest.Length > 3 && rest[^1] == rest[^2] && !"ls".Contains(rest[^1], StringComparison.Ordinal) ? rest[..^1] : rest;
        }

        return word;
    }

    private static bool EndsAny(string word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
