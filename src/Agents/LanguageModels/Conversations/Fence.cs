namespace Vitrine.Agents.LanguageModels.Conversations;

/// <summary>
/// Puts text that nobody here wrote between two marks that it cannot write itself, so that a model sees where it begins and ends: names and descriptions of dbt, values, files, earlier prompts. What a
/// model makes of it all the same can do no harm, since tools give no power beyond the workspace; the fence is for its good sense.
/// </summary>
internal static class Fence
{
    /// <summary>Says what text is and keeps it between <c>&lt;data&gt;</c> and <c>&lt;/data&gt;</c>.</summary>
    public static string Around(string source, string text) => $"<data from=\"{source}\">\n{Disarm(text).TrimEnd('\n')}\n</data>";

    /// <summary>The text with its own marks broken, in whatever case they are written.</summary>
    public static string Disarm(string text)
        => text.Replace("</data", "<\\/data", StringComparison.OrdinalIgnoreCase).Replace("<data", "<\\data", StringComparison.OrdinalIgnoreCase);
}
