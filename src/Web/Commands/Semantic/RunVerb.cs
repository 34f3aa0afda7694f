using System.CommandLine;
using System.Text.Json.Nodes;
using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;

namespace Vitrine.Web.Commands.Semantic;

/// <summary><c>vitrine semantic run</c>: metric queries in, rows out, line by line; over a folder of data files, or over a DuckDB file.</summary>
internal sealed class RunVerb : IVerb
{
    private static readonly QueryLimits Limits = new(1_000_000, TimeSpan.FromMinutes(5), 1L << 30);

    public Command Create()
    {
        var options = new LayerOptions();
        var tables = new Option<DirectoryInfo?>("--tables") { Description = "A folder of .parquet and .csv files; each is the table of its name in the schema main." };
        var warehouse = new Option<string?>("--warehouse") { Description = "duckdb:FILE, instead of --tables." };
        var command = new Command("run", "Run metric queries: one JSON object {id, metricQuery} a line on standard input, one {id, sql, parameters, columns, types, rows, warnings, milliseconds} or {id, refused} a line on standard output.") { tables, warehouse };
        options.AddLayer(command);
        options.AddContext(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var layer = await options.ReadLayerAsync(parsed, cancellationToken);
            await using var source = await OpenedWarehouse.OpenAsync(parsed.GetValue(tables), parsed.GetValue(warehouse), cancellationToken);
            var lines = new QueryLines(layer, source.Warehouse.Dialect, options.ReadContext(parsed, TimeProvider.System));
            await using var session = await source.Warehouse.OpenAsync(cancellationToken);
            await lines.AnswerAsync(Console.In, Console.Out, (compiled, made, stop) => AskAsync(session, compiled, made, stop), cancellationToken);
            return 0;
        });
        return command;
    }

    private static async Task AskAsync(IWarehouseSession session, CompiledQuery compiled, JsonObject made, CancellationToken cancellationToken)
    {
        var result = await session.QueryAsync(compiled.Sql, Limits, cancellationToken);
        made["types"] = new JsonArray([.. result.Columns.Take(compiled.Columns.Count).Select(column => (JsonNode)column.Type)]);
        // The statement asks for one row more than is shown.
        made["rows"] = new JsonArray([.. result.Rows.Take(compiled.RowLimit).Select(row => new JsonArray([.. row.Take(compiled.Columns.Count).Select(LineValue.Of)]))]);
        made["milliseconds"] = Math.Round(result.Elapsed.TotalMilliseconds, 3);
    }

    /// <summary>The warehouse that was named, and the folder that was made for it.</summary>
    private sealed class OpenedWarehouse(DuckDbWarehouse warehouse, string? folder) : IAsyncDisposable
    {
        public IWarehouse Warehouse => warehouse;

        public static async Task<OpenedWarehouse> OpenAsync(DirectoryInfo? tables, string? connection, CancellationToken cancellationToken)
        {
            if (tables is null == connection is null) throw new RefusalException("semantics.no-warehouse", "Name what is asked: --tables FOLDER, or --warehouse duckdb:FILE.");
            if (connection is not null)
            {
                if (connection.Split(':', 2) is not ["duckdb", { Length: > 0 } file]) throw new RefusalException("semantics.no-warehouse", "--warehouse is duckdb:FILE.");
                return new OpenedWarehouse(new DuckDbWarehouse(new DuckDbOptions { File = file }), null);
            }

            var folder = Directory.CreateTempSubdirectory("vitrine-tables-").FullName;
            try
            {
                var made = Path.Combine(folder, "tables.duckdb");
                await Task.Run(() => DuckDbTableFolder.Load(tables!.FullName, made), cancellationToken);
                return new OpenedWarehouse(new DuckDbWarehouse(new DuckDbOptions { File = made }), folder);
            }
            catch
            {
                Directory.Delete(folder, recursive: true);
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await warehouse.DisposeAsync();
            if (folder is not null) Directory.Delete(folder, recursive: true);
        }
    }
}
