using System.Text.RegularExpressions;

namespace Vitrine.Builds.Gates;

/// <summary>Finds text that stands in for what was never written: an app that shows it is not done, however well it builds.</summary>
internal static partial class Placeholders
{
    public static IEnumerable<GateDiagnostic> Find(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, text) in files.Where(file => file.Key.EndsWith(".tsx", StringComparison.Ordinal) || file.Key.EndsWith(".md", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var line = 0;
            foreach (var row in text.Split('\n'))
            {
                line++;
                if (Stand().Match(row) is { Success: true } found)
                    yield return GateDiagnostic.Error("build", "build.placeholder", $"\"{found.Value}\" stands in for something that is not written yet.", "Write what belongs there, or leave the part out.", path, line);
            }
        }
    }

    // TODO only as the mark that programmers leave: a colon or the end follows it, so that "todo lists" may be an app's subject.
    // Spaces are taken once and for all: to try each number of them takes minutes for what fits into a file.
    [GeneratedRegex(@"\blorem ipsum\b|\b(?:TODO|FIXME)\b(?=\s*(?::|$))|\b(?:placeholder|coming soon|your (?:chart|text|title) here)\b(?=(?>\s*)(?:</|[.!]?\s*$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Stand();
}
