using System.Globalization;
using System.Text;
using Vitrine.Primitives;

namespace Vitrine.Agents.Turns;

/// <summary>
/// Takes prompts and answers as they come: what cannot be one is refused, what cannot be seen is left out. What a prompt says is never interpreted here.
/// </summary>
internal static class PromptText
{
    /// <summary>Characters of a prompt or an answer: a few pages. More is a document, and not what to make of it.</summary>
    public const int Most = 20_000;

    private const int NameLength = 60;

    public static string Clean(string? text)
    {
        if (text?.Length > Most)
            throw new RefusalException("turns.prompt-too-long", $"A prompt has at most {Most.ToString("N0", CultureInfo.InvariantCulture)} characters. Say in fewer words what the app should show.", RefusalKind.TooLarge);
        var prompt = Shown(text ?? "");
        return prompt.Length > 0 ? prompt : throw new RefusalException("turns.prompt-empty", "The prompt is empty. Say in a sentence what the app should show.");
    }

    /// <summary>The text as people may be shown it, whoever wrote it; empty for nothing that can be seen.</summary>
    public static string Shown(string text)
    {
        var clean = new StringBuilder();
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            // Control characters and those that turn the direction of text could show a reader something else than was sent; halves of pairs become U+FFFD here. PostgreSQL keeps no text with a zero in it.
            if (rune.Value is '\n' or '\t' || !IsInvisible(rune)) clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }

    /// <summary>A text of one line and so many characters at most, of what can be seen; empty for nothing.</summary>
    public static string Line(string? text, int most)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            // Ends and tabs become one blank with those around them.
            if (Rune.IsWhiteSpace(rune) || rune.Value is '\n' or '\r' or '\t')
            {
                if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
            }
            else if (!IsInvisible(rune))
            {
                clean.Append(rune.ToString());
            }

            if (clean.Length > most + 1) break;
        }

        var line = clean.ToString().Trim();
        return line.Length <= most ? line : line[..(char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1)].TrimEnd() + "…";
    }

    /// <summary>A name for an app that has none yet: how its first prompt begins.</summary>
    public static string NameFor(string prompt)
    {
        var line = prompt.Split('\n', 2)[0].Trim();
        var end = line.IndexOfAny(['.', '!', '?', ';', ':']);
        if (end > 8) line = line[..end];
        if (line.Length > NameLength)
        {
            var cut = line.LastIndexOf(' ', NameLength);
            line = line[..(cut > NameLength / 2 ? cut : NameLength)];
            if (char.IsHighSurrogate(line[^1])) line = line[..^1];
        }

        line = line.Trim(' ', ',', '-', '.', '"');
        return line.Length == 0 ? "App" : char.ToUpper(line[0], CultureInfo.InvariantCulture) + line[1..];
    }

    private static bool IsInvisible(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200B or 0xFEFF or (>= 0xE0000 and <= 0xE007F);
}
