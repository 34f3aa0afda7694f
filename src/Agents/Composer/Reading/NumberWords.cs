namespace Vitrine.Agents.Composer.Reading;

/// <summary>Numbers that are written as words.</summary>
internal static class NumberWords
{
    private static readonly Dictionary<string, int> Known = new(StringComparer.Ordinal)
    {
        ["one"] = 1,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
        ["eleven"] = 11,
        ["twelve"] = 12,
        ["thirteen"] = 13,
        ["fourteen"] = 14,
        ["fifteen"] = 15,
        ["eighteen"] = 18,
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["ninety"] = 90,
        ["hundred"] = 100,
        ["dozen"] = 12,
        ["couple"] = 2,
        ["few"] = 3,
        ["several"] = 5,
    };

    /// <summary>A whole number from 1 to 10,000, or null.</summary>
    public static int? Read(Word word)
    {
        if (word.Kind == WordKind.Number)
            return word.Number is { } number && number == decimal.Truncate(number) && number is >= 1 and <= 10_000 && !word.Text.EndsWith('%') ? (int)number : null;
        return Known.TryGetValue(word.Text, out var known) ? known : null;
    }
}
