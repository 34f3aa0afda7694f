using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;

namespace Vitrine.Web.Demo;

/// <summary>
/// Makes the database of the demo shop: the raw tables of <c>demo/shop.sql</c>, and over them the dbt models, from the compiled SQL that the
/// manifest carries. The raw tables live in memory only, so the file holds just what the semantic layer names.
/// </summary>
internal static class DemoWarehouse
{
    /// <summary>Makes the file, whose data ends on <paramref name="lastDay"/>. It appears whole or not at all; one that is there is replaced.</summary>
    public static Task BuildAsync(string file, DateOnly lastDay, CancellationToken cancellationToken)
        => BuildAsync(file, DemoFiles.ShopSql, DemoFiles.Manifest, lastDay, cancellationToken);

    /// <summary>The same for another dbt project whose raw tables are made by SQL.</summary>
    public static Task BuildAsync(string file, string rawSql, ReadOnlyMemory<byte> manifest, DateOnly lastDay, CancellationToken cancellationToken) => Task.Run(
        () => DuckDbFile.Write(file, connection => Fill(connection, rawSql, manifest, lastDay, cancellationToken)),
        cancellationToken);

    private static void Fill(DuckDBConnection connection, string rawSql, ReadOnlyMemory<byte> manifest, DateOnly lastDay, CancellationToken cancellationToken)
    {
        DuckDbFile.Execute(connection, "attach ':memory:' as raw");
        DuckDbFile.Execute(connection, $"set variable last_day = date '{lastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'");
        DuckDbFile.Execute(connection, rawSql);
        foreach (var (relation, sql) in Models(manifest))
        {
            cancellationToken.ThrowIfCancellationRequested();
            DuckDbFile.Execute(connection, $"create table {relation} as {sql}");
        }
    }

    /// <summary>The dbt models of a manifest, each after those it reads.</summary>
    internal static IEnumerable<(string Relation, string Sql)> Models(ReadOnlyMemory<byte> manifest)
    {
        using var document = JsonDocument.Parse(manifest);
        var waiting = document.RootElement.GetProperty("nodes").EnumerateObject()
            .Where(node => node.Value.GetProperty("resource_type").GetString() == "model")
            .ToDictionary(node => node.Name, node => node.Value);
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(node => !node.Value.GetProperty("depends_on").GetProperty("nodes").EnumerateArray().Any(other => waiting.ContainsKey(other.GetString()!))).ToList();
            if (ready.Count == 0) throw new InvalidOperationException("The dbt models of the demo read each other in a circle.");
            foreach (var (name, model) in ready)
            {
                waiting.Remove(name);
                yield return (model.GetProperty("relation_name").GetString()!, model.GetProperty("compiled_code").GetString()!);
            }
        }
    }
}
