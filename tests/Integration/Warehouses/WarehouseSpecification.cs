using System.Globalization;
using Vitrine.Integration.Compilation;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;
using Vitrine.Warehouses;

namespace Vitrine.Integration.Warehouses;

/// <summary>What every kind of warehouse promises, over a table <c>things</c> with hostile names in it.</summary>
public abstract class WarehouseSpecification
{
    /// <summary>What stands in the table: names that are SQL, wildcards or escapes somewhere.</summary>
    protected static readonly string?[] Names = ["O'Neil", "50%", "a_b", @"back\slash", "wow!", "\"quoted\"", "'; DROP TABLE things; --", null];

    protected const string Password = "pass-of-the-reader";

    private static readonly QueryLimits Limits = new(1000, TimeSpan.FromSeconds(30), 10_000_000);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected abstract IWarehouse Warehouse { get; }

    /// <summary>The table, as its SQL names it.</summary>
    protected abstract string Things { get; }

    /// <summary>Statements that begin like a SELECT and would change something.</summary>
    protected abstract IReadOnlyList<string> Writes { get; }

    /// <summary>A select of values of all types.</summary>
    protected virtual string Values => """
        SELECT DATE '2026-01-31', TIMESTAMP '2026-01-31 12:30:00.5', TIMESTAMPTZ '2026-01-31 12:30:00+02', CAST('12345678901234567.89' AS DECIMAL(20, 2)),
          CAST('123456789012345678901234567890123456.78' AS DECIMAL(38, 2)), 9007199254740993, CAST('1180591620717411303424' AS DECIMAL(38, 0)), CAST('0.1' AS DOUBLE PRECISION),
          TRUE, FALSE, CAST(NULL AS DATE), 'it''s "so" \ ünï €'
        """;

    /// <summary>Connections that do not work: what is wrong, the warehouse, and what its refusal names.</summary>
    protected abstract IEnumerable<(string What, IWarehouse Warehouse, string[] Named)> BrokenConnections();

