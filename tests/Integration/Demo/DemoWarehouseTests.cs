using Vitrine.Web.Demo;

namespace Vitrine.Integration.Demo;

public sealed class DemoWarehouseTests(DemoShop shop) : IClassFixture<DemoShop>
{
    private static readonly string[] Tables = ["orders", "order_items", "customers", "products", "stores", "returns", "campaigns", "marketing", "support_tickets", "web_traffic"];

    public static TheoryData<string, string, string> References => new()
    {
        { "orders", "customer_id", "customers" }, { "orders", "store_id", "stores" }, { "order_items", "order_id", "orders" }, { "order_items", "product_id", "products" },
        { "order_items", "customer_id", "customers" }, { "order_items", "store_id", "stores" }, { "returns", "order_item_id", "order_items" }, { "returns", "product_id", "products" },
        { "returns", "customer_id", "customers" }, { "marketing", "campaign_id", "campaigns" }, { "support_tickets", "customer_id", "customers" },
    };

    public static TheoryData<string, string> Keys => new()
    {
        { "orders", "order_id" }, { "order_items", "order_item_id" }, { "customers", "customer_id" }, { "products", "product_id" }, { "stores", "store_id" }, { "returns", "return_id" },
        { "campaigns", "campaign_id" }, { "marketing", "day, campaign_id" }, { "support_tickets", "ticket_id" }, { "web_traffic", "day, source, device" },
    };

    [Fact]
    public void There_are_200_000_order_lines_and_only_the_tables_of_the_semantic_layer()
    {
        Assert.Equal(200_000, shop.Number("select count(*) from order_items"));
        Assert.Equal(Tables.Order(StringComparer.Ordinal), shop.Rows("select table_schema || '.' || table_name from information_schema.tables order by 1").Select(row => row[0].Replace("main.", "", StringComparison.Ordinal)));
        foreach (var table in Tables) Assert.NotEqual(0, shop.Number($"select count(*) from {table}"));
    }

