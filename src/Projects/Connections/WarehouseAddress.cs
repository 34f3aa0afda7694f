using Vitrine.Primitives;
using Vitrine.Warehouses;

namespace Vitrine.Projects.Connections;

/// <summary>A connection in one line, as the command line takes it.</summary>
public static class WarehouseAddress
{
    /// <summary>The forms, for help and refusals.</summary>
    public const string Forms = "duckdb:FILE, duckdb:FOLDER/, or postgres://USER@HOST:PORT/DATABASE?schema=…&tls=verified|unverified|off (redshift:// and clickhouse:// likewise)";

    /// <summary>Reads an address, or refuses: none of the forms, or a password in it, where every list of processes shows it.</summary>
    /// <param name="address">Such as <c>postgres://reader@db.example:5432/shop?schema=analytics</c>; a path that ends with a slash is a folder.</param>
    /// <param name="password">The password, from somewhere else.</param>
    public static WarehouseConnection Parse(string address, Secret? password)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Split(':', 2) is ["duckdb", { Length: > 0 } path])
            return path.EndsWith('/') ? new WarehouseConnection("duckdb") { Folder = path } : new WarehouseConnection("duckdb", path);
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0 || uri.UserInfo.Length == 0) throw Bad($"An address of a warehouse is {Forms}.");
        if (uri.UserInfo.Contains(':', StringComparison.Ordinal)) throw Bad("Leave the password out of the address, where every list of processes shows it; set it as the variable WAREHOUSE_PASSWORD.");
        var connection = new WarehouseConnection(uri.Scheme)
        {
            Host = uri.Host,
            Port = uri.Port > 0 ? uri.Port : null,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')),
            User = Uri.UnescapeDataString(uri.UserInfo),
            Password = password,
        };
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            connection = pair.Split('=', 2) switch
            {
                ["schema", var schema] => connection with { Schema = Uri.UnescapeDataString(schema) },
                ["tls", var tls] when Enum.TryParse<WarehouseTls>(tls, ignoreCase: true, out var known) && Enum.IsDefined(known) => connection with { Tls = known },
                _ => throw Bad($"An address of a warehouse takes schema and tls, not {pair}."),
            };
        }

        return connection;
    }

    private static RefusalException Bad(string message) => new("projects.bad-connection", message);
}
