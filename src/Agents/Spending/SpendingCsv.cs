using System.Globalization;
using System.Text;
using Vitrine.Ledger.Reports;

namespace Vitrine.Agents.Spending;

/// <summary>Spending as a file for spreadsheets: RFC 4180, in UTF-8 with the mark that Excel looks for.</summary>
public static class SpendingCsv
{
    private static readonly string[] Columns =
        ["day", "project", "person", "app", "paid_for", "provider", "model", "cause", "entries", "input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens", "usd", "project_id", "person_id", "app_id"];

    /// <summary>The whole file.</summary>
    public static byte[] Write(FindSpending.Spending spending)
    {
        ArgumentNullException.ThrowIfNull(spending);
        var text = new StringBuilder().Append('\uFEFF').AppendJoin(',', Columns).Append("\r\n");
        foreach (var line in spending.Lines) text.AppendJoin(',', Cells(line, spending.Names).Select(Quote)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<string> Cells(SpendingLine line, SpendingNames names) =>
    [
        line.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Name(names.Projects, line.ProjectId), Name(names.People, line.PersonId), Name(names.Apps, line.AppId),
        line.Kind == Ledger.LedgerKind.ModelCall ? "model call" : "sandbox", line.Provider ?? "", line.Model ?? "", line.Cause.ToString().ToLowerInvariant(),
        Text(line.Entries), Text(line.Tokens.Input), Text(line.Tokens.Output), Text(line.Tokens.CacheRead), Text(line.Tokens.CacheWrite), line.Dollars.ToString("0.######", CultureInfo.InvariantCulture),
        line.ProjectId?.ToString() ?? "", line.PersonId?.ToString() ?? "", line.AppId?.ToString() ?? "",
    ];

    private static string Name(IReadOnlyDictionary<Guid, string> names, Guid? id) => id is { } known ? names.GetValueOrDefault(known, "") : "";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // Names are people's own words: one that begins like a formula is not to be run by whoever opens the file.
    private static string Quote(string cell)
    {
        var safe = cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{cell}" : cell;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
