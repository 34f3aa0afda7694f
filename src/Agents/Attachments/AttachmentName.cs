using System.Globalization;
using System.Text;

namespace Vitrine.Agents.Attachments;

/// <summary>The name of a file as somebody gave it, made fit to be shown: it decides nothing.</summary>
internal static class AttachmentName
{
    private const int Longest = 100;

    /// <summary>Without folders, control characters and signs that turn the direction of text; "picture" when nothing is left.</summary>
    public static string Clean(string? given)
    {
        var clean = new StringBuilder();
        foreach (var rune in (given ?? "").Split('/', '\\')[^1].EnumerateRunes())
        {
            var isShown = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && rune != Rune.ReplacementChar;
            if (isShown && clean.Length < Longest - 1) clean.Append(rune.ToString());
        }

        var name = clean.ToString().Trim();
        return name.Length > 0 ? name : "picture";
    }
}
