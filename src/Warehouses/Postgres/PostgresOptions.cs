using Vitrine.Primitives;

namespace Vitrine.Warehouses.Postgres;

/// <summary>Where a PostgreSQL or Redshift warehouse is and who asks it.</summary>
public sealed record PostgresOptions
{
    /// <summary>The host.</summary>
    public required string Host { get; init; }

    /// <summary>The port; null for the usual one: 5432, or 5439 for Redshift.</summary>
    public int? Port { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>The user, who needs no more than to read.</summary>
    public required string User { get; init; }

    /// <summary>The password; null where the server asks for none.</summary>
    public Secret? Password { get; init; }

    /// <summary>The schema that dbt builds into, for the test of the connection; null to test none.</summary>
    public string? Schema { get; init; }

    /// <summary>How the way there is protected.</summary>
    public WarehouseTls Tls { get; init; }

    /// <summary>PEM text of the authority that signed the server's certificate; null for those that this machine trusts.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>Connections at the same time; further questions wait for one.</summary>
    public int MaximumConnections { get; init; } = 10;

    /// <summary>Whether it is Redshift, which speaks PostgreSQL's protocol and a dialect of its own.</summary>
    public bool IsRedshift { get; init; }
}
