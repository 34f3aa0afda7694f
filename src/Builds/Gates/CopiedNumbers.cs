using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Queries.Execution;

namespace Vitrine.Builds.Gates;

/// <summary>
/// Finds numbers that were copied from the data into the source: such an app looks right today and lies tomorrow, and it would show one person's numbers to
/// everybody. Only numbers of four or more digits are looked at, so that sizes and limits are free.
/// </summary>
internal static partial class CopiedNumbers
{
    /// <summary>Findings for the app's own files.</summary>
    /// <param name="files">Path and text of the app's files.</param>
    /// <param name="results">What the contracts answered.</param>
    public static IEnumerable<GateDiagnostic> Find(IReadOnlyDictionary<string, string> files, IReadOnlyList<ContractResult> results)
    {
        var known = Known(results);
        if (known.Count == 0) yield break;
        foreach (var (path, text) in files.Where(file => IsCode(file.Key)).OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            var line = 0;
            foreach (var row in text.Split('\n'))
            {
                line++;
                foreach (Match match in Written().Matches(row))
                {
                    if (Digits(match.Value) is not { } digits || !known.TryGetValue(digits, out var field)) continue;
                    yield return GateDiagnostic.Error(
                        "queries", "queries.copied-number", $"The number {match.Value} stands in the source and is a value of {field}.", "Show the cell of a query instead: numbers in the source do not change with the data, and everybody sees them.", path, line) with
                    { WithoutData = "A number stands in this file that is a value of the data." };
                }
            }
        }
    }

    private static bool IsCode(string path) => !path.StartsWith("src/gen/", StringComparison.Ordinal) && (path.EndsWith(".tsx", StringComparison.Ordinal) || path.EndsWith(".ts", StringComparison.Ordinal) || path.EndsWith(".md", StringComparison.Ordinal));

    private static Dictionary<string, string> Known(IReadOnlyList<ContractResult> results)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var result in results)
        {
            for (var at = 0; at < result.Columns.Count; at++)
            {
                if (result.Columns[at] is not { Kind: "metric", Type: "number" } column) continue;
                foreach (var cell in result.Rows.Select(row => row[at]).SelectMany(cell => new[] { cell, cell.Previous }).OfType<ResultCell>())
                {
                    foreach (var form in Forms(cell)) known.TryAdd(form, column.Field);
                }
            }
        }

        return known;
    }

    private static IEnumerable<string> Forms(ResultCell cell)
    {
        var number = cell.Raw switch
        {
            long whole => whole,
            double real when Math.Abs(real) < 1e15 => real,
            _ => double.NaN,
        };
        if (double.IsNaN(number)) yield break;
        number = Math.Abs(number);
        // Whole, cut and rounded, and as people read it.
        foreach (var text in new[] { Math.Round(number).ToString("0", CultureInfo.InvariantCulture), Math.Floor(number).ToString("0", CultureInfo.InvariantCulture), number.ToString("0.##", CultureInfo.InvariantCulture) })
        {
            if (Digits(text) is { } digits) yield return digits;
        }
    }

    /// <summary>The digits before and after the point, or null for what has fewer than four before it, or is round: 1000 and 250000 are limits, not data.</summary>
    private static string? Digits(string text)
    {
        var plain = text.Replace(",", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).TrimEnd('.');
        var whole = plain.Split('.')[0].TrimStart('0');
        if (whole.Length < 4 || whole.TrimEnd('0').Length < 3) return null;
        return plain.Contains('.', StringComparison.Ordinal) ? plain.TrimStart('0').TrimEnd('0').TrimEnd('.') : whole;
    }

    [GeneratedRegex(@"(?<![\w.#-])\d{1,3}(?:[,_]\d{3})+(?:\.\d+)?(?![\w])|(?<![\w.#-])\d{4,}(?:\.\d+)?(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
