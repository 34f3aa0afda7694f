using DuckDB.NET.Data;

namespace Vitrine.Web.Demo;

/// <summary>Writes a DuckDB file that appears whole or not at all.</summary>
internal static class DuckDbFile
{
    private const int NoSpace = 28; // ENOSPC

    /// <summary>Fills a file beside the target and moves it there, over one that is there.</summary>
    public static void Write(string file, Action<DuckDBConnection> fill)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var temporary = $"{file}.{Environment.ProcessId}.new";
        try
        {
            File.Delete(temporary);
            using (var connection = new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = temporary }.ConnectionString))
            {
                connection.Open();
                fill(connection);
                Execute(connection, "checkpoint");
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch (DuckDBException cause) when (cause.Message.Contains("No space left on device", StringComparison.Ordinal))
        {
            throw new IOException(cause.Message, NoSpace); // as every other writer of files says it
        }
        finally
        {
            File.Delete(temporary);
            File.Delete(temporary + ".wal");
        }
    }

    public static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
