using DuckDB.NET.Data;
using Npgsql;
using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;
using Vitrine.Warehouses.Postgres;

namespace Vitrine.Integration.Semantics;

/// <summary>The queries whose text is held for every dialect, asked where an engine runs here: the same rows, and not those of nothing.</summary>
public sealed class DialectCaseTests(PostgresServer server) : IAsyncDisposable
{
    private static readonly QueryLimits Limits = new(1000, TimeSpan.FromSeconds(30), 10_000_000);

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-cases-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Every_case_has_the_same_rows_in_DuckDb_and_PostgreSql()
    {
        await using var duckDb = await DuckDbAsync();
        await using var postgres = await PostgresAsync();
        foreach (var one in DialectCases.All)
        {
            var (wanted, given) = (await AskAsync(one, duckDb), await AskAsync(one, postgres));
            Assert.True(wanted.Count > 0, $"{one.File}, {one.Name}: no rows.");
            Assert.True(wanted.Count == given.Count && wanted.Zip(given).All(pair => pair.First.Zip(pair.Second).All(cell => RecordedValue.Equal(Plain(cell.First), Plain(cell.Second)))), $"{one.File}, {one.Name}: {Show(given)} instead of {Show(wanted)}");
        }
    }

    private static async Task<IReadOnlyList<object?[]>> AskAsync(DialectCases.DialectCase one, IWarehouse warehouse)
    {
        await using var session = await warehouse.OpenAsync(Stop);
        return (await session.QueryAsync(one.Compile(warehouse.Dialect).Sql, Limits, Stop)).Rows;
    }

    /// <summary>Labels of bins write whole numbers as their warehouse does.</summary>
    private static object? Plain(object? cell) => cell is string text && text.Contains(" - ", StringComparison.Ordinal) ? text.Replace(".0", "", StringComparison.Ordinal) : cell;

    private static string Show(IReadOnlyList<object?[]> rows) => string.Join("; ", rows.Select(row => string.Join('|', row.Select(RecordedValue.Show))));

    private async Task<DuckDbWarehouse> DuckDbAsync()
    {
        var file = Path.Combine(folder, "cases.duckdb");
        await using (var connection = new DuckDBConnection($"Data Source={file}"))
        {
            await connection.OpenAsync(Stop);
            await using var command = connection.CreateCommand();
            command.CommandText = await Tables();
            await command.ExecuteNonQueryAsync(Stop);
        }

        return new DuckDbWarehouse(new DuckDbOptions { File = file });
    }

    private async Task<PostgresWarehouse> PostgresAsync()
    {
        var address = new Uri(await server.NewDatabaseAsync(Stop));
        var database = address.AbsolutePath[1..];
        await using var connection = new NpgsqlConnection($"Host={address.Host};Port={address.Port};Username=postgres;Database={database};Pooling=false");
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(await Tables(), connection);
        await command.ExecuteNonQueryAsync(Stop);
        return new PostgresWarehouse(new PostgresOptions { Host = address.Host, Port = address.Port, Database = database, User = "postgres", Tls = WarehouseTls.Off });
    }

    private static Task<string> Tables() => File.ReadAllTextAsync(TestData.File("compiled-sql", "tables.sql"), Stop);
}
