using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Warehouses;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic run</c>: metric queries in, rows out, line by line; over a folder of data files, or over a warehouse.</summary>
internal sealed class RunVerb : IVerb
{
    private static readonly QueryLimits Limits = new(1_000_000, TimeSpan.FromMinutes(5), 1L << 30);

    public Command Create()
    {
        var options = new LayerOptions();
        var asked = new WarehouseOptions();
        var command = new Command("run", "Run metric queries: one JSON object {id, metricQuery, totals?} a line on standard input, one {id, sql, parameters, columns, types, rows, warnings, milliseconds} or {id, refused} a line on standard output.");
        asked.Add(command);
        options.AddLayer(command);
        options.AddContext(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var layer = await options.ReadLayerAsync(parsed, cancellationToken);
            await using var source = asked.Open(parsed);
            var lines = new QueryLines(layer, source.Dialect, options.ReadContext(parsed, TimeProvider.System));
            await using var session = await source.OpenAsync(cancellationToken);
            await lines.AnswerAsync(Console.In, Console.Out, (compiled, made, stop) => AskAsync(session, compiled, made, stop), cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Diagnostic>> AskAsync(IWarehouseSession session, CompiledQuery compiled, JsonObject made, CancellationToken cancellationToken)
    {
        var result = await session.QueryAsync(compiled.Sql, Limits, cancellationToken);
        made["types"] = new JsonArray([.. result.Columns.Take(compiled.Columns.Count).Select(column => (JsonNode)column.Type)]);
        // The statement asks for one row more than is shown.
        made["rows"] = new JsonArray([.. result.Rows.Take(compiled.RowLimit).Select(row => new JsonArray([.. row.Take(compiled.Columns.Count).Select(LineValue.Of)]))]);
        if (result.Truncated || result.Rows.Count > compiled.RowLimit) made["limitReached"] = true;
        made["milliseconds"] = Math.Round(result.Elapsed.TotalMilliseconds, 3);
        return compiled.WarningsOf(result.Rows);
    }
}
