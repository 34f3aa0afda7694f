using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Titles and lists in plain English, and names made of them.</summary>
internal static partial class Wording
{
    private const int LongestName = 40;

    /// <summary>A label inside a sentence: "Average call length" and "Average Call Length" become "average call length"; "AOV", "iOS" and "Revenue from Google" keep their capitals.</summary>
    public static string Lower(string label)
    {
        var words = label.Split(' ');
        // Where every word has a capital it is the style of a heading, not a name.
        var isHeading = words.Length > 1 && words.All(word => word.Length < 4 || !char.IsLetter(word[0]) || char.IsUpper(word[0]));
        return string.Join(' ', words.Select((word, at) => (at == 0 || isHeading) && IsPlain(word) ? char.ToLowerInvariant(word[0]) + word[1..] : word));
    }

    /// <summary>What a figure or a group is about, for titles: "Number of calls" is "Calls", and what stands in brackets at the end is left to the label itself.</summary>
    public static string Subject(string label)
    {
        var subject = Brackets().Replace(DayNames().Replace(label, "weekday"), "");
        return Upper(Lower(Counting().Replace(subject, ""))) is { Length: > 1 } left ? left : label;
    }

    private static bool IsPlain(string word) => word.Length > 1 && char.IsUpper(word[0]) && word.Skip(1).All(letter => !char.IsUpper(letter));

    [GeneratedRegex(@"^(?:total )?(?:number|count) of (?=\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Counting();

    [GeneratedRegex(@"\s*\([^()]*\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"(?:\w+ date )?day of the week(?: \(name\))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DayNames();

    public static string Upper(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string List(IEnumerable<string> items, string last = "and")
    {
        var list = items.ToList();
        return list.Count < 2 ? string.Concat(list) : $"{string.Join(", ", list[..^1])} {last} {list[^1]}";
    }

    /// <summary>The plural of a label, good enough for titles.</summary>
    public static string Plural(string label)
    {
        if (label.EndsWith('s')) return label;
        if (label.Length > 2 && label.EndsWith('y') && !"aeiou".Contains(label[^2], StringComparison.Ordinal)) return label[..^1] + "ies";
        return label.EndsWith("ch", StringComparison.Ordinal) || label.EndsWith("sh", StringComparison.Ordinal) || label.EndsWith('x') ? label + "es" : label + "s";
    }

    public static string Adverb(TimeUnit unit) => unit switch
    {
        TimeUnit.Hour => "Hourly",
        TimeUnit.Day => "Daily",
        TimeUnit.Week => "Weekly",
        TimeUnit.Month => "Monthly",
        TimeUnit.Quarter => "Quarterly",
        _ => "Yearly",
    };

    /// <summary>A name of small letters, digits and underscores, as contracts have them.</summary>
    public static string Name(string title, IEnumerable<string> taken)
    {
        var name = new StringBuilder();
        foreach (var letter in Stemmer.Fold(title))
        {
            if (char.IsAsciiLetterLower(letter) || (char.IsAsciiDigit(letter) && name.Length > 0)) name.Append(letter);
            else if (name.Length > 0 && name[^1] != '_') name.Append('_');
            if (name.Length >= LongestName) break;
        }

        var text = name.ToString().Trim('_');
        if (text.Length == 0) text = "view";
        var known = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var unique = text;
        for (var number = 2; known.Contains(unique); number++) unique = string.Create(CultureInfo.InvariantCulture, $"{text}_{number}");
        return unique;
    }
}
