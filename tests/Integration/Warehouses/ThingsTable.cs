using System.Globalization;

namespace Vitrine.Integration.Warehouses;

/// <summary>SQL that makes the table of the specification, in the SQL that DuckDB, PostgreSQL and Redshift share.</summary>
internal static class ThingsTable
{
    public static IReadOnlyList<string> Sql(string table, IReadOnlyList<string?> names) =>
    [
        $"CREATE TABLE {table} (id BIGINT, name VARCHAR(200), amount DECIMAL(20, 2), made TIMESTAMP, day DATE, flag BOOLEAN)",
        $"INSERT INTO {table} VALUES {string.Join(", ", names.Select((name, at) => Row(at + 1, name)))}",
    ];

    private static string Row(int id, string? name) => name is null
        ? $"({id}, NULL, NULL, NULL, NULL, NULL)"
        // The first is made half an hour before midnight UTC, which is the next day in Oslo.
        : string.Create(CultureInfo.InvariantCulture, $"({id}, '{name.Replace("'", "''", StringComparison.Ordinal)}', {(id == 1 ? "12345678901234567.89" : $"{id}.10")}, TIMESTAMP '2026-01-0{id} {(id == 1 ? "23:30:00" : "10:00:00")}', DATE '2026-01-0{id}', {(id % 2 == 1 ? "TRUE" : "FALSE")})");
}
