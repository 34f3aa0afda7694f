using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;
using Vitrine.Queries.Limits;
using Vitrine.Sql;

namespace Vitrine.Unit.Queries;

public sealed class ContractRunnerTests : IDisposable
{
    private static readonly ContractFile File = ContractFileParser.Parse("""
        version: 1
        filters:
          region: { field: customers.region, options: true }
          status: { field: orders.status }
          supplier: { field: orders.supplier, options: true }
        contracts:
          by_region:
            explore: orders
            dimensions: [{ slot: by, oneOf: [customers.region, orders.country] }]
            metrics: [orders.revenue]
            use: [region, status]
            limit: 2
            maxLimit: 4
            underlying: [orders.order_id]
          monthly:
            explore: orders
            dimensions: [orders.created_month]
            metrics: [orders.revenue]
            arguments:
              dates: { field: orders.created, type: range, required: true, default: [2025-01-01, 2025-12-31] }
            compare: { filter: dates, to: previousYear }
          large: { explore: orders, dimensions: [orders.country], metrics: [orders.revenue], having: [{ field: orders.revenue, operator: greaterThan, values: [100] }] }
          secret: { explore: orders, metrics: [orders.margin], use: [supplier] }
          hidden_bins: { explore: orders, bins: [{ name: by, field: orders.supplier, groups: [{ label: Ours, values: [us] }] }], metrics: [orders.order_count] }
          shaped:
            explore: orders
            dimensions: [{ slot: by, oneOf: [orders.country, customers.region] }]
            bins: [{ name: size, field: orders.amount, width: 10 }]
            metrics: [orders.revenue]
            calculations: [{ name: share, label: Share, formula: "=orders_revenue / SUM(orders.revenue, PARTITION BY by)", format: "0.0%" }]
            sort: [{ field: share, descending: true }, { field: size }]
            pivot: { columns: [by] }
        """).File;

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ContractRunner runner;

    public ContractRunnerTests() => runner = new ContractRunner(new QuerySettings(), clock);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => runner.Dispose();

    [Fact]
    public async Task Rows_come_as_cells_under_the_keys_of_the_contract()
    {
        var result = await Run(Warehouse(["West", 12.5m], [null, 3m]), "by_region", """{ "by": "orders.country" }""");

        Assert.Equal(["by orders.country dimension string", "orders.revenue orders.revenue metric number"], result.Columns.Select(column => $"{column.Key} {column.Field} {column.Kind} {column.Type}"));
        Assert.Equal(["West", null], result.Rows.Select(row => row[0].Raw));
        Assert.Equal([12.5, 3L], result.Rows.Select(row => row[1].Raw));
        Assert.Equal((false, 2, "UTC"), (result.Truncated, result.RowLimit, result.TimeZone));
        Assert.Null(result.CachedAt);
    }

    [Theory]
    [InlineData("by_region", true)]
    [InlineData("large", false)]
    public async Task Figures_of_which_some_are_left_out_do_not_add_up_to_all(string contract, bool addsUp)
    {
        var result = await Run(Warehouse(["West", 125m]), contract);
        Assert.Equal([null, addsUp], result.Columns.Select(column => column.Additive));
    }

    [Fact]
    public async Task More_rows_than_the_limit_are_cut_and_said()
    {
        var result = await Run(Warehouse(["a", 1m], ["b", 2m], ["c", 3m]), "by_region");
        Assert.Equal((2, true, 2), (result.Rows.Count, result.Truncated, result.RowLimit));
    }

