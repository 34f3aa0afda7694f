using Vitrine.Primitives;
using Vitrine.Warehouses;
using Vitrine.Warehouses.ClickHouse;
using Vitrine.Warehouses.DuckDb;
using Vitrine.Warehouses.Postgres;

namespace Vitrine.Projects.Connections;

/// <summary>Makes the warehouse of a connection. All kinds are listed here.</summary>
public static class WarehouseKinds
{
    private const int MostConnections = 100;

    private static readonly Dictionary<string, Func<WarehouseConnection, IWarehouse>> All = new(StringComparer.Ordinal)
    {
        ["duckdb"] = OpenDuckDb,
        ["postgres"] = connection => OpenPostgres(connection, isRedshift: false),
        ["redshift"] = connection => OpenPostgres(connection, isRedshift: true),
        ["clickhouse"] = OpenClickHouse,
    };

    /// <summary>Makes a warehouse that its caller disposes; nothing is connected yet. Refuses an unknown kind, and a connection that lacks or mixes settings.</summary>
    public static IWarehouse Make(WarehouseConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return All.TryGetValue(connection.Kind, out var open)
            ? open(connection)
            : throw new RefusalException("projects.unknown-warehouse", $"There is no warehouse of the kind {connection.Kind}. Use one of {string.Join(", ", All.Keys)}.");
    }

    private static DuckDbWarehouse OpenDuckDb(WarehouseConnection connection)
    {
        if (string.IsNullOrWhiteSpace(connection.File) == string.IsNullOrWhiteSpace(connection.Folder)) throw Bad("A duckdb connection needs a file or a folder, and not both.");
        if (connection is not { Host: null, Port: null, User: null, Password: null, Tls: null, CertificateAuthority: null, MaximumConnections: null }) throw Bad("A duckdb connection reads files of this machine: it has no host, port, user, password or tls.");
        if (connection.File is { Length: > 0 } file)
        {
            if (connection is not { Database: null, Schema: null }) throw Bad("A duckdb file has its own database and schemas; database and schema belong to a folder.");
            return new DuckDbWarehouse(new DuckDbOptions { File = file });
        }

        // The name becomes that of a file.
        if (connection.Database is { } name && name.AsSpan().ContainsAny(Path.GetInvalidFileNameChars())) throw Bad("The database of a folder is a plain name.");
        return new DuckDbWarehouse(new DuckDbOptions { Folder = connection.Folder, Database = connection.Database, Schema = connection.Schema ?? "main" });
    }

    private static PostgresWarehouse OpenPostgres(WarehouseConnection connection, bool isRedshift)
    {
        CheckServer(connection);
        return new PostgresWarehouse(new PostgresOptions
        {
            Host = connection.Host!,
            Port = connection.Port,
            Database = connection.Database!,
            User = connection.User!,
            Password = connection.Password,
            Schema = connection.Schema,
            Tls = connection.Tls ?? WarehouseTls.Verified,
            CertificateAuthority = connection.CertificateAuthority,
            MaximumConnections = connection.MaximumConnections ?? 10,
            IsRedshift = isRedshift,
        });
    }

    private static ClickHouseWarehouse OpenClickHouse(WarehouseConnection connection)
    {
        CheckServer(connection);
        if (connection.Schema is not null) throw Bad("A clickhouse connection has a database and no schema: dbt's schema is a database there.");
        return new ClickHouseWarehouse(new ClickHouseOptions
        {
            Host = connection.Host!,
            Port = connection.Port,
            Database = connection.Database!,
            User = connection.User!,
            Password = connection.Password,
            Tls = connection.Tls ?? WarehouseTls.Verified,
            CertificateAuthority = connection.CertificateAuthority,
            MaximumConnections = connection.MaximumConnections ?? 10,
        });
    }

    private static void CheckServer(WarehouseConnection connection)
    {
        if (connection is { File: not null } or { Folder: not null }) throw Bad($"A {connection.Kind} connection goes to a server: it has no file or folder.");
        var missing = new[] { ("host", connection.Host), ("database", connection.Database), ("user", connection.User) }.Where(setting => string.IsNullOrWhiteSpace(setting.Item2)).Select(setting => setting.Item1).ToList();
        if (missing.Count > 0) throw Bad($"A {connection.Kind} connection needs {string.Join(", ", missing)}.");
        // Several hosts, a socket's path or an option would be read out of it.
        if (Uri.CheckHostName(connection.Host) == UriHostNameType.Unknown) throw Bad("The host is a name or an address, without port or path.");
        if (connection.Port is < 1 or > 65535) throw Bad("A port is a number from 1 to 65535.");
        if (connection.MaximumConnections is < 1 or > MostConnections) throw Bad($"A connection has 1 to {MostConnections} connections at the same time.");
    }

    private static RefusalException Bad(string message) => new("projects.bad-connection", message);
}
