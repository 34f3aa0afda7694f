using Vitrine.Primitives;

namespace Vitrine.Warehouses.ClickHouse;

/// <summary>Where a ClickHouse warehouse is and who asks it.</summary>
public sealed record ClickHouseOptions
{
    /// <summary>The host.</summary>
    public required string Host { get; init; }

    /// <summary>The port of its HTTP interface; null for the usual one: 8443, or 8123 without TLS.</summary>
    public int? Port { get; init; }

    /// <summary>The database, which is dbt's schema there.</summary>
    public required string Database { get; init; }

    /// <summary>The user, who needs no more than to read, and must be allowed to change settings (<c>readonly</c> 0 or 2).</summary>
    public required string User { get; init; }

    /// <summary>The password; null where the server asks for none.</summary>
    public Secret? Password { get; init; }

    /// <summary>How the way there is protected.</summary>
    public WarehouseTls Tls { get; init; }

    /// <summary>PEM text of the authority that signed the server's certificate; null for those that this machine trusts.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>Questions at the same time; further ones wait.</summary>
    public int MaximumConnections { get; init; } = 10;

    /// <summary>How long a test of the connection, and the wait for a free one, may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);
}
