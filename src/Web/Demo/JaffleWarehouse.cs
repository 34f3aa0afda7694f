namespace Vitrine.Web.Demo;

/// <summary>Loads the second project's tables from parquet files into a DuckDB file.</summary>
internal static class JaffleWarehouse
{
    /// <summary>Where the checkout keeps it, looked for from a folder upwards; null when the program runs outside one.</summary>
    public static string? FindFolder(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "tests", "data", "jaffle");
            if (File.Exists(Path.Combine(candidate, "manifest.json"))) return candidate;
        }

        return null;
    }

    /// <summary>Makes the file, whole or not at all.</summary>
    public static Task BuildAsync(string file, string folder, CancellationToken cancellationToken) => Task.Run(
        () => DuckDbFile.Write(file, connection =>
        {
            foreach (var table in Directory.EnumerateFiles(Path.Combine(folder, "tables"), "*.parquet").Order(StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var name = Path.GetFileNameWithoutExtension(table).Replace("\"", "\"\"", StringComparison.Ordinal);
                DuckDbFile.Execute(connection, $"create table \"{name}\" as select * from read_parquet('{table.Replace("'", "''", StringComparison.Ordinal)}')");
            }
        }),
        cancellationToken);
}
