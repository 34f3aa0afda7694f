using System.Globalization;
using DuckDB.NET.Data;
using Vitrine.Primitives;

namespace Vitrine.Warehouses.DuckDb;

/// <summary>Makes a DuckDB file of a folder of data files, for whoever has tables and no database: each file becomes the table of its name.</summary>
public static class DuckDbTableFolder
{
    /// <summary>
    /// Reads every <c>*.parquet</c> and <c>*.csv</c> of the folder (not of those below) into a new database file. Refuses (<c>warehouses.no-tables</c>, <c>warehouses.bad-table</c>): a folder
    /// that is not there or has none, two files of one name, a file that cannot be read. The folder is an operator's; no request names one.
    /// </summary>
    /// <param name="folder">Where the files are.</param>
    /// <param name="databaseFile">The file to make. It must not exist.</param>
    /// <param name="schema">The schema of the tables.</param>
    public static void Load(string folder, string databaseFile, string schema = "main")
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder)) throw new RefusalException("warehouses.no-tables", $"There is no folder {folder}.");
        var files = Files(folder);
        if (files.Count == 0) throw new RefusalException("warehouses.no-tables", $"There is no .parquet or .csv file in {folder}.");
        if (files.GroupBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RefusalException("warehouses.bad-table", $"{string.Join(" and ", twice.Select(Path.GetFileName))} would be one table. Rename one.");
        using var connection = new DuckDBConnection($"Data Source={databaseFile}");
        connection.Open();
        using (var make = connection.CreateCommand())
        {
            make.CommandText = $"CREATE SCHEMA IF NOT EXISTS {Quote(schema, '"')}";
            make.ExecuteNonQuery();
        }

        foreach (var file in files)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE TABLE {Quote(schema, '"')}.{Quote(Path.GetFileNameWithoutExtension(file), '"')} AS SELECT * FROM {ReaderOf(file)}({Quote(Path.GetFullPath(file), '\'')})";
            try
            {
                command.ExecuteNonQuery();
            }
            catch (DuckDBException cause)
            {
                throw new RefusalException("warehouses.bad-table", $"{Path.GetFileName(file)} cannot be read: {cause.Message.Split('\n')[0]}");
            }
        }
    }

    /// <summary>Another one whenever a file comes, goes or changes.</summary>
    internal static string Mark(string folder)
    {
        if (!Directory.Exists(folder)) return "absent";
        return string.Join('|', Files(folder).Select(path => new FileInfo(path)).Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{file.LastWriteTimeUtc.Ticks}:{file.Length}")));
    }

    private static List<string> Files(string folder) => [.. Directory.EnumerateFiles(folder).Where(file => ReaderOf(file) is not null).Order(StringComparer.Ordinal)];

    private static string? ReaderOf(string file) => Path.GetExtension(file).ToUpperInvariant() switch
    {
        ".PARQUET" => "read_parquet",
        ".CSV" => "read_csv",
        _ => null,
    };

    private static string Quote(string text, char mark) => mark + text.Replace(mark.ToString(), new string(mark, 2), StringComparison.Ordinal) + mark;
}
