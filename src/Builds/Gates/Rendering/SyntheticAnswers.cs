using System.Globalization;
using System.Text.Json;
using Vitrine.Queries.Execution;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>
/// Answers with made-up rows of the right shape, for pictures that everybody may see. Of the author's own answer it takes the columns and how numbers
/// are written, nothing else: neither values, nor names, nor how many rows there are.
/// </summary>
internal sealed class SyntheticAnswers(IGateAnswers real) : IGateAnswers
{
    private static readonly string[] Names = ["Alpha", "Bravo", "Cedar", "Delta", "Ember", "Fjord", "Grove", "Harbor"];
    private static readonly DateOnly LastDay = new(2025, 12, 1);

    public async Task<object> RunAsync(string contract, JsonElement arguments, int? limit, CancellationToken cancellationToken)
        => MakeUp((ContractResult)await real.RunAsync(contract, arguments, limit, cancellationToken), limit);

    public async Task<object> ValuesAsync(string filter, string? search, CancellationToken cancellationToken)
    {
        await real.ValuesAsync(filter, search, cancellationToken);
        return new OptionList { Values = [.. Names.Take(6).Select(name => new ResultCell(name, name))] };
    }

    public async Task<object> UnderlyingAsync(string contract, JsonElement arguments, JsonElement row, CancellationToken cancellationToken)
        => MakeUp((ContractResult)await real.UnderlyingAsync(contract, arguments, row, cancellationToken), null);

    private static ContractResult MakeUp(ContractResult result, int? limit)
    {
        var dimensions = result.Columns.TakeWhile(column => column.Kind == "dimension").ToList();
        var rows = new List<IReadOnlyList<ResultCell>>();
        foreach (var keys in Combinations(dimensions))
        {
            if (rows.Count >= (limit ?? result.RowLimit)) break;
            var at = rows.Count;
            rows.Add([.. keys, .. result.Columns.Skip(dimensions.Count).Select((column, i) => Metric(result, dimensions.Count + i, column, at))]);
        }

        return result with { Rows = rows, Truncated = false, CachedAt = null, Warnings = [] };
    }

    private static IEnumerable<ResultCell[]> Combinations(List<ContractColumn> dimensions)
    {
        IEnumerable<ResultCell[]> all = [[]];
        for (var i = 0; i < dimensions.Count; i++)
        {
            var values = Values(dimensions[i], dimensions.Count == 1 ? 8 : i == 0 ? 6 : 3).ToList();
            all = all.SelectMany(keys => values.Select(value => (ResultCell[])[.. keys, value]));
        }

        return all;
    }

    private static IEnumerable<ResultCell> Values(ContractColumn column, int count) => column.Type switch
    {
        "date" or "timestamp" => Enumerable.Range(0, 12).Select(i => Date(column, 11 - i)),
        "boolean" => [new ResultCell(true, "True"), new ResultCell(false, "False")],
        "number" => Enumerable.Range(1, count).Select(i => new ResultCell((long)i, i.ToString(CultureInfo.InvariantCulture))),
        _ => Names.Take(count).Select(name => new ResultCell(name, name)),
    };

    private static ResultCell Date(ContractColumn column, int before)
    {
        var (day, text) = column.Interval switch
        {
            "year" => (LastDay.AddYears(-before), "yyyy"),
            "quarter" => (LastDay.AddMonths(-2 - (before * 3)), ""),
            "month" => (LastDay.AddMonths(-before), "yyyy-MM"),
            "week" => (LastDay.AddDays(-7 * before), "yyyy-MM-dd"),
            _ => (LastDay.AddDays(-before), "yyyy-MM-dd"),
        };
        var formatted = text.Length == 0 ? $"{day.Year}-Q{((day.Month - 1) / 3) + 1}" : day.ToString(text, CultureInfo.InvariantCulture);
        return new ResultCell(day.ToString(column.Type == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'00:00:00'Z'", CultureInfo.InvariantCulture), formatted);
    }

    private static ResultCell Metric(ContractResult result, int at, ContractColumn column, int row)
    {
        if (column.Type != "number") return new ResultCell(Names[row % Names.Length], Names[row % Names.Length]);
        var sample = result.Rows.Select(cells => cells[at]).FirstOrDefault(cell => cell.Raw is not null);
        var form = NumberForm.Of(sample?.Formatted);
        var made = form.Write(Wave(column.Key, row));
        if (sample?.Previous is null && sample?.Change is null) return made;
        var change = Math.Round((Wave(column.Key, row + 50) - 0.42) * 0.4, 3);
        return made with { Previous = form.Write(Wave(column.Key, row) / (1 + change)), Change = new ResultCell(change, change.ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture)) };
    }

    /// <summary>A number between 0.2 and 1 that rises and falls pleasantly and is always the same.</summary>
    private static double Wave(string key, int row)
    {
        var seed = key.Aggregate(17, (sum, letter) => unchecked((sum * 31) + letter)) & 0xFF;
        return 0.45 + (0.02 * (row % 12)) + (0.18 * Math.Sin((row * 0.9) + seed)) + (0.1 * Math.Cos((row * 2.3) + (seed * 0.5)));
    }
}
