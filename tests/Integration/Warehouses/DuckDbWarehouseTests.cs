using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using Vitrine.Primitives;
using Vitrine.Sql;
using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;

namespace Vitrine.Integration.Warehouses;

public sealed class DuckDbWarehouseTests : IAsyncDisposable
{
    /// <summary>Runs for days, in no memory worth mentioning.</summary>
    internal const string Endless = "SELECT count(*) FROM range(100000000000000) t(i) WHERE i % 7 = 3";

    private static readonly QueryLimits Limits = new(1000, TimeSpan.FromSeconds(30), 10_000_000);

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-duckdb-").FullName;
    private readonly string file;
    private readonly DuckDbWarehouse warehouse;

    public DuckDbWarehouseTests()
    {
        file = Path.Combine(folder, "shop.duckdb");
        Write(file, "CREATE TABLE orders AS SELECT i AS id, 'O''Neil' AS customer, TIMESTAMP '2026-03-29 00:30:00' + to_hours(i) AS placed FROM range(5000) t(i)");
        warehouse = new DuckDbWarehouse(new DuckDbOptions { File = file, Workers = 2 });
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await warehouse.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Values_are_bound_by_their_types()
    {
        object?[] values = ["it's; --", 9007199254740993L, true, new DateOnly(2026, 1, 31), new DateTime(2026, 1, 31, 12, 30, 0, DateTimeKind.Utc), null];
        var row = (await AskAsync("SELECT $1, $2, $3, $4, $5, $6::VARCHAR, $1", values)).Rows[0];

        Assert.Equal([.. values, values[0]], row);
        var types = (await AskAsync("SELECT typeof($1), typeof($2), typeof($3), typeof($4), typeof($5)", values[..5])).Rows[0];
        Assert.Equal(["VARCHAR", "BIGINT", "BOOLEAN", "DATE", "TIMESTAMP"], types);
    }

    [Fact]
    public async Task Values_come_back_without_loss()
    {
        var row = (await AskAsync("SELECT 170141183460469231731687303715884105727::HUGEINT, 12345678901234567.89::DECIMAL(38,2), 99999999999999999999999999999999999.99::DECIMAL(38,2), DATE '2026-01-31', TIMESTAMP '2026-01-31 12:30:00.5', TIMESTAMPTZ '2026-01-31 12:30:00+02', [1, 2], 'infinity'::TIMESTAMP, 'ab'::BLOB, TIME '10:11:12'")).Rows[0];

        Assert.Equal(BigInteger.Parse("170141183460469231731687303715884105727", CultureInfo.InvariantCulture), row[0]);
        Assert.Equal(12345678901234567.89m, row[1]);
        Assert.Equal("99999999999999999999999999999999999.99", row[2]?.ToString());
        Assert.Equal(new DateOnly(2026, 1, 31), row[3]);
        Assert.Equal(new DateTime(2026, 1, 31, 12, 30, 0, 500, DateTimeKind.Unspecified), row[4]);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 10, 30, 0, TimeSpan.Zero), row[5]);
        Assert.Equal([1, 2], Assert.IsAssignableFrom<IEnumerable<int>>(row[6]));
        Assert.NotNull(row[7]);
        Assert.Equal("ab"u8.ToArray(), row[8]);
        Assert.Equal(new TimeOnly(10, 11, 12), row[9]);
    }

    [Fact]
    public async Task Named_zones_are_there_without_any_extension()
    {
        var row = (await AskAsync("SELECT (placed AT TIME ZONE 'UTC') AT TIME ZONE $1, date_trunc('day', (placed AT TIME ZONE 'UTC') AT TIME ZONE $1) AT TIME ZONE $1 FROM orders WHERE id = 1", "Europe/Oslo")).Rows[0];
        // An hour that does not exist there: the clock goes from 2 to 3 at 01:00 UTC.
        Assert.Equal(new DateTime(2026, 3, 29, 3, 30, 0), row[0]);
        Assert.Equal(new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero), row[1]);
    }

    [Fact]
    public async Task Rows_and_bytes_are_capped()
    {
        var rows = await AskAsync("SELECT id FROM orders ORDER BY id", limits: Limits with { MaximumRows = 10 });
        Assert.Equal((10, true), (rows.Rows.Count, rows.Truncated));
        Assert.False((await AskAsync("SELECT id FROM orders WHERE id < 10", limits: Limits with { MaximumRows = 10 })).Truncated);

        // Many gigabytes if they were all taken.
        var wide = await AskAsync("SELECT repeat('x', 10000) FROM range(1000000)", limits: new QueryLimits(int.MaxValue, TimeSpan.FromSeconds(30), 1_000_000));
        Assert.True(wide.Truncated);
        Assert.InRange(wide.Rows.Count, 40, 60);
    }

    [Fact]
    public async Task What_needs_more_memory_than_it_may_use_is_refused_and_nothing_is_written_to_disk()
    {
        var before = Directory.GetFileSystemEntries(folder).Order().ToList();
        await using var small = new DuckDbWarehouse(new DuckDbOptions { File = file, MemoryLimit = "100MB" });
        await using var session = await small.OpenAsync(Stop);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => session.QueryAsync(new RenderedSql("SELECT count(*) FROM (SELECT DISTINCT i, i::VARCHAR || 'a long text that takes room' FROM range(20000000) t(i))", []), Limits, Stop));
        Assert.Equal(("warehouses.out-of-memory", RefusalKind.TooLarge), (refusal.Code, refusal.Kind));
        await using var next = await small.OpenAsync(Stop);
        Assert.Equal(5000L, (await next.QueryAsync(new RenderedSql("SELECT count(*) FROM orders", []), Limits, Stop)).Rows[0][0]);
        Assert.Equal(before, Directory.GetFileSystemEntries(folder).Order());
        Assert.False(Directory.Exists(Path.Combine(Environment.CurrentDirectory, ".tmp")));
    }

    [Theory]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("SELECT * FROM '/etc/passwd'")]
    [InlineData("SELECT * FROM glob('/etc/*')")]
    [InlineData("SELECT * FROM read_parquet('http://127.0.0.1/x.parquet')")]
    [InlineData("SELECT * FROM read_duckdb('/tmp/x.duckdb')")]
    [InlineData("SELECT * FROM sqlite_scan('/tmp/x.db', 't')")]
    [InlineData("SELECT getenv('HOME')")]
    [InlineData("SELECT * FROM query('ATTACH ''/tmp/x.duckdb''')")]
    public async Task Nothing_outside_of_the_file_is_read(string sql)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(sql));
        Assert.DoesNotContain("/", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ATTACH '/tmp/x.duckdb'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD '/tmp/x.so'")]
    [InlineData("SET memory_limit = '100GB'")]
    [InlineData("RESET disabled_optimizers")]
    [InlineData("SET lock_configuration = false")]
    [InlineData("COPY orders TO '/tmp/orders.csv'")]
    [InlineData("EXPORT DATABASE '/tmp/shop'")]
    [InlineData("INSERT INTO orders VALUES (1)")]
    [InlineData("CREATE TABLE more AS SELECT 1")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT ';' ; DROP TABLE orders")]
    [InlineData("SELECT E'\\';' ; DROP TABLE orders")]
    public async Task Only_one_select_is_sent(string sql) => await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(sql));

    /// <summary>Behind the look at the text, DuckDB itself refuses: the look could be fooled.</summary>
    [Theory]
    [InlineData("ATTACH '/tmp/x.duckdb'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD '/tmp/x.so'")]
    [InlineData("SET memory_limit = '100GB'")]
    [InlineData("SET threads = 64")]
    [InlineData("SET TimeZone = 'Europe/Oslo'")]
    [InlineData("RESET disabled_optimizers")]
    [InlineData("SET lock_configuration = false")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("COPY orders TO '/tmp/orders.csv'")]
    [InlineData("EXPORT DATABASE '/tmp/shop'")]
    [InlineData("INSERT INTO orders VALUES (1, 'x', NULL)")]
    [InlineData("DROP TABLE orders")]
    [InlineData("CREATE TABLE more AS SELECT 1")]
    [InlineData("CREATE PERSISTENT SECRET s (TYPE s3)")]
    public void DuckDb_itself_refuses_what_is_locked(string sql)
    {
        using var instance = DuckDbInstance.Open(new DuckDbOptions { File = file }, file, "");
        var connection = instance.Lend()!;
        using (var command = connection.CreateCommand())
        {
            command.CommandText = sql;
            Assert.Throws<DuckDBException>(() => command.ExecuteNonQuery());
        }

        instance.Return(connection, false);
    }

    [Fact]
    public async Task The_time_limit_stops_the_statement()
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(Endless, limits: Limits with { Timeout = TimeSpan.FromMilliseconds(300) }));

        Assert.Equal(("warehouses.timeout", RefusalKind.TimedOut), (refusal.Code, refusal.Kind));
        await AllWorkersAreFreeAsync();
    }

    [Fact]
    public async Task Cancelling_stops_the_statement()
    {
        using var gaveUp = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        gaveUp.CancelAfter(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(Endless, cancellation: gaveUp.Token));
        await AllWorkersAreFreeAsync();
    }

    [Theory]
    [InlineData("limit", "warehouses.timeout")]
    [InlineData("cancel", "cancelled")]
    public async Task Statements_are_stopped_also_while_the_thread_pool_has_no_thread_to_spare(string how, string end)
        => Assert.Equal(["pool blocked", "statements ended", "pool still blocked", end, end], await StarvedPool.AskAsync(file, how, Stop));

    [Fact]
    public async Task What_waits_for_a_worker_can_be_cancelled()
    {
        using var first = new CancellationTokenSource();
        using var second = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        // Opening takes a worker as well, and gives it back.
        await using var one = await warehouse.OpenAsync(Stop);
        await using var other = await warehouse.OpenAsync(Stop);
        var busy = new[] { one, other }.Select(session => session.QueryAsync(new RenderedSql(Endless, []), Limits, first.Token)).ToList();
        Assert.True(SpinWait.SpinUntil(() => warehouse.FreeWorkers == 0, TimeSpan.FromSeconds(20)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync("SELECT 1", cancellation: second.Token));
        await first.CancelAsync();
        foreach (var work in busy) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        await AllWorkersAreFreeAsync();
    }

    [Fact]
    public async Task A_file_that_is_replaced_is_seen_by_the_next_session_while_the_last_one_ends()
    {
        var before = warehouse.DataVersion();
        await using var old = await warehouse.OpenAsync(Stop);
        Assert.Equal(5000L, (await old.QueryAsync(new RenderedSql("SELECT count(*) FROM orders", []), Limits, Stop)).Rows[0][0]);

        Write(Path.Combine(folder, "next.duckdb"), "CREATE TABLE orders AS SELECT i AS id FROM range(7) t(i)");
        System.IO.File.Move(Path.Combine(folder, "next.duckdb"), file, overwrite: true);

        Assert.NotEqual(before, warehouse.DataVersion());
        Assert.Equal(7L, (await AskAsync("SELECT count(*) FROM orders")).Rows[0][0]);
        Assert.Equal(5000L, (await old.QueryAsync(new RenderedSql("SELECT count(*) FROM orders", []), Limits, Stop)).Rows[0][0]);
    }

    [Fact]
    public async Task Tables_may_be_named_with_the_database_that_dbt_writes()
        => Assert.Equal(5000L, (await AskAsync("SELECT count(*) FROM \"shop\".\"main\".\"orders\"")).Rows[0][0]);

    [Theory]
    [InlineData("SELECT missing FROM orders", "warehouses.mismatch")]
    [InlineData("SELECT * FROM nothing", "warehouses.mismatch")]
    [InlineData("SELECT customer::INTEGER FROM orders", "warehouses.conversion")]
    public async Task Refusals_hold_no_data_and_no_names(string sql, string code)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(sql));
        Assert.Equal(code, refusal.Code);
        foreach (var secret in new[] { "Neil", "missing", "nothing", "orders", "customer" }) Assert.DoesNotContain(secret, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_no_database_is_refused()
    {
        await using var absent = new DuckDbWarehouse(new DuckDbOptions { File = Path.Combine(folder, "absent.duckdb") });
        Assert.Equal("warehouses.unavailable", (await Assert.ThrowsAsync<RefusalException>(() => absent.TestAsync(Stop))).Code);
        Assert.False(System.IO.File.Exists(Path.Combine(folder, "absent.duckdb")));

        var text = Path.Combine(folder, "text.duckdb");
        await System.IO.File.WriteAllTextAsync(text, "not a database at all, though long enough to look at", Stop);
        await using var broken = new DuckDbWarehouse(new DuckDbOptions { File = text });
        Assert.Equal("warehouses.unavailable", (await Assert.ThrowsAsync<RefusalException>(() => broken.TestAsync(Stop))).Code);
    }

    internal static void Write(string path, string sql)
    {
        using var connection = new DuckDBConnection($"Data Source={path}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>All of them answer at once, so none is still at work.</summary>
    private async Task AllWorkersAreFreeAsync()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AskAsync("SELECT 1")));
        Assert.All(answers, answer => Assert.Equal(1, answer.Rows[0][0]));
    }

    private async Task<WarehouseResult> AskAsync(string sql, params object?[] values) => await AskAsync(sql, null, Stop, values);

    private Task<WarehouseResult> AskAsync(string sql, QueryLimits limits) => AskAsync(sql, limits, Stop);

    private Task<WarehouseResult> AskAsync(string sql, CancellationToken cancellation) => AskAsync(sql, null, cancellation);

    private async Task<WarehouseResult> AskAsync(string sql, QueryLimits? limits, CancellationToken cancellation, params object?[] values)
    {
        await using var session = await warehouse.OpenAsync(cancellation);
        return await session.QueryAsync(new RenderedSql(sql, [.. values.Select(value => new SqlParameter(value))]), limits ?? Limits, cancellation);
    }
}