    [Theory]
    [InlineData("orders", "created")]
    [InlineData("order_items", "created")]
    [InlineData("marketing", "day")]
    [InlineData("web_traffic", "day")]
    public void Data_of_more_than_two_years_ends_on_the_last_day_without_a_gap(string table, string column)
    {
        Assert.Equal("2026-03-14", shop.Rows($"select max({column}::date)::varchar from {table}")[0][0]);
        Assert.Equal("2024-01-01", shop.Rows($"select min({column}::date)::varchar from {table}")[0][0]);
        Assert.Equal(shop.Number("select date_diff('day', date '2024-01-01', date '2026-03-14') + 1"), shop.Number($"select count(distinct {column}::date) from {table}"));
        Assert.Equal("2026-03-14", shop.Rows("select max(opened::date)::varchar from support_tickets")[0][0]);
        Assert.Equal(0, shop.Number("select count(*) from support_tickets where resolved::date > date '2026-03-14' or resolved < opened"));
        Assert.Equal(0, shop.Number("select count(*) from customers where signed_up_on > date '2026-03-14'"));
        Assert.Equal(0, shop.Number("select count(*) from returns where returned_on > date '2026-03-14'"));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Primary_keys_are_unique(string table, string key)
        => Assert.Equal(shop.Number($"select count(*) from {table}"), shop.Number($"select count(*) from (select distinct {key} from {table})"));

    [Theory]
    [MemberData(nameof(References))]
    public void Every_reference_points_at_a_row(string table, string column, string target)
    {
        var key = target switch { "order_items" => "order_item_id", _ => column };
        Assert.Equal(0, shop.Number($"select count(*) from {table} where {column} is null or {column} not in (select {key} from {target})"));
    }

    [Fact]
    public void The_lines_add_up_to_the_orders_and_nobody_orders_before_signing_up()
    {
        Assert.Equal(0, shop.Number("select count(*) from orders o join (select order_id, sum(net_amount) net, sum(discount) taken from order_items group by 1) l using (order_id) where o.net_amount <> l.net or o.discount_amount <> l.taken"));
        Assert.Equal(0, shop.Number("select count(*) from orders where order_id not in (select order_id from order_items)"));
        Assert.Equal(0, shop.Number("select count(*) from orders o join customers c using (customer_id) where o.created::date < c.signed_up_on"));
        Assert.Equal(0, shop.Number("select count(*) from returns r join order_items i using (order_item_id) where r.returned_on < i.created::date or i.is_cancelled"));
        Assert.Equal(0, shop.Number("select count(*) from order_items i join products p using (product_id) where i.created::date < p.launched_on"));
    }

    [Fact]
    public void The_outage_is_in_sight()
    {
        var day = shop.Number("select count(*) from orders where created::date = date '2026-03-14' - 47");
        var usual = shop.Number("select count(*) / 14.0 from orders where created::date between date '2026-03-14' - 62 and date '2026-03-14' - 49");
        Assert.InRange(day, 1, usual * 0.25);
        Assert.True(shop.Number("select sum(sessions) from web_traffic where day = date '2026-03-14' - 47") > 0.6 * shop.Number("select sum(sessions) / 7.0 from web_traffic where day between date '2026-03-14' - 55 and date '2026-03-14' - 49"));
        Assert.True(shop.Number("select count(*) from support_tickets where topic = 'Website' and opened::date = date '2026-03-14' - 47") > 100);
    }

    [Fact]
    public void Black_Friday_is_the_busiest_day_of_its_year()
        => Assert.Equal(["2024-11-29", "2025-11-28"], shop.Rows("select arg_max(day, n)::varchar from (select created::date as day, count(*) n from orders group by 1) where year(day) < 2026 group by year(day) order by 1").Select(row => row[0]));

    [Fact]
    public void The_shop_grows_the_Midwest_slumps_and_the_recall_comes_back()
    {
        Assert.True(shop.Number("select sum(net_amount) from orders where created between '2025-03-01' and '2026-02-28'") > 1.15 * shop.Number("select sum(net_amount) from orders where created between '2024-03-01' and '2025-02-28'"));
        const string share = "select 1.0 * count(*) filter (where customer_region = 'Midwest') / count(*) from orders where date_diff('day', created::date, date '2026-03-14') between ";
        Assert.True(shop.Number(share + "200 and 241") < 0.65 * shop.Number(share + "245 and 290"));
        Assert.Equal("Ember Camp Stove", shop.Rows("select p.product_line from returns r join products p using (product_id) where r.returned_on between date '2026-03-14' - 150 and date '2026-03-14' - 130 group by 1 order by count(*) desc limit 1")[0][0]);
        Assert.Equal(0, shop.Number("select count(*) from order_items i join products p using (product_id) where p.is_recalled and i.created::date > date '2026-03-14' - 150"));
    }

    [Fact]
    public async Task The_same_day_gives_the_same_rows_and_another_day_others()
    {
        var again = Path.Combine(Path.GetDirectoryName(shop.File)!, "again.duckdb");
        await DemoWarehouse.BuildAsync(again, DemoShop.LastDay, TestContext.Current.CancellationToken);
        foreach (var table in Tables)
        {
            var sum = $"select count(*), bit_xor(hash(t)), sum(hash(t) % 1000000007) from {table} as t";
            Assert.Equal(shop.Rows(sum)[0], DemoShop.Rows(again, sum)[0]);
        }

        await DemoWarehouse.BuildAsync(again, new DateOnly(2028, 2, 29), TestContext.Current.CancellationToken);
        Assert.Equal("2028-02-29", DemoShop.Rows(again, "select max(created::date)::varchar from orders")[0][0]);
        Assert.Equal("200000", DemoShop.Rows(again, "select count(*) from order_items")[0][0]);
        Assert.Equal(["again.duckdb", "shop.duckdb"], Directory.EnumerateFiles(Path.GetDirectoryName(shop.File)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_said_to_be_always_empty_is()
        => Assert.Equal(0, shop.Number("select count(gift_message) from orders"));
}
