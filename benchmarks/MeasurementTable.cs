using System.Globalization;
using System.Text;

namespace Vitrine.Benchmarks;

/// <summary>Writes what was measured, as Markdown for <c>docs/performance.md</c> or in columns for a terminal.</summary>
internal static class MeasurementTable
{
    private static readonly string[] Heads = ["what", "runs", "least", "median", "95 %", "most", "target"];

    public static string Write(Measurements measurements, bool isMarkdown)
    {
        var text = new StringBuilder();
        foreach (var section in measurements.Sections.Where(section => section.Rows.Count > 0))
        {
            List<string[]> rows = [.. section.Rows.Select(Cells)];
            text.AppendLine(CultureInfo.InvariantCulture, $"{(isMarkdown ? "### " : "")}{section.Title}\n");
            if (isMarkdown) WriteMarkdown(text, rows);
            else WriteColumns(text, rows);
            text.AppendLine();
        }

        return text.ToString();
    }

    private static string[] Cells(Measurements.Row row)
        => [row.Name, $"{row.Sorted.Count}", Value(row, row.Sorted[0]), Value(row, row.At(0.5)), Value(row, row.At(0.95)), Value(row, row.Sorted[^1]), row.Target is { } target ? (row.At(0.5) <= target ? "" : "missed: ") + Value(row, target) : ""];

    private static string Value(Measurements.Row row, double value) => row.Unit is { } unit ? string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {unit}") : Time(value);

    // Seconds where milliseconds would be noise.
    private static string Time(double milliseconds) => milliseconds switch
    {
        >= 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.00} s"),
        >= 100 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
    };

    private static void WriteMarkdown(StringBuilder text, List<string[]> rows)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", Heads)} |");
        text.AppendLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var row in rows) text.AppendLine(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |");
    }

    private static void WriteColumns(StringBuilder text, List<string[]> rows)
    {
        var widths = Enumerable.Range(0, Heads.Length).Select(at => rows.Append(Heads).Max(row => row[at].Length)).ToList();
        foreach (var row in rows.Prepend(Heads))
            text.AppendLine(string.Join("  ", row.Select((cell, at) => at == 0 ? cell.PadRight(widths[at]) : cell.PadLeft(widths[at]))).TrimEnd());
    }
}