    [Theory]
    [InlineData("nothing", "{}", null, "queries.unknown-contract", RefusalKind.NotFound)]
    [InlineData("by_region", "{}", 5, "queries.limit", RefusalKind.Invalid)]
    [InlineData("by_region", "{}", 0, "queries.limit", RefusalKind.Invalid)]
    [InlineData("by_region", """{ "sql": "select 1" }""", null, "queries.unknown-argument", RefusalKind.Invalid)]
    [InlineData("secret", "{}", null, "queries.not-allowed", RefusalKind.Forbidden)]
    [InlineData("hidden_bins", "{}", null, "queries.not-allowed", RefusalKind.Forbidden)]
    public async Task What_is_not_declared_or_not_allowed_is_refused_before_anything_is_asked(string name, string arguments, int? limit, string code, RefusalKind kind)
    {
        var warehouse = Warehouse([1m]);
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => Run(warehouse, name, arguments, limit));
        Assert.Equal((code, kind, 0), (refusal.Code, refusal.Kind, warehouse.Asked));
        Assert.DoesNotContain("margin", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bins_and_calculations_are_columns_and_formulas_may_name_slots()
    {
        string? asked = null;
        var warehouse = new ScriptedWarehouse((sql, _) =>
        {
            asked = sql.Text;
            return Task.FromResult<IReadOnlyList<object?[]>>([["West", "10 - 19", 12m, 0.25]]);
        });
        var result = await Run(warehouse, "shaped", """{ "by": "customers.region" }""");
        Assert.Equal(["by Region dimension string", "size size dimension string", "orders.revenue Revenue metric number", "share Share metric number"], result.Columns.Select(column => $"{column.Key} {column.Label} {column.Kind} {column.Type}"));
        Assert.Equal(("25.0%", false), (result.Rows[0][3].Formatted, result.Columns[3].Additive));
        Assert.Contains("PARTITION BY \"customers.region\"", asked, StringComparison.Ordinal);
        Assert.Matches("ORDER BY \"?share\"? DESC", asked!.Replace("\".share\"", "share", StringComparison.Ordinal));
    }

    [Fact]
    public void A_contract_with_bins_cannot_show_the_rows_behind()
        => Assert.Contains("Leave out underlying", string.Join('|', ContractFileParser.Parse("version: 1\ncontracts:\n  a: { explore: orders, bins: [{ name: size, field: orders.amount, width: 10 }], metrics: [orders.order_count], underlying: [orders.order_id] }").Diagnostics.Select(finding => finding.Hint)), StringComparison.Ordinal);

    [Fact]
    public async Task A_range_that_has_not_ended_is_compared_from_the_cache_as_well()
    {
        var warehouse = Warehouse([new DateTime(2026, 1, 1), 1m]);
        const string ThisYear = """{ "dates": { "operator": "inTheCurrent", "unit": "years" } }""";
        await Run(warehouse, "monthly", ThisYear);
        clock.Advance(TimeSpan.FromSeconds(20));
        await Run(warehouse, "monthly", ThisYear);
        Assert.Equal(2, warehouse.Asked);

        clock.Advance(TimeSpan.FromHours(1));
        await Run(warehouse, "monthly", ThisYear);
        Assert.Equal(3, warehouse.Asked);
    }

    [Fact]
    public async Task Equal_questions_are_answered_from_the_cache_until_the_data_changes()
    {
        var warehouse = Warehouse(["West", 1m]);
        await Run(warehouse, "by_region");
        clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Run(warehouse, "by_region");
        Assert.Equal((1, clock.GetUtcNow().AddMinutes(-1)), (warehouse.Asked, second.CachedAt));

        await Run(warehouse, "by_region", """{ "status": "open" }""");
        Assert.Equal(2, warehouse.Asked);
        Assert.Null((await Run(warehouse, "by_region", refresh: true)).CachedAt);
        Assert.Equal(3, warehouse.Asked);
        warehouse.Version = "2";
        await Run(warehouse, "by_region");
        Assert.Equal(4, warehouse.Asked);
    }

    [Fact]
    public async Task A_cached_answer_does_not_reach_somebody_who_may_not_see_the_fields()
    {
        var warehouse = Warehouse([1m]);
        await Run(warehouse, "secret", attributes: "high");
        await Assert.ThrowsAsync<RefusalException>(() => Run(warehouse, "secret"));
        Assert.NotNull((await Run(warehouse, "secret", attributes: "high")).CachedAt);
    }

    [Fact]
    public async Task A_comparison_matches_the_nth_bucket_with_the_nth()
    {
        var warehouse = new ScriptedWarehouse((sql, _) => Task.FromResult<IReadOnlyList<object?[]>>(IsEarlier(sql)
            ? [[new DateTime(2024, 1, 1), 100m], [new DateTime(2024, 3, 1), 0m]]
            : [[new DateTime(2025, 1, 1), 125m], [new DateTime(2025, 2, 1), 50m], [new DateTime(2025, 3, 1), 10m]]));

        var result = await Run(warehouse, "monthly");

        Assert.Equal([125L, 50L, 10L], result.Rows.Select(row => row[1].Raw));
        Assert.Equal([100L, null, 0L], result.Rows.Select(row => row[1].Previous!.Raw));
        Assert.Equal([0.25, null, null], result.Rows.Select(row => row[1].Change?.Raw));
        Assert.Equal("+25.0%", result.Rows[0][1].Change!.Formatted);
        Assert.Null(result.Rows[0][0].Previous);
    }

    [Fact]
    public async Task Options_are_asked_only_where_the_file_says_so()
    {
        var warehouse = Warehouse(["East"], ["West"]);
        var options = await runner.ValuesAsync(Open(warehouse), Person(), File, "region", "st", Stop);
        Assert.Equal(["East", "West"], options.Values.Select(cell => cell.Raw));

        Assert.Equal("queries.no-options", (await Assert.ThrowsAsync<RefusalException>(() => runner.ValuesAsync(Open(warehouse), Person(), File, "status", null, Stop))).Code);
        Assert.Equal("queries.no-options", (await Assert.ThrowsAsync<RefusalException>(() => runner.ValuesAsync(Open(warehouse), Person(), File, "monthly.dates", null, Stop))).Code);
        Assert.Equal("queries.not-allowed", (await Assert.ThrowsAsync<RefusalException>(() => runner.ValuesAsync(Open(warehouse), Person(), File, "supplier", null, Stop))).Code);
    }

    [Theory]
    [InlineData("by_region", """{ "by": { "raw": "West", "formatted": "West" }, "orders.revenue": { "raw": 5 } }""", null)]
    [InlineData("by_region", """{ "by": null }""", null)]
    [InlineData("by_region", """{}""", "queries.bad-row")]
    [InlineData("by_region", """{ "by": ["West"] }""", "queries.bad-row")]
    [InlineData("by_region", """{ "by": "West", "orders.margin": 1 }""", "queries.bad-row")]
    [InlineData("monthly", """{ "orders.created_month": "2025-01-01" }""", "queries.no-underlying")]
    public async Task Rows_behind_are_shown_for_a_whole_row_of_a_contract_that_declares_them(string name, string row, string? code)
    {
        var warehouse = Warehouse([17L], [18L]);
        using var json = JsonDocument.Parse(row);
        var asking = runner.UnderlyingAsync(Open(warehouse), Person(), File, name, default, json.RootElement, Stop);
        if (code is not null)
        {
            Assert.Equal(code, (await Assert.ThrowsAsync<RefusalException>(() => asking)).Code);
            return;
        }

        var result = await asking;
        Assert.Equal("orders.order_id", Assert.Single(result.Columns).Key);
        Assert.Equal([17L, 18L], result.Rows.Select(cells => cells[0].Raw));
    }

    [Fact]
    public async Task Cancelling_cancels_the_query()
    {
        var (started, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        var warehouse = new ScriptedWarehouse(async (_, stop) =>
        {
            using var seen = stop.Register(ended.SetResult);
            started.SetResult();
            await ended.Task;
            throw new OperationCanceledException(stop);
        });
        using var abort = new CancellationTokenSource();
        var asking = runner.RunAsync(Open(warehouse), Person(), File, "by_region", default, null, false, abort.Token);
        await started.Task;
        await abort.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await ended.Task;
    }

    [Fact]
    public async Task Too_many_waiting_questions_are_refused()
    {
        using var small = new ContractRunner(new QuerySettings { Concurrency = 1, Queue = 1 }, clock);
        var release = new TaskCompletionSource<IReadOnlyList<object?[]>>();
        var warehouse = new ScriptedWarehouse((_, _) => release.Task);
        List<Task<ContractResult>> asking = [.. "abc".Select(status =>
        {
            using var json = JsonDocument.Parse($$"""{ "status": "{{status}}" }""");
            return small.RunAsync(Open(warehouse), Person(), File, "by_region", json.RootElement.Clone(), null, false, Stop);
        })];
        var refused = await Task.WhenAny(asking);
        Assert.Equal(RefusalKind.TooMany, (await Assert.ThrowsAsync<RefusalException>(() => refused)).Kind);
        release.SetResult([["West", 1m]]);
        Assert.Equal(2, (await Task.WhenAll(asking.Where(one => one != refused))).Length);
    }

    private static bool IsEarlier(RenderedSql sql)
        => sql.Parameters.Any(parameter => Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!.Contains("2024", StringComparison.Ordinal));

    private static ScriptedWarehouse Warehouse(params object?[][] rows) => new((_, _) => Task.FromResult<IReadOnlyList<object?[]>>(rows));

    private async Task<ContractResult> Run(ScriptedWarehouse warehouse, string name, string arguments = "{}", int? limit = null, bool refresh = false, string? attributes = null)
    {
        using var json = JsonDocument.Parse(arguments);
        return await runner.RunAsync(Open(warehouse), Person(attributes), File, name, json.RootElement, limit, refresh, Stop);
    }

    private OpenProject Open(ScriptedWarehouse warehouse)
    {
        var record = new ProjectRecord { Id = new Guid("00000000-0000-0000-0000-000000000001"), OrganizationId = Guid.Empty, Slug = "shop", Name = "Shop", CreatedAt = clock.GetUtcNow() };
        return new OpenProject(record, ContractFixtures.Layer, warehouse, new ProjectSettings(), warehouse.DataVersion(), clock);
    }

    private static Principal Person(string? clearance = null) => new()
    {
        PersonId = Guid.Empty,
        OrganizationId = Guid.Empty,
        Email = "ada@example.com",
        Name = "Ada",
        Attributes = clearance is null ? new Dictionary<string, IReadOnlyList<string>>() : new Dictionary<string, IReadOnlyList<string>> { ["clearance"] = [clearance] },
    };
}
