using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;

namespace Vitrine.Integration.Semantics;

/// <summary>The whole jaffle project as the recorded answers were made: tables, the person, the present. See <c>tests/data/README.md</c>.</summary>
public sealed class JaffleTruth : IAsyncDisposable
{
    private static readonly QueryLimits Limits = new(100_000, TimeSpan.FromMinutes(1), 200_000_000);

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-truth-").FullName;
    private readonly DuckDbWarehouse warehouse;

    public JaffleTruth()
    {
        var file = Path.Combine(folder, "jaffle.duckdb");
        using (var connection = new DuckDBConnection($"Data Source={file}"))
        {
            connection.Open();
            MakeTables(connection);
        }

        Layer = DbtProjectReader.Read(File.ReadAllBytes(TestData.File("jaffle", "manifest.json")), File.ReadAllBytes(TestData.File("jaffle", "catalog.json")), new SemanticOptions());
        warehouse = new DuckDbWarehouse(new DuckDbOptions { File = file });
        Compiler = new MetricQueryCompiler(Layer, warehouse.Dialect);
    }

    public SemanticLayer Layer { get; }

    public MetricQueryCompiler Compiler { get; }

    /// <summary>Whom the recorded answers were made for, and when.</summary>
    public CompilationContext Context { get; } = Recorded;

    /// <summary>The same, for who needs no tables.</summary>
    public static CompilationContext Recorded { get; } = new()
    {
        Identity = new QueryIdentity
        {
            PersonId = "recorded",
            Attributes = new Dictionary<string, IReadOnlyList<string>>
            {
                ["is_admin_saas_demo"] = ["true"],
                ["customer_id"] = ["1"],
                // The recorded answers were made without asking who may see a field; none of these stands in a row rule.
                ["is_admin"] = ["true"],
                ["is_demo"] = ["true"],
                ["name"] = ["demo"],
                ["ua_required"] = ["yes"],
                ["ua_required_2"] = ["ok"],
                ["ua_any"] = ["a"],
                ["ua_any_2"] = ["b"],
            },
        },
        Now = new DateTimeOffset(2026, 1, 1, 12, 34, 56, TimeSpan.Zero),
        // The defaults of the others stand in the project's lightdash.config.yml, which is no part of a manifest.
        Parameters = new Dictionary<string, IReadOnlyList<string>>
        {
            ["customers.customer_name"] = ["Michael"],
            ["subscription_status"] = ["all"],
            ["min_duration_months"] = ["0"],
            ["plan_type"] = ["free"],
            ["time_zoom"] = ["monthly"],
            ["metric_type"] = ["count"],
            ["currency"] = ["usd"],
            ["decimals"] = ["2"],
            ["date_dim_parameter"] = ["2025-08-01"],
            ["date_custom_parameter"] = ["2025-08-01"],
        },
        FollowsLightdash = true,
        MayUseRawSql = true,
    };

    /// <summary>Makes the tables in an empty database.</summary>
    public static void MakeTables(DuckDBConnection connection)
    {
        foreach (var table in Directory.EnumerateFiles(TestData.File("jaffle", "tables"), "*.parquet"))
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE TABLE \"{Path.GetFileNameWithoutExtension(table)}\" AS SELECT * FROM read_parquet('{table.Replace("'", "''", StringComparison.Ordinal)}')";
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Reads an array of cases.</summary>
    public static IReadOnlyList<JsonElement> Cases(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestData.File("jaffle", file)));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    /// <summary>Compiles and asks.</summary>
    public Task<Answer> AskAsync(MetricQuery query, CancellationToken cancellationToken) => AskAsync(query, Context, cancellationToken);

    /// <summary>Compiles for somebody else or another present, and asks.</summary>
    public async Task<Answer> AskAsync(MetricQuery query, CompilationContext context, CancellationToken cancellationToken)
    {
        var compiled = Compiler.Compile(query, context);
        return new Answer([.. compiled.Columns.Select(column => column.Id)], await AskAsync(compiled, cancellationToken), compiled);
    }

    /// <summary>Asks what was compiled.</summary>
    public async Task<IReadOnlyList<object?[]>> AskAsync(CompiledQuery compiled, CancellationToken cancellationToken)
    {
        await using var session = await warehouse.OpenAsync(cancellationToken);
        var result = await session.QueryAsync(compiled.Sql, Limits, cancellationToken);
        // The statement asks for one row more than is shown.
        return [.. result.Rows.Take(compiled.RowLimit)];
    }

    public async ValueTask DisposeAsync()
    {
        await warehouse.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What was answered.</summary>
    /// <param name="Columns">Ids of the columns.</param>
    /// <param name="Rows">The rows.</param>
    /// <param name="Compiled">The statement.</param>
    public sealed record Answer(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, CompiledQuery Compiled)
    {
        /// <summary>A value by column id.</summary>
        public object? Cell(object?[] row, string column)
        {
            var at = Columns.ToList().IndexOf(column);
            return at < 0 ? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"There is no column {column}.")) : row[at];
        }
    }
}
