using System.Net;
using System.Net.Sockets;
using Vitrine.Primitives;
using Vitrine.Warehouses;
using Vitrine.Warehouses.Postgres;

namespace Vitrine.Integration.Warehouses;

/// <summary>The specification over a real PostgreSQL.</summary>
public sealed class PostgresWarehouseTests(GuardedPostgres server) : WarehouseSpecification, IClassFixture<GuardedPostgres>, IAsyncLifetime
{
    private PostgresWarehouse warehouse = null!;

    protected override IWarehouse Warehouse => warehouse;

    protected override string Things => "\"main\".\"things\"";

    protected override IReadOnlyList<string> Writes =>
    [
        "WITH gone AS (DELETE FROM main.things RETURNING id) SELECT count(*) FROM gone",
        "SELECT id INTO main.more FROM main.things",
        "SELECT nextval('main.counter')",
        "SELECT set_config('transaction_read_only', 'off', false)",
        "SELECT id FROM main.things FOR UPDATE",
    ];

    public async ValueTask InitializeAsync()
    {
        await server.MakeAsync(ThingsTable.Sql("main.things", Names), Password, Stop);
        warehouse = new PostgresWarehouse(Options);
    }

    public ValueTask DisposeAsync() => warehouse.DisposeAsync();

    [Fact]
    public async Task The_way_there_is_encrypted_and_the_server_proves_itself()
    {
        await using var trusting = new PostgresWarehouse(Options with { Tls = WarehouseTls.Verified, CertificateAuthority = server.Certificate });
        await trusting.TestAsync(Stop);
        await using var session = await trusting.OpenAsync(Stop);
        var row = (await session.QueryAsync(new("SELECT ssl, current_setting('timezone'), current_setting('transaction_read_only') FROM pg_stat_ssl WHERE pid = pg_backend_pid()", []), new(1, TimeSpan.FromSeconds(10), 1000), Stop)).Rows[0];
        Assert.Equal([true, "UTC", "on"], row);
        await using var careless = new PostgresWarehouse(Options with { Tls = WarehouseTls.Unverified });
        await careless.TestAsync(Stop);
    }

    [Fact]
    public async Task Answers_of_a_server_are_current_for_a_while()
    {
        Assert.Equal(warehouse.DataVersion(), warehouse.DataVersion());
        Assert.Equal("postgres", warehouse.Kind);
        await Assert.ThrowsAsync<RefusalException>(() => Task.FromResult(new PostgresWarehouse(Options with { CertificateAuthority = "no certificate" })));
    }

    [Fact]
    public void Settings_show_no_password() => Assert.DoesNotContain(Password, Options.ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task More_than_the_pool_has_wait_and_then_hear_that_it_is_busy()
    {
        await using var small = new PostgresWarehouse(Options with { MaximumConnections = 1 });
        await using var held = await small.OpenAsync(Stop);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => small.OpenAsync(Stop));
        Assert.Equal(("warehouses.busy", RefusalKind.Unavailable), (refusal.Code, refusal.Kind));
    }

    protected override IEnumerable<(string, IWarehouse, string[])> BrokenConnections() =>
    [
        ("host", new PostgresWarehouse(Options with { Host = "nowhere.invalid" }), ["no host nowhere.invalid"]),
        ("port", new PostgresWarehouse(Options with { Port = ClosedPort() }), ["Nothing answers at 127.0.0.1:", "Check host and port"]),
        ("password", new PostgresWarehouse(Options with { Password = new Secret("wrong" + Password) }), ["password", GuardedPostgres.Reader, "Set it again"]),
        ("no password", new PostgresWarehouse(Options with { Password = null }), ["password", GuardedPostgres.Reader]),
        ("user", new PostgresWarehouse(Options with { User = "stranger" }), ["stranger"]),
        ("database", new PostgresWarehouse(Options with { Database = "lost" }), ["no database lost"]),
        ("schema", new PostgresWarehouse(Options with { Schema = "marts" }), ["no schema marts"]),
        ("right", new PostgresWarehouse(Options with { Schema = "locked" }), ["may not read the schema locked", "GRANT USAGE"]),
        ("certificate", new PostgresWarehouse(Options with { Tls = WarehouseTls.Verified }), ["certificate of 127.0.0.1", "certificateAuthority"]),
    ];

    protected override async Task NothingRunsAsync()
    {
        while (await server.CountRunningAsync(Stop) > 0) await Task.Yield();
    }

    private PostgresOptions Options => new()
    {
        Host = server.Address.Host,
        Port = server.Address.Port,
        Database = server.Database,
        User = GuardedPostgres.Reader,
        Password = new Secret(Password),
        Schema = "main",
        Tls = WarehouseTls.Off,
        MaximumConnections = 4,
    };

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
