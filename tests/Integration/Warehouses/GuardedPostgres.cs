using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Npgsql;

namespace Vitrine.Integration.Warehouses;

/// <summary>A PostgreSQL that asks for passwords and speaks TLS with a certificate that nobody trusts.</summary>
public sealed class GuardedPostgres : PostgresServer
{
    public const string Reader = "reader";

    /// <summary>The certificate's own text: it is its own authority.</summary>
    public string Certificate { get; private set; } = "";

    public Uri Address { get; private set; } = null!;

    public string Database => Address.AbsolutePath[1..];

    /// <summary>Makes a database with the table in it and a reader who may read the schema <c>main</c> and not <c>locked</c>.</summary>
    public async Task MakeAsync(IReadOnlyList<string> tables, string password, CancellationToken cancellationToken)
    {
        if (Address is not null) return;
        Address = new Uri(await NewDatabaseAsync(cancellationToken));
        string[] statements =
        [
            "CREATE SCHEMA main", "CREATE SCHEMA locked", "CREATE SEQUENCE main.counter", .. tables,
            $"CREATE ROLE {Reader} LOGIN PASSWORD '{password}'",
            // More than a reader needs: what is refused is refused by the connection, not by a missing right.
            $"GRANT ALL ON SCHEMA main TO {Reader}", $"GRANT ALL ON ALL TABLES IN SCHEMA main TO {Reader}", $"GRANT ALL ON ALL SEQUENCES IN SCHEMA main TO {Reader}",
        ];
        await using var connection = await ConnectAsync(cancellationToken);
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>How many statements of the reader are at work.</summary>
    public async Task<long> CountRunningAsync(CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM pg_stat_activity WHERE usename = '{Reader}' AND state = 'active'", connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    protected override async Task<IReadOnlyList<string>> PrepareAsync(string data, CancellationToken cancellationToken)
    {
        var access = Path.Combine(data, "pg_hba.conf");
        await File.WriteAllTextAsync(access, $"host all {Reader} 127.0.0.1/32 scram-sha-256\n" + await File.ReadAllTextAsync(access, cancellationToken), cancellationToken);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(130));
        Certificate = certificate.ExportCertificatePem();
        await WriteAsync(Path.Combine(data, "server.crt"), Certificate, cancellationToken);
        await WriteAsync(Path.Combine(data, "server.key"), key.ExportPkcs8PrivateKeyPem(), cancellationToken);
        return ["-c", "ssl=on"];
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Address.Port};Username=postgres;Database={Database};Pooling=false;SSL Mode=Disable");
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
