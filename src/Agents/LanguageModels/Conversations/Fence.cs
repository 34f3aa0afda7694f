using System.Text.RegularExpressions;

namespace Vitrine.Agents.LanguageModels.Conversations;

/// <summary>
/// Puts text that nobody here wrote between two marks that it cannot write itself, so that a model sees where it begins and ends: names and descriptions of dbt, values, files, earlier prompts. What a
/// model makes of it all the same can do no harm, since tools give no power beyond the workspace; the fence is for its good sense.
/// </summary>
internal static partial class Fence
{
    private const string Opening = "<data from=\"", Closing = "</data>";

    private static readonly string[] Parts = [Opening, Closing];

    /// <summary>Says what text is and keeps it between <c>&lt;data&gt;</c> and <c>&lt;/data&gt;</c>.</summary>
    public static string Around(string source, string text) => $"{Opening}{source}\">\n{Disarm(text).TrimEnd('\n')}\n{Closing}";

    /// <summary>A text that was cut behind so many characters, with the mark closed that was open there: what comes next would be taken for data else.</summary>
    public static string Close(string text, int cut)
    {
        var kept = text[..cut];
        // The cut may have gone through a mark.
        if (kept.LastIndexOf('<') is var mark and >= 0 && Parts.Any(part => part.StartsWith(kept[mark..], StringComparison.Ordinal))) (kept, text) = (kept[..mark], kept[..mark] + text[cut..]);
        return kept.LastIndexOf(Opening, StringComparison.Ordinal) > kept.LastIndexOf(Closing, StringComparison.Ordinal) ? $"{text}\n{Closing}" : text;
    }

    /// <summary>The text with its own marks broken, in whatever case they are written. Names that only begin like one stay as they are: what a model reads of <c>&lt;DataTable&gt;</c> it has to be able to write again.</summary>
    public static string Disarm(string text) => Mark().Replace(text, @"<\$1$2");

    // What follows a name directly is a type of TypeScript, such as useState<Data>.
    [GeneratedRegex(@"<(/data(?![\w$.-]))|(?<![\w$])<(data(?![\w$.-]))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
