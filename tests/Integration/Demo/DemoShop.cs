using System.Globalization;
using DuckDB.NET.Data;
using Vitrine.Web.Demo;

namespace Vitrine.Integration.Demo;

/// <summary>The demo shop's database, made once for the tests of it.</summary>
public sealed class DemoShop : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"vitrine-demo-{Guid.CreateVersion7():n}");

    private DuckDBConnection? connection;

    public static DateOnly LastDay { get; } = new(2026, 3, 14);

    public string File => Path.Combine(folder, "shop.duckdb");

    public async ValueTask InitializeAsync()
    {
        await DemoWarehouse.BuildAsync(File, LastDay, CancellationToken.None);
        connection = Open(File);
    }

    public ValueTask DisposeAsync()
    {
        connection?.Dispose();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Rows of a query as texts; null is ∅.</summary>
    public IReadOnlyList<string[]> Rows(string sql) => Rows(connection!, sql);

    public static IReadOnlyList<string[]> Rows(string file, string sql)
    {
        using var connection = Open(file);
        return Rows(connection, sql);
    }

    private static DuckDBConnection Open(string file)
    {
        var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = file, ["access_mode"] = "READ_ONLY" }.ConnectionString);
        connection.Open();
        return connection;
    }

    private static List<string[]> Rows(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(index => reader.IsDBNull(index) ? "∅" : Convert.ToString(reader.GetValue(index), CultureInfo.InvariantCulture)!)]);
        return rows;
    }

    public double Number(string sql) => double.Parse(Rows($"select cast(({sql}) as double)")[0][0], CultureInfo.InvariantCulture);
}
