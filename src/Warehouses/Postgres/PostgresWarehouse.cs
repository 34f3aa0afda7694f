using Npgsql;
using Vitrine.Sql;

namespace Vitrine.Warehouses.Postgres;

/// <summary>A database of PostgreSQL, or of Redshift, over a pool of connections. Every question is a transaction that may only read.</summary>
public sealed class PostgresWarehouse : IWarehouse
{
    private const int SecondsToConnect = 10;

    private readonly PostgresOptions options;
    private readonly NpgsqlDataSource source;

    /// <summary>A warehouse there. Nothing is connected before the first session. Refuses a certificate authority that is no PEM text.</summary>
    public PostgresWarehouse(PostgresOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        source = Build(options);
    }

    /// <inheritdoc/>
    public string Kind => options.IsRedshift ? "redshift" : "postgres";

    /// <inheritdoc/>
    public SqlDialect Dialect => SqlDialect.For(Kind);

    /// <inheritdoc/>
    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new PostgresSession(await source.OpenConnectionAsync(cancellationToken));
        }
        catch (NpgsqlException cause)
        {
            throw PostgresRefusals.OfOpening(cause, options);
        }
    }

    /// <inheritdoc/>
    public async Task TestAsync(CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(cancellationToken);
        var limits = new QueryLimits(1, TimeSpan.FromSeconds(SecondsToConnect), 10_000);
        if (options.Schema is not { } schema)
        {
            await session.QueryAsync(new RenderedSql("SELECT 1", []), limits, cancellationToken);
            return;
        }

        var found = await session.QueryAsync(
            new RenderedSql("SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = $1", [new SqlParameter(schema)]), limits, cancellationToken);
        if (found.Rows.Count == 0) throw PostgresRefusals.NoSchema(options);
        if (found.Rows[0][0] is not true) throw PostgresRefusals.ForbiddenSchema(options);
    }

    /// <inheritdoc/>
    public string DataVersion() => ServerData.Version();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static NpgsqlDataSource Build(PostgresOptions options)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = options.Host,
            Port = options.Port ?? (options.IsRedshift ? 5439 : 5432),
            Database = options.Database,
            Username = options.User,
            // Without one the driver would send the server's own, from PGPASSWORD or a password file, to whichever host was named.
            Password = options.Password?.Reveal() ?? "-",
            Passfile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            SslMode = options.Tls switch { WarehouseTls.Off => SslMode.Disable, WarehouseTls.Unverified => SslMode.Require, _ => SslMode.VerifyFull },
            MaxPoolSize = options.MaximumConnections,
            Timeout = SecondsToConnect,
            // Time limits are those of a question.
            CommandTimeout = 0,
            ApplicationName = "Vitrine",
            Multiplexing = false,
        };
        if (options.IsRedshift) settings.NoResetOnClose = true; // It has no DISCARD.
        else settings.Timezone = "UTC";
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        // Values come as text, by the numbers that built-in types have everywhere.
        builder.ConfigureTypeLoading(loading => loading.EnableTypeLoading(false));
        if (options.CertificateAuthority is { Length: > 0 } pem) builder.UseRootCertificate(CertificateText.Read(pem));
        return builder.Build();
    }
}
