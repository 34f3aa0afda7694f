namespace Vitrine.Agents.Composer.Writing;

/// <summary>Writes <c>src/theme.css</c>: the accent in light and dark, both with enough contrast to white and to the ground.</summary>
internal static class ThemeWriter
{
    /// <summary>Hue and strength by name (oklch).</summary>
    private static readonly Dictionary<string, (int Hue, double Chroma)> Hues = new(StringComparer.Ordinal)
    {
        ["blue"] = (262, 0.18),
        ["navy"] = (262, 0.12),
        ["indigo"] = (277, 0.2),
        ["purple"] = (300, 0.2),
        ["violet"] = (293, 0.2),
        ["magenta"] = (330, 0.21),
        ["pink"] = (350, 0.19),
        ["rose"] = (12, 0.19),
        ["red"] = (25, 0.19),
        ["orange"] = (48, 0.16),
        ["amber"] = (65, 0.14),
        ["yellow"] = (90, 0.13),
        ["lime"] = (128, 0.15),
        ["green"] = (150, 0.14),
        ["emerald"] = (163, 0.13),
        ["teal"] = (190, 0.1),
        ["turquoise"] = (195, 0.1),
        ["cyan"] = (215, 0.11),
        ["brown"] = (55, 0.08),
        ["grey"] = (260, 0.02),
        ["gray"] = (260, 0.02),
        ["slate"] = (255, 0.04),
        ["black"] = (260, 0.01),
    };

    public static string Write(string? colour)
    {
        if (colour is null || !Hues.TryGetValue(colour, out var accent)) return "/* Tokens of the kit can be set here: see its README. */\n";
        return FormattableString.Invariant($$"""
            :root {
              --primary: oklch(0.5 {{accent.Chroma}} {{accent.Hue}});
              --ring: oklch(0.5 {{accent.Chroma}} {{accent.Hue}});
              --chart-1: oklch(0.55 {{accent.Chroma}} {{accent.Hue}});
            }
            [data-theme="dark"] {
              --primary: oklch(0.72 {{accent.Chroma}} {{accent.Hue}});
              --ring: oklch(0.72 {{accent.Chroma}} {{accent.Hue}});
              --chart-1: oklch(0.7 {{accent.Chroma}} {{accent.Hue}});
            }

            """).Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
