using System.Text;

namespace Vitrine.Semantics.Formats;

/// <summary>How digits are grouped and the point is written.</summary>
/// <param name="Group">Between groups of three digits before the point; empty for none.</param>
/// <param name="Point">Before the fraction.</param>
internal sealed record NumberStyle(string Group, string Point)
{
    public static NumberStyle Default { get; } = new(",", ".");

    public static NumberStyle Of(string? separator) => separator switch
    {
        "spacePeriod" => new NumberStyle(" ", "."),
        "periodComma" => new NumberStyle(".", ","),
        "noSeparatorPeriod" => new NumberStyle("", "."),
        "apostrophePeriod" => new NumberStyle("'", "."),
        _ => Default,
    };

    /// <summary>As a language writes it, by its number in spreadsheets; what is unknown is written as in English.</summary>
    public static NumberStyle OfLanguage(int language) => (language & 0x3ff) switch
    {
        _ when language == 0x807 => new NumberStyle("’", "."),
        0x07 or 0x10 or 0x13 or 0x16 or 0x06 or 0x0a or 0x21 or 0x1f or 0x2a or 0x24 or 0x1a or 0x18 => new NumberStyle(".", ","),
        0x0c => new NumberStyle("\u202f", ","),
        0x14 or 0x1d or 0x0b or 0x15 or 0x19 or 0x05 or 0x22 or 0x02 or 0x0e => new NumberStyle("\u00a0", ","),
        _ => Default,
    };

    /// <summary>The number without its sign, rounded already, with at least so many digits after the point.</summary>
    public string Write(ExactNumber number, int leastFraction)
    {
        var (whole, fraction) = number.Split(leastFraction);
        return GroupDigits(whole) + (fraction.Length > 0 ? Point + fraction : "");
    }

    public string GroupDigits(string whole)
    {
        if (Group.Length == 0 || whole.Length <= 3) return whole;
        var text = new StringBuilder(whole.Length + (whole.Length / 3));
        for (var at = 0; at < whole.Length; at++)
        {
            if (at > 0 && (whole.Length - at) % 3 == 0) text.Append(Group);
            text.Append(whole[at]);
        }

        return text.ToString();
    }
}
