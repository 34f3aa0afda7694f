using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ClickHouse.Driver;
using ClickHouse.Driver.ADO;
using Vitrine.Outside.Http;
using Vitrine.Sql;

namespace Vitrine.Warehouses.ClickHouse;

/// <summary>A database of ClickHouse over its HTTP interface. Every question is one that may only read.</summary>
public sealed class ClickHouseWarehouse : IWarehouse
{
    private readonly ClickHouseOptions options;
    private readonly HttpClient http;
    private readonly ClickHouseClient client;
    private readonly SemaphoreSlim free;

    /// <summary>A warehouse there. Nothing is connected before the first session. Refuses a certificate authority that is no PEM text.</summary>
    public ClickHouseWarehouse(ClickHouseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        free = new SemaphoreSlim(options.MaximumConnections);
        http = OutboundHttp.ForOperatorEndpoints(Timeout.InfiniteTimeSpan, TlsOf(options));
        client = new ClickHouseClient(new ClickHouseClientSettings
        {
            Host = options.Host,
            Port = (ushort)Port,
            Protocol = options.Tls == WarehouseTls.Off ? "http" : "https",
            Database = options.Database,
            Username = options.User,
            Password = options.Password?.Reveal() ?? "",
            HttpClient = http,
            // What is bound goes in the body: an address has no room for long lists.
            UseFormDataParameters = true,
            UseCustomDecimals = true,
            UseCompression = false,
            // Time limits are those of a question.
            Timeout = TimeSpan.FromDays(1),
        });
    }

    /// <inheritdoc/>
    public string Kind => "clickhouse";

    /// <inheritdoc/>
    public SqlDialect Dialect => SqlDialect.For(Kind);

    private int Port => options.Port ?? (options.Tls == WarehouseTls.Off ? 8123 : 8443);

    /// <inheritdoc/>
    public async Task<IWarehouseSession> OpenAsync(CancellationToken cancellationToken)
    {
        if (!await free.WaitAsync(options.Patience, cancellationToken)) throw WarehouseRefusals.Busy("all connections are in use");
        return new ClickHouseSession(new ClickHouseConnection(client), cause => ClickHouseRefusals.OfWay(cause, options, Port), free);
    }

    /// <inheritdoc/>
    public async Task TestAsync(CancellationToken cancellationToken)
    {
        await using var session = await OpenAsync(cancellationToken);
        await session.QueryAsync(new RenderedSql("SELECT 1", []), new QueryLimits(1, options.Patience, 10_000), cancellationToken);
    }

    /// <inheritdoc/>
    public string DataVersion() => ServerData.Version();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SslClientAuthenticationOptions? TlsOf(ClickHouseOptions options)
    {
        if (options.Tls == WarehouseTls.Unverified)
        {
#pragma warning disable CA5359 // An administrator says that the network is trusted: encrypted, to whoever answers.
            return new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true };
#pragma warning restore CA5359
        }

        if (options.CertificateAuthority is not { Length: > 0 } pem) return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(CertificateText.Read(pem));
        return new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
    }
}
