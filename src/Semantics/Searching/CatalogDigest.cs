using System.Globalization;
using System.Text;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Searching;

/// <summary>
/// A catalog in few words, for whoever has to choose from it at a glance: every explore with its label, and as much of its fields as room is left for, the same share of each. What is left out is counted, so that nobody takes the digest for
/// the whole.
/// </summary>
public static class CatalogDigest
{
    private const int LongestText = 160;

    /// <summary>Writes the digest.</summary>
    /// <param name="view">The layer as somebody may see it.</param>
    /// <param name="most">The most characters, from 500. Where not even the names of all explores fit, the first of them are named and the others counted.</param>
    public static string Write(LayerView view, int most)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 500);
        var explores = view.Explores.Select(explore => (Head: Head(explore), Fields: view.FieldsOf(explore).Where(field => field is not Dimension { Interval: not null }).OrderBy(field => field is Metric metric ? metric.IsListed ? 0 : 2 : 1).Select(Line).ToList())).ToList();
        const int note = 60;
        var named = 0;
        var room = most - note;
        foreach (var (head, _) in explores)
        {
            if (head.Length + 1 + note > room) break;
            room -= head.Length + 1 + note;
            named++;
        }

        var each = Share([.. explores.Take(named).Select(explore => explore.Fields.Sum(line => line.Length + 1))], room);
        var text = new StringBuilder();
        for (var at = 0; at < named; at++)
        {
            var share = each;
            var (head, fields) = explores[at];
            text.Append(head).Append('\n');
            var shown = 0;
            foreach (var line in fields)
            {
                if (line.Length + 1 > share) break;
                text.Append(line).Append('\n');
                share -= line.Length + 1;
                shown++;
            }

            if (shown < fields.Count) text.Append(CultureInfo.InvariantCulture, $"  and {fields.Count - shown} more fields\n");
        }

        if (named < explores.Count) text.Append(CultureInfo.InvariantCulture, $"and {explores.Count - named} more explores\n");
        return text.ToString();
    }

    /// <summary>The same room for each: what those leave that need less goes to the others.</summary>
    private static int Share(IReadOnlyList<int> needs, int room)
    {
        var left = needs.Count;
        foreach (var need in needs.Order())
        {
            if (need > room / left) return room / left;
            room -= need;
            left--;
        }

        return int.MaxValue;
    }

    private static string Head(Explore explore) => $"{explore.Name} \"{explore.Label}\"{About(explore.Description)}";

    private static string Line(Field field)
    {
        var kind = field is Metric ? "metric" : field is Dimension { IsIntervalBase: true } ? "time" : field.Type.ToString().ToLowerInvariant();
        var hint = field.AiHints.Count > 0 ? field.AiHints[0] : field.Description;
        return $"  {field.Reference} ({kind}) {field.Label}{About(hint)}";
    }

    private static string About(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var line = text.ReplaceLineEndings(" ").Trim();
        return ": " + (line.Length <= LongestText ? line : line[..LongestText] + "…");
    }
}
