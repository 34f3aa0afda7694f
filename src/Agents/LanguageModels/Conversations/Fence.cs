using System.Text.RegularExpressions;

namespace Vitrine.Agents.LanguageModels.Conversations;

/// <summary>
/// Puts text that nobody here wrote between two marks that it cannot write itself, so that a model sees where it begins and ends: names and descriptions of dbt, values, files, earlier prompts. What a
/// model makes of it all the same can do no harm, since tools give no power beyond the workspace; the fence is for its good sense.
/// </summary>
internal static partial class Fence
{
    /// <summary>Says what text is and keeps it between <c>&lt;data&gt;</c> and <c>&lt;/data&gt;</c>.</summary>
    public static string Around(string source, string text) => $"<data from=\"{source}\">\n{Disarm(text).TrimEnd('\n')}\n</data>";

    /// <summary>The text with its own marks broken, in whatever case they are written. Names that only begin like one stay as they are: what a model reads of <c>&lt;DataTable&gt;</c> it has to be able to write again.</summary>
    public static string Disarm(string text) => Mark().Replace(text, @"<\$1$2");

    // What follows a name directly is a type of TypeScript, such as useState<Data>.
    [GeneratedRegex(@"<(/data(?![\w$.-]))|(?<![\w$])<(data(?![\w$.-]))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
