using System.Globalization;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Warehouses;
using Vitrine.Warehouses.DuckDb;
using Vitrine.Web.Demo;

namespace Vitrine.Integration.Demo;

/// <summary>Everything that the demo's semantic layer offers can be asked, and everybody gets the rows that are theirs.</summary>
public sealed class DemoExploreTests : IClassFixture<DemoShop>, IAsyncDisposable
{
    private static readonly string[] Regions = ["West", "Northeast", "South", "Midwest", "Canada"];
    private static readonly SemanticLayer Layer = DbtProjectReader.Read(DemoFiles.Manifest, DemoFiles.Catalog, new SemanticOptions());
    private readonly DemoShop shop;
    private readonly DuckDbWarehouse warehouse;

    public DemoExploreTests(DemoShop shop)
    {
        this.shop = shop;
        warehouse = new DuckDbWarehouse(new DuckDbOptions { File = shop.File });
    }

    public static TheoryData<string> Explores => [.. Layer.ExploreNames];

    /// <summary>Explores with the column that their row rule looks at.</summary>
    public static TheoryData<string, string> RuledExplores => new()
    {
        { "orders", "customer_region" }, { "order_items", "customer_region" }, { "returns", "customer_region" }, { "support_tickets", "customer_region" }, { "customers", "region" },
    };

    public ValueTask DisposeAsync() => warehouse.DisposeAsync();

    [Fact]
    public void Nothing_is_wrong_with_the_dbt_project() => Assert.Empty(Layer.Diagnostics);

    [Fact]
    public void What_people_are_offered()
        => Assert.Equal(
            ["customers", "marketing", "order_items", "orders", "returns", "support_tickets", "web_traffic"],
            Layer.ExploreNames.Where(name => !Explore(name).Hidden).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Explores))]
    public async Task Every_field_of_every_explore_can_be_asked(string name)
    {
        var explore = Explore(name);
        var metrics = explore.Metrics.Select(metric => metric.Reference).ToList();
        foreach (var metric in metrics) Assert.Single(await AskAsync(new MetricQuery { Explore = name, Metrics = [metric] }, Finance()));
        foreach (var dimension in explore.Dimensions)
            Assert.NotEmpty(await AskAsync(new MetricQuery { Explore = name, Dimensions = [dimension.Reference], Metrics = [.. metrics.Take(1)], Limit = 5 }, Finance()));
    }

    [Theory]
    [MemberData(nameof(RuledExplores))]
    public async Task A_viewer_of_one_region_sees_its_rows_only(string name, string column)
    {
        var key = Explore(name).Metrics.First(metric => metric.Reference.Name is "order_count" or "line_count" or "return_count" or "ticket_count" or "customer_count" && metric.Reference.Table == name).Reference;
        var counted = new MetricQuery { Explore = name, Metrics = [key] };
        Assert.Equal(shop.Number($"select count(*) from {name} where {column} = 'West'"), Number((await AskAsync(counted, Viewer("West")))[0][0]));
        Assert.Equal(shop.Number($"select count(*) from {name}"), Number((await AskAsync(counted, Viewer(Regions)))[0][0]));
        var byRegion = new MetricQuery { Explore = name, Dimensions = [new FieldReference("customers", "region")], Metrics = [key] };
        Assert.Equal(["West"], (await AskAsync(byRegion, Viewer("West"))).Select(row => row[0]));
        Assert.Equal(5, (await AskAsync(byRegion, Viewer(Regions))).Count);
    }

    [Fact]
    public async Task Without_a_region_there_is_no_answer()
        => await Assert.ThrowsAsync<RefusalException>(() => AskAsync(new MetricQuery { Explore = "orders", Metrics = [new FieldReference("orders", "revenue")] }, new QueryIdentity { PersonId = "1", Attributes = new Dictionary<string, IReadOnlyList<string>>() }));

    [Theory]
    [InlineData("cost_of_goods")]
    [InlineData("gross_margin")]
    [InlineData("margin_rate")]
    public async Task Margins_are_for_finance(string metric)
    {
        var reference = new FieldReference("order_items", metric);
        Assert.True(Explore("order_items").TryGetField(reference, out var field));
        Assert.True(Layer.IsVisible(field, Finance()));
        Assert.False(Layer.IsVisible(field, Viewer("West")));
        await Assert.ThrowsAsync<RefusalException>(() => AskAsync(new MetricQuery { Explore = "order_items", Metrics = [reference] }, Viewer("West")));
    }

    [Fact]
    public async Task Revenue_is_the_same_by_orders_by_products_and_by_hand()
    {
        var byHand = shop.Number("select sum(net_amount) from orders where status <> 'cancelled'");
        Assert.Equal(byHand, Number((await AskAsync(new MetricQuery { Explore = "orders", Metrics = [new FieldReference("orders", "revenue")] }, Finance()))[0][0]), 0.01);
        var byCategory = await AskAsync(
            new MetricQuery { Explore = "order_items", Dimensions = [new FieldReference("products", "category")], Metrics = [new FieldReference("order_items", "item_revenue")] }, Finance());
        Assert.Equal(6, byCategory.Count);
        Assert.Equal(byHand, byCategory.Sum(row => Number(row[1])), 0.01);
    }

    private static QueryIdentity Viewer(params string[] regions) => new() { PersonId = "1", Attributes = new Dictionary<string, IReadOnlyList<string>> { ["region"] = regions } };

    private static QueryIdentity Finance() => new() { PersonId = "2", Attributes = new Dictionary<string, IReadOnlyList<string>> { ["region"] = Regions, ["finance"] = ["true"] } };

    private static Explore Explore(string name) => Layer.TryGetExplore(name, out var explore) ? explore : throw new InvalidOperationException($"There is no explore {name}.");

    private static double Number(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private async Task<IReadOnlyList<object?[]>> AskAsync(MetricQuery query, QueryIdentity identity)
    {
        var context = new CompilationContext { Identity = identity, Now = new DateTimeOffset(2026, 3, 15, 9, 0, 0, TimeSpan.Zero) };
        var compiled = new MetricQueryCompiler(Layer, warehouse.Dialect).Compile(query, context);
        await using var session = await warehouse.OpenAsync(TestContext.Current.CancellationToken);
        return (await session.QueryAsync(compiled.Sql, new QueryLimits(5000, TimeSpan.FromSeconds(30), 64 * 1024 * 1024), TestContext.Current.CancellationToken)).Rows;
    }
}
