using System.Collections.Concurrent;
using System.Globalization;
using DuckDB.NET.Data;

namespace Vitrine.Warehouses.DuckDb;

/// <summary>
/// One DuckDB in this process with one state of the file attached read-only. Locked down before the first statement: nothing outside is
/// reached, nothing is loaded, no setting changes. It lives until it is retired and its last session is closed.
/// </summary>
internal sealed class DuckDbInstance : IDisposable
{
    private readonly DuckDBConnection root;
    private readonly string use;
    private readonly string? temporary;
    private readonly ConcurrentBag<DuckDBConnection> idle = [];
    private readonly Lock gate = new();
    private int sessions;
    private bool isRetired;
    private bool isClosed;

    private DuckDbInstance(DuckDBConnection root, string mark, string use, string? temporary)
    {
        this.root = root;
        this.use = use;
        this.temporary = temporary;
        Mark = mark;
    }

    /// <summary>The state of the file that is attached.</summary>
    public string Mark { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="options">What it may take.</param>
    /// <param name="file">The file.</param>
    /// <param name="mark">The state of what it holds.</param>
    /// <param name="temporary">A folder that goes with it, or null.</param>
    public static DuckDbInstance Open(DuckDbOptions options, string file, string mark, string? temporary = null)
    {
        // In memory with the file attached, not the file itself: the driver keeps one instance for each file name, so a file that was
        // replaced could not be opened again while anybody still reads the old one.
        var root = new DuckDBConnection("Data Source=:memory:");
        try
        {
            root.Open();
            // dbt writes the name of the file as the database of its tables.
            var name = Quote(Path.GetFileNameWithoutExtension(file));
            var use = $"USE {name}.main";
            Run(root, $"ATTACH {Literal(Path.GetFullPath(file))} AS {name} (READ_ONLY)");
            Run(root, use);
            foreach (var setting in Settings(options)) Run(root, setting);
            return new DuckDbInstance(root, mark, use, temporary);
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    /// <summary>Lends a connection, or null when the instance is closed already.</summary>
    public DuckDBConnection? Lend()
    {
        lock (gate)
        {
            if (isClosed) return null;
            sessions++;
        }

        try
        {
            if (idle.TryTake(out var known)) return known;
            var connection = root.Duplicate();
            try
            {
                connection.Open();
                Run(connection, use);
                return connection;
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch
        {
            Leave();
            throw;
        }
    }

    /// <summary>Takes a connection back.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isClean">Whether another session may have it; one that was interrupted is not lent again.</param>
    public void Return(DuckDBConnection connection, bool isClean)
    {
        if (isClean) idle.Add(connection);
        else connection.Dispose();
        Leave();
    }

    /// <summary>Closes it as soon as nobody uses it.</summary>
    public void Retire()
    {
        lock (gate)
        {
            isRetired = true;
            CloseIfUnused();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Retire();

    private static IEnumerable<string> Settings(DuckDbOptions options) =>
    [
        // Instants are written and read in UTC; zones are named in the statements.
        "SET TimeZone = 'UTC'",
        string.Create(CultureInfo.InvariantCulture, $"SET threads = {options.Threads}"),
        $"SET memory_limit = {Literal(options.MemoryLimit)}",
        "SET temp_directory = ''",
        // https://github.com/duckdb/duckdb/issues/25819: 1.5 mixes up common table expressions that share a join, silently.
        // tests/data/semantic/duckdb_common_subplan_repro.sql tells when this can go. It is a setting of the whole instance.
        "SET disabled_optimizers = 'common_subplan'",
        "SET autoinstall_known_extensions = false",
        "SET autoload_known_extensions = false",
        "SET allow_community_extensions = false",
        "SET allow_persistent_secrets = false",
        "SET enable_external_access = false",
        // Last: from here on nothing can be set.
        "SET lock_configuration = true",
    ];

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private void Leave()
    {
        lock (gate)
        {
            sessions--;
            CloseIfUnused();
        }
    }

    private void CloseIfUnused()
    {
        if (!isRetired || isClosed || sessions > 0) return;
        isClosed = true;
        while (idle.TryTake(out var connection)) connection.Dispose();
        root.Dispose();
        if (temporary is not null) Directory.Delete(temporary, recursive: true);
    }
}
