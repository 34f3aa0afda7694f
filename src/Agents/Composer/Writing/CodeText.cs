using System.Globalization;
using System.Text;

namespace Vitrine.Agents.Composer.Writing;

/// <summary>
/// Text of people inside generated files. A double-quoted string is the only way in: whatever the text holds, it stays inside. JSON, TypeScript and YAML read
/// these escapes alike.
/// </summary>
internal static class CodeText
{
    /// <summary>The text as a double-quoted string.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            if (IsPlain(letter)) quoted.Append(letter);
            else quoted.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The text as the value of a JSX attribute. Those know no backslash, so anything but plain words becomes an expression.</summary>
    public static string Attribute(string text) => text.All(IsWordLike) ? $"\"{text}\"" : $"{{{Quote(text)}}}";

    /// <summary>The text inside Markdown and between the braces of figures: without the characters that mean something there.</summary>
    public static string Prose(string text)
        => string.Concat(text.Where(letter => !"{}[]<>*_`#|\\!".Contains(letter, StringComparison.Ordinal) && !char.IsControl(letter)));

    /// <summary>Whether the letter may stand as it is: no quote, no backslash, nothing that ends a string, a line or a script.</summary>
    private static bool IsPlain(char letter)
        => letter is not ('"' or '\\' or '<' or '\u2028' or '\u2029' or '\u0085' or '\ufeff')
            && CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static bool IsWordLike(char letter) => char.IsLetterOrDigit(letter) || letter is ' ' or ',' or '.' or '-' or '(' or ')' or '%' or ':' or '/' or '·' or '…';
}
