using System.Text;

namespace Vitrine.Semantics.Dbt;

/// <summary>A label for a name that has none: <c>avgDealSize</c> gives <c>Avg deal size</c>, <c>a1b2</c> gives <c>A 1b 2</c>.</summary>
internal static class FriendlyName
{
    public static string Of(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var letter = name[i];
            if (!char.IsLetterOrDigit(letter))
            {
                Space(words);
                continue;
            }

            if (i > 0 && IsBoundary(name, i)) Space(words);
            words.Append(char.ToLowerInvariant(letter));
        }

        var text = words.ToString().Trim();
        return text.Length == 0 ? name : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static bool IsBoundary(string name, int i)
    {
        var (before, here) = (name[i - 1], name[i]);
        if (char.IsDigit(here)) return char.IsLetter(before);
        if (!char.IsUpper(here)) return false;
        if (char.IsLower(before)) return true;
        // The last capital of several begins the next word: HTMLPage.
        return char.IsUpper(before) && i + 1 < name.Length && char.IsLower(name[i + 1]);
    }

    private static void Space(StringBuilder words)
    {
        if (words.Length > 0 && words[^1] != ' ') words.Append(' ');
    }
}
