using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Vitrine.Web.Components;

/// <summary>Colours source code for reading: TypeScript, CSS and YAML, token by token. Everything is escaped; the classes are those of <c>app.css</c>.</summary>
internal static partial class CodeText
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "import", "from", "export", "default", "function", "return", "const", "let", "if", "else", "type", "interface", "extends", "as", "new", "typeof", "keyof", "await", "async", "for", "of", "in",
        "switch", "case", "break", "throw", "try", "catch", "finally", "true", "false", "null", "undefined", "satisfies", "readonly",
    };

    /// <summary>One span per line.</summary>
    public static MarkupString Highlight(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(text);
        var pattern = Path.GetExtension(path) switch { ".yml" or ".yaml" => Yaml(), ".css" => Css(), _ => Script() };
        var html = new StringBuilder(text.Length * 2);
        var at = 0;
        foreach (Match token in pattern.Matches(text))
        {
            Append(html, text[at..token.Index], null);
            Append(html, token.Value, ClassOf(token));
            at = token.Index + token.Length;
        }

        Append(html, text[at..], null);
        return new MarkupString($"<span class=\"l\">{html.Replace("\n", "</span><span class=\"l\">")}</span>");
    }

    private static string? ClassOf(Match token)
    {
        if (token.Groups["word"].Success) return Words.Contains(token.Value) ? "k" : char.IsAsciiLetterUpper(token.Value[0]) ? "t" : null;
        foreach (var name in (ReadOnlySpan<string>)["c", "s", "n", "p", "t", "k"])
        {
            if (token.Groups[name].Success) return name;
        }

        return null;
    }

    // A token over several lines is coloured on each of them: a line is an element.
    private static void Append(StringBuilder html, string text, string? colour)
    {
        if (text.Length == 0) return;
        var escaped = WebUtility.HtmlEncode(text.Replace("\r", "", StringComparison.Ordinal));
        if (colour is null) html.Append(escaped);
        else html.Append("<span class=\"").Append(colour).Append("\">").Append(escaped.Replace("\n", $"</span>\n<span class=\"{colour}\">", StringComparison.Ordinal)).Append("</span>");
    }

    [GeneratedRegex("""(?<c>//[^\n]*|/\*[\s\S]*?\*/)|(?<s>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(?<t></?[A-Za-z][\w.]*|/?>(?=\s*[\n<]))|(?<p>\b[\w-]+(?==["{]))|(?<n>\b\d[\d_.]*\b)|(?<word>[A-Za-z_$][\w$]*)""")]
    private static partial Regex Script();

    [GeneratedRegex("""(?<c>(?<=^|\s)#[^\n]*)|(?<p>(?<=^|[\s{,-])[\w.]+(?=\s*:(?:\s|$)))|(?<s>"(?:\\.|[^"\\\n])*"|'[^'\n]*')|(?<k>\b(?:true|false|null)\b)|(?<n>(?<=[\s\[,])-?\d+(?:\.\d+)?(?=[\s\],}]|$))""", RegexOptions.Multiline)]
    private static partial Regex Yaml();

    [GeneratedRegex("""(?<c>/\*[\s\S]*?\*/)|(?<s>"[^"\n]*"|'[^'\n]*')|(?<k>@[\w-]+)|(?<p>--?[\w-]+(?=\s*:)|\b[\w-]+(?=\s*:\s))|(?<n>#[0-9a-fA-F]{3,8}\b|\b\d+(?:\.\d+)?(?:px|rem|em|%|vh|vw|s|ms|deg)?\b)""")]
    private static partial Regex Css();
}
