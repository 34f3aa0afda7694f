using System.Text.RegularExpressions;
using Vitrine.Primitives;

namespace Vitrine.Serving.Documents;

/// <summary>
/// Makes script and style texts fit to stand inside their elements, without changing what they mean. Both are idempotent.
/// </summary>
internal static partial class InlineText
{
    /// <summary>
    /// A script's text. The parser turns CR LF into LF before it hashes, <c>&lt;/script</c> ends the element, and
    /// <c>&lt;!--</c> followed by <c>&lt;script</c> makes it swallow the real end. Printers space operators, so these
    /// stand in literals only, where <c>\x3C</c> says the same (only <c>String.raw</c> would see the difference).
    /// </summary>
    public static string Script(string text)
    {
        // The parser replaces NUL by U+FFFD, so the hash would not match what runs.
        if (text.Contains('\0', StringComparison.Ordinal))
            throw new RefusalException("document.unusable-script", "The app's script holds a NUL character. Write it as \\0.");
        return ScriptTrouble().Replace(Lines(text), "\\x3C");
    }

    /// <summary>A stylesheet's text: <c>&lt;/style</c> can stand in strings and comments only, where CSS reads <c>\3C </c> as <c>&lt;</c>.</summary>
    public static string Style(string text) => StyleTrouble().Replace(Lines(text).Replace("\0", "", StringComparison.Ordinal), "\\3C ");

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    [GeneratedRegex("<(?=!--|/?script)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ScriptTrouble();

    [GeneratedRegex("<(?=/style)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StyleTrouble();
}
