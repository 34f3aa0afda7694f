using DuckDB.NET.Data;
using Vitrine.Sql;
using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;

namespace Vitrine.Integration.Warehouses;

/// <summary>
/// DuckDB 1.5 mixes up common table expressions that share a join. Fan-out is answered with exactly that shape, so one of its
/// optimizers is switched off. When the first test fails, DuckDB is mended, and the setting can go.
/// </summary>
public sealed class DuckDbCanaryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-canary-").FullName;
    private readonly string[] statements = [.. WithoutComments(System.IO.File.ReadAllText(TestData.File("semantic", "duckdb_common_subplan_repro.sql"))).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void DuckDb_as_it_comes_still_answers_wrongly()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Assert.Equal(9.0, Average(connection));
    }

    [Fact]
    public void Without_that_optimizer_it_answers_rightly()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var setting = connection.CreateCommand();
        setting.CommandText = "SET disabled_optimizers = 'common_subplan'";
        setting.ExecuteNonQuery();
        Assert.Null(Average(connection));
    }

    [Fact]
    public async Task The_warehouse_answers_rightly_in_every_session()
    {
        var stop = TestContext.Current.CancellationToken;
        var file = Path.Combine(folder, "canary.duckdb");
        DuckDbWarehouseTests.Write(file, string.Join(";", statements[..^1]));
        await using var warehouse = new DuckDbWarehouse(new DuckDbOptions { File = file });
        await using var first = await warehouse.OpenAsync(stop);
        await using var second = await warehouse.OpenAsync(stop);
        foreach (var session in new[] { first, second })
        {
            var answer = await session.QueryAsync(new RenderedSql(statements[^1], []), new QueryLimits(10, TimeSpan.FromSeconds(10), 10_000), stop);
            Assert.Null(Assert.Single(answer.Rows, row => row[0] is null)[2]);
        }
    }

    private object? Average(DuckDBConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Join(";", statements[..^1]);
        command.ExecuteNonQuery();
        command.CommandText = statements[^1];
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (reader.IsDBNull(0)) return reader.IsDBNull(2) ? null : reader.GetValue(2);
        }

        throw new InvalidOperationException("There is no group without a name.");
    }

    private static string WithoutComments(string sql)
        => string.Join('\n', sql.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal)));
}
