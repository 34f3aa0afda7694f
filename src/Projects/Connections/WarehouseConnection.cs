using System.Text.Json.Serialization;
using Vitrine.Primitives;
using Vitrine.Warehouses;

namespace Vitrine.Projects.Connections;

/// <summary>How a project's data is reached. Set by an administrator, and told to nobody.</summary>
/// <param name="Kind">The kind of warehouse: <c>duckdb</c>, <c>postgres</c>, <c>redshift</c> or <c>clickhouse</c>.</param>
/// <param name="File">For DuckDB the database file on the server.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record WarehouseConnection(string Kind, string? File = null)
{
    /// <summary>For DuckDB, instead of a file: a folder on the server with <c>.parquet</c> and <c>.csv</c> files, each of them a table.</summary>
    public string? Folder { get; init; }

    /// <summary>Host of a server.</summary>
    public string? Host { get; init; }

    /// <summary>Its port; the usual one when absent.</summary>
    public int? Port { get; init; }

    /// <summary>The database; for a folder, the one that dbt's relations name.</summary>
    public string? Database { get; init; }

    /// <summary>Who asks. Needs no more than to read.</summary>
    public string? User { get; init; }

    /// <summary>The password. Kept encrypted; when it is absent and the server, the database and the user stay, so does the password.</summary>
    public Secret? Password { get; init; }

    /// <summary>The schema that dbt builds into: looked at by the test of the connection; for a folder, the schema of its tables.</summary>
    public string? Schema { get; init; }

    /// <summary>How the way to a server is protected; verified when absent.</summary>
    public WarehouseTls? Tls { get; init; }

    /// <summary>PEM text of the authority that signed the server's certificate; absent for those that the machine trusts.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>Connections at the same time; 10 when absent.</summary>
    public int? MaximumConnections { get; init; }

    /// <summary>Whether a password for that one is one for this one, too: it is never sent anywhere else.</summary>
    internal bool IsSamePlaceAs(WarehouseConnection other)
        => (Kind, Host, Port, Database, User, CertificateAuthority) == (other.Kind, other.Host, other.Port, other.Database, other.User, other.CertificateAuthority)
            && (Tls ?? WarehouseTls.Verified) <= (other.Tls ?? WarehouseTls.Verified);
}
