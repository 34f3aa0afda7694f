using System.Globalization;
using DuckDB.NET.Data;
using Npgsql;

namespace Vitrine.Integration.Semantics;

/// <summary>Copies tables from DuckDB into PostgreSQL: same names, same values, and the types that the other calls otherwise.</summary>
internal static class PostgresTables
{
    /// <summary>Columns that a project's SQL takes fields out of with <c>->></c>: DuckDB does so with text as well, PostgreSQL with JSON alone.</summary>
    private static readonly HashSet<string> Json = ["plan.metadata"];

    /// <summary>Copies every table of the schema <c>main</c> into a schema of that name.</summary>
    public static async Task CopyAsync(DuckDBConnection from, NpgsqlConnection to, CancellationToken cancellationToken)
    {
        await RunAsync(to, "CREATE SCHEMA main", cancellationToken);
        var file = Path.GetTempFileName();
        try
        {
            foreach (var table in Read(from, "SELECT table_name, '' FROM information_schema.tables WHERE table_schema = 'main'").Select(row => row.Name))
            {
                var columns = Read(from, $"SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = 'main' AND table_name = '{table}' ORDER BY ordinal_position");
                await RunAsync(to, $"CREATE TABLE main.\"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column.Name}\" {(Json.Contains($"{table}.{column.Name}") ? "jsonb" : TypeOf(column.Type))}"))})", cancellationToken);
                var texts = string.Join(", ", columns.Where(column => column.Type == "VARCHAR").Select(column => $"\"{column.Name}\""));
                using (var command = from.CreateCommand())
                {
                    command.CommandText = $"COPY \"{table}\" TO '{file}' (FORMAT csv, HEADER false, NULLSTR ''{(texts.Length > 0 ? $", FORCE_QUOTE ({texts})" : "")})";
                    command.ExecuteNonQuery();
                }

                await using var writer = await to.BeginTextImportAsync($"COPY main.\"{table}\" FROM STDIN (FORMAT csv)", cancellationToken);
                await writer.WriteAsync((await File.ReadAllTextAsync(file, cancellationToken)).AsMemory(), cancellationToken);
            }
        }
        finally
        {
            File.Delete(file);
        }

        await RunAsync(to, "ANALYZE", cancellationToken);
    }

    private static string TypeOf(string type) => type switch
    {
        "HUGEINT" or "UBIGINT" => "numeric",
        "DOUBLE" => "double precision",
        "FLOAT" => "real",
        "TINYINT" => "smallint",
        "UINTEGER" => "bigint",
        "TIMESTAMP_NS" or "TIMESTAMP_S" or "TIMESTAMP_MS" => "timestamp",
        "BLOB" => "bytea",
        _ when type.StartsWith("STRUCT", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal) || type.StartsWith("MAP", StringComparison.Ordinal) => "text",
        _ => type,
    };

    private static List<(string Name, string Type)> Read(DuckDBConnection from, string sql)
    {
        using var command = from.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read()) rows.Add((reader.GetString(0), Convert.ToString(reader.GetValue(1), CultureInfo.InvariantCulture)!));
        return rows;
    }

    private static async Task RunAsync(NpgsqlConnection to, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, to);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