    [Fact]
    public async Task Values_come_back_without_loss()
    {
        var row = (await AskAsync(Values)).Rows.Single();
        Assert.Equal(new DateOnly(2026, 1, 31), row[0]);
        Assert.Equal(new DateTime(2026, 1, 31, 12, 30, 0, 500), row[1]);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 10, 30, 0, TimeSpan.Zero), row[2]);
        Assert.Equal(["12345678901234567.89", "123456789012345678901234567890123456.78", "9007199254740993", "1180591620717411303424"], row[3..7].Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
        Assert.Equal([0.1, true, false, null, "it's \"so\" \\ ünï €"], row[7..]);
    }

    [Fact]
    public async Task Values_are_bound_and_never_read_as_sql()
    {
        var place = Warehouse.Dialect.PlaceOf(1, "");
        foreach (var name in Names.OfType<string>())
            Assert.Equal("1", await OneAsync($"SELECT COUNT(*) FROM {Things} WHERE name = {place}", name));
        Assert.Equal("0", await OneAsync($"SELECT COUNT(*) FROM {Things} WHERE name = {place}", "x' OR '1'='1"));
        Assert.Equal("0", await OneAsync($"SELECT COUNT(*) FROM {Things} WHERE name = {place}", "x\\' OR 1=1 --"));
        Assert.Equal("3", await OneAsync($"SELECT COUNT(*) FROM {Things} WHERE id <= {Warehouse.Dialect.PlaceOf(1, 3L)}", 3L));
        Assert.Equal("4", await OneAsync($"SELECT COUNT(*) FROM {Things} WHERE flag = {Warehouse.Dialect.PlaceOf(1, true)}", true));
        Assert.Equal("8", await OneAsync($"SELECT COUNT(*) FROM {Things}"));
    }

    /// <summary>The semantic layer's own questions: wildcards and quotes in values stand for themselves, in every warehouse.</summary>
    [Fact]
    public async Task Filters_and_searches_mean_the_same_everywhere()
    {
        var layer = DbtProjectReader.Read(TinyProject.Manifest("""
            { "things": { "meta": { "primary_key": "id", "metrics": { "how_many": { "type": "count", "sql": "${TABLE}.id" }, "total": { "type": "sum", "sql": "${TABLE}.amount" }, "middle": { "type": "median", "sql": "${TABLE}.id" } } },
              "columns": { "id": { "type": "integer" }, "name": { "type": "string" }, "amount": { "type": "decimal" }, "flag": { "type": "boolean" }, "day": { "type": "date" }, "made": { "type": "timestamp", "meta": { "dimension": { "time_intervals": ["MONTH", "DAY_OF_WEEK_NAME"] } } } } } }
            """, Things), null, new SemanticOptions());
        var compiler = new MetricQueryCompiler(layer, Warehouse.Dialect);
        foreach (var name in Names.OfType<string>())
        {
            var text = name[..Math.Min(name.Length, 6)];
            Assert.Equal([name], (await AskAsync(compiler.CompileFieldValues("things", new("things", "name"), text, null, 10, TinyProject.Context()).Sql)).Rows.Select(row => row[0]));
            foreach (var comparison in new[] { FilterOperator.Equals, FilterOperator.Include, FilterOperator.StartsWith, FilterOperator.EndsWith })
                Assert.Equal("1", await CountAsync(compiler, TinyProject.Rule("things.name", comparison, name)));
            // The one without a name is not the one that is looked for.
            Assert.Equal("7", await CountAsync(compiler, TinyProject.Rule("things.name", FilterOperator.NotEquals, name)));
            Assert.Equal("7", await CountAsync(compiler, TinyProject.Rule("things.name", FilterOperator.DoesNotInclude, name)));
        }

        Assert.Equal("1", await CountAsync(compiler, TinyProject.Rule("things.amount", FilterOperator.Equals, "12345678901234567.89")));
        Assert.Equal("1", await CountAsync(compiler, TinyProject.Rule("things.day", FilterOperator.InBetween, "2026-01-03", "2026-01-03")));
        Assert.Equal("1", await CountAsync(compiler, TinyProject.Rule("things.made", FilterOperator.Equals, "2026-01-03")));
        Assert.Equal("3", await CountAsync(compiler, TinyProject.Rule("things.flag", FilterOperator.Equals, "false")));

        var months = compiler.Compile(TinyProject.Query("things", "things.made_month things.made_day_of_week_name things.flag", "things.how_many things.total things.middle"), TinyProject.Context() with { TimeZone = "Europe/Oslo" });
        var rows = (await AskAsync(months.Sql)).Rows.Select(row => string.Join('|', row.Select(Show))).ToList();
        Assert.Equal("2026-01-01|Friday|true|1|12345678901234567.89|1", rows[1]);
        Assert.Equal("|||1||8", rows[^1]);
        Assert.Equal(8, rows.Count);
    }

    [Fact]
    public async Task Rows_and_bytes_are_capped_and_the_session_goes_on()
    {
        await using var session = await Warehouse.OpenAsync(Stop);
        var many = new RenderedSql($"SELECT a.id FROM {Things} a CROSS JOIN {Things} b CROSS JOIN {Things} c CROSS JOIN {Things} d ORDER BY 1", []);
        var rows = await session.QueryAsync(many, Limits with { MaximumRows = 10 }, Stop);
        Assert.Equal((10, true), (rows.Rows.Count, rows.Truncated));
        Assert.False((await session.QueryAsync(many, Limits with { MaximumRows = 4096 }, Stop)).Truncated);

        // Forty megabytes if they were all taken.
        var wide = await session.QueryAsync(new RenderedSql($"SELECT REPEAT('x', 10000) FROM {Things} a CROSS JOIN {Things} b CROSS JOIN {Things} c CROSS JOIN {Things} d", []), Limits with { MaximumRows = 10_000, MaximumBytes = 1_000_000 }, Stop);
        Assert.True(wide.Truncated);
        Assert.InRange(wide.Rows.Count, 40, 60);
        Assert.Single((await session.QueryAsync(new RenderedSql("SELECT 1", []), Limits, Stop)).Rows);
    }

    [Fact]
    public async Task The_time_limit_stops_the_statement_in_the_warehouse()
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(new RenderedSql(Endless, []), Limits with { Timeout = TimeSpan.FromMilliseconds(400) }, Stop));
        Assert.Equal(("warehouses.timeout", RefusalKind.TimedOut), (refusal.Code, refusal.Kind));
        await NothingRunsAsync();
        Assert.Equal("8", await OneAsync($"SELECT COUNT(*) FROM {Things}"));
    }

    [Fact]
    public async Task Cancelling_stops_the_statement_in_the_warehouse()
    {
        using var gaveUp = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        gaveUp.CancelAfter(TimeSpan.FromMilliseconds(400));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(new RenderedSql(Endless, []), Limits, gaveUp.Token));
        await NothingRunsAsync();
        Assert.Equal("8", await OneAsync($"SELECT COUNT(*) FROM {Things}"));
    }

    [Fact]
    public async Task Nothing_can_be_written()
    {
        string[] plain = [$"INSERT INTO {Things} (id) VALUES (9)", $"DELETE FROM {Things}", $"DROP TABLE {Things}", $"SELECT 1; DROP TABLE {Things}"];
        foreach (var sql in plain) await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(sql));
        foreach (var sql in Writes)
        {
            var refusal = await Assert.ThrowsAsync<RefusalException>(() => AskAsync(sql));
            Assert.DoesNotContain("things", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal("8", await OneAsync($"SELECT COUNT(*) FROM {Things}"));
    }

    [Fact]
    public async Task Refusals_hold_no_names_and_no_data()
    {
        var missing = await Assert.ThrowsAsync<RefusalException>(() => AskAsync($"SELECT lost_column FROM {Things}"));
        Assert.Equal("warehouses.mismatch", missing.Code);
        var conversion = await Assert.ThrowsAsync<RefusalException>(() => AskAsync($"SELECT CAST(name AS INTEGER) FROM {Things} WHERE id = 1"));
        Assert.Equal("warehouses.conversion", conversion.Code);
        foreach (var word in new[] { "lost_column", "Neil", "things" }) Assert.DoesNotContain(word, missing.Message + conversion.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_questions_at_once_are_all_answered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => OneAsync($"SELECT COUNT(*) FROM {Things}")));
        Assert.All(answers, answer => Assert.Equal("8", answer));
    }

    [Fact]
    public async Task The_test_of_a_connection_names_what_is_wrong_and_no_password()
    {
        await Warehouse.TestAsync(Stop);
        foreach (var (what, broken, named) in BrokenConnections())
        {
            await using (broken)
            {
                var refusal = await Assert.ThrowsAsync<RefusalException>(() => broken.TestAsync(Stop));
                foreach (var word in named) Assert.True(refusal.Message.Contains(word, StringComparison.Ordinal), $"{what}: {refusal.Message}");
                Assert.DoesNotContain(Password, refusal + string.Concat(refusal.Data.Values.Cast<object?>()), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Waits until the warehouse is at work for nobody.</summary>
    protected virtual Task NothingRunsAsync() => Task.CompletedTask;

    protected Task<WarehouseResult> AskAsync(string sql, params object?[] values) => AskAsync(new RenderedSql(sql, [.. values.Select(value => new SqlParameter(value))]));

    private string Endless => $"SELECT COUNT(*) FROM {string.Join(" CROSS JOIN ", Enumerable.Range(0, 14).Select(at => $"{Things} t{at}"))} WHERE t0.id + t1.id + t2.id + t3.id + t4.id + t5.id <> t6.id + t7.id + t8.id + t9.id + t10.id + t11.id + t12.id + t13.id";

    private async Task<WarehouseResult> AskAsync(RenderedSql sql, QueryLimits? limits = null, CancellationToken? cancellation = null)
    {
        await using var session = await Warehouse.OpenAsync(cancellation ?? Stop);
        return await session.QueryAsync(sql, limits ?? Limits, cancellation ?? Stop);
    }

    private async Task<string> OneAsync(string sql, params object?[] values) => Show((await AskAsync(sql, values)).Rows.Single()[0]);

    private async Task<string> CountAsync(MetricQueryCompiler compiler, FilterRule rule)
    {
        // Names are compared as they are written.
        var query = compiler.Compile(TinyProject.Query("things", "", "things.how_many", rule with { CaseSensitive = true }), TinyProject.Context());
        return Show((await AskAsync(query.Sql)).Rows.Single()[0]);
    }

    private static string Show(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
