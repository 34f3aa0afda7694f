using System.Net.Sockets;
using Npgsql;
using Vitrine.Primitives;

namespace Vitrine.Warehouses.Postgres;

/// <summary>What PostgreSQL's errors mean, by the classes of SQLSTATE.</summary>
internal static class PostgresRefusals
{
    public static RefusalException OfStatement(NpgsqlException cause) => (cause as PostgresException)?.SqlState switch
    {
        null when cause.InnerException is IOException or SocketException => WentAway(cause.Message),
        PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.DiskFull or "54000" => WarehouseRefusals.OutOfMemory(cause.Message),
        PostgresErrorCodes.InsufficientPrivilege => WarehouseRefusals.NotAllowed(cause.Message),
        ['5', '7', 'P', ..] => WarehouseRefusals.Unavailable("The warehouse is shutting down or starting. Try again in a moment.", cause.Message),
        ['2', '2', ..] => WarehouseRefusals.Conversion(cause.Message),
        // Unknown tables, columns and functions, and operators that do not fit their sides.
        ['4', '2', ..] => WarehouseRefusals.Mismatch(cause.Message),
        _ => WarehouseRefusals.Failed(cause.Message),
    };

    public static RefusalException OfOpening(NpgsqlException cause, PostgresOptions options)
    {
        var port = options.Port ?? (options.IsRedshift ? 5439 : 5432);
        var place = $"{options.Host}:{port}";
        var message = (cause as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword => $"{place} does not accept the password of the user {options.User}. Set it again in the project's connection.",
            PostgresErrorCodes.InvalidAuthorizationSpecification when cause.Message.Contains("no encryption", StringComparison.Ordinal)
                => $"{place} takes only encrypted connections. Set tls to verified or unverified.",
            PostgresErrorCodes.InvalidAuthorizationSpecification => $"{place} does not let the user {options.User} in. Check the name, and that pg_hba.conf allows this machine.",
            PostgresErrorCodes.InvalidCatalogName => $"{place} has no database {options.Database}. Check the name.",
            PostgresErrorCodes.InsufficientPrivilege => $"The user {options.User} may not connect to the database {options.Database}. Grant CONNECT.",
            PostgresErrorCodes.TooManyConnections or "53000" => null,
            PostgresErrorCodes.CannotConnectNow => $"{place} is starting. Try again in a moment.",
            not null => $"{place} refuses the connection.",
            null when cause.Message.Contains("pool has been exhausted", StringComparison.Ordinal) => null,
            null when cause.Message.Contains("SSL connection requested", StringComparison.Ordinal)
                => $"{place} does not speak TLS. Switch it on there, or set tls to off where nobody else can listen.",
            _ => ServerRefusals.Explain(cause.InnerException, options.Host, port) ?? $"The connection to {place} failed.",
        };
        return message is null ? WarehouseRefusals.Busy(cause.Message) : WarehouseRefusals.Unavailable(message, cause.Message);
    }

    public static RefusalException WentAway(string detail) => WarehouseRefusals.Unavailable("The warehouse went away while it was asked. Try again.", detail);

    public static RefusalException NoSchema(PostgresOptions options)
        => WarehouseRefusals.Unavailable($"The database {options.Database} has no schema {options.Schema}. Check the name; dbt makes it when it builds.", "no schema");

    public static RefusalException ForbiddenSchema(PostgresOptions options) => WarehouseRefusals.Unavailable(
        $"The user {options.User} may not read the schema {options.Schema}. Run GRANT USAGE ON SCHEMA and GRANT SELECT ON ALL TABLES IN SCHEMA there for that user.", "no right to the schema");
}
