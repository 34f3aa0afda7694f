namespace Vitrine.Integration.LanguageModels;

/// <summary>A model that makes a small app over the demo shop, in as many calls as a real one would take, and changes it with every prompt after that. What it does depends on what it is told alone, so it can be asked again.</summary>
internal static class ShopScript
{
    public const string Contracts = """
        version: 1
        filters:
          region: { field: customers.region, operators: [equals], max: 20, options: true }
        contracts:
          revenue_by_region:
            label: Revenue by region
            explore: orders
            dimensions: [customers.region]
            metrics: [orders.revenue, orders.order_count]
            use: [region]
            sort: [{ field: orders.revenue, descending: true }]
            limit: 20
          revenue_by_month:
            label: Revenue by month
            explore: orders
            dimensions: [orders.created_month]
            metrics: [orders.revenue]
            use: [region]
            sort: [{ field: orders.created_month }]
            limit: 500
        """;

    public const string App = """
        import { Cell, FilterBar, Grid, Page, QueryCard } from "@vitrine/kit";
        import { AreaChart, BarList } from "@vitrine/kit/charts";

        export default function App() {
          return (
            <Page title="Revenue by region" subtitle="All orders" filters={<FilterBar />}>
              <Grid>
                <Cell span={8}>
                  <QueryCard title="Revenue over time" contract="revenue_by_month">
                    {(data) => <AreaChart data={data} x="orders.created_month" y="orders.revenue" />}
                  </QueryCard>
                </Cell>
                <Cell span={4}>
                  <QueryCard title="Revenue by region" contract="revenue_by_region" skeleton="bars">
                    {(data) => <BarList data={data} x="customers.region" y="orders.revenue" detail="orders.order_count" filter="region" />}
                  </QueryCard>
                </Cell>
              </Grid>
            </Page>
          );
        }
        """;

    /// <summary>What it answers. Who has no tools to give, as <c>vitrine doctor</c>, only asks whether anybody is there.</summary>
    public static Reply Answer(ReceivedRequest request)
        => request.Tools.Count == 0 ? Reply.Say("Yes.") : Aside(request) ?? (request.Request.Contains("The app exists", StringComparison.Ordinal) ? Change(request.AnswersSinceRequest) : Make(request.AnswersSinceRequest));

    /// <summary>What it says to small questions beside the work; null for the work itself. It asks back where somebody wants the best of something.</summary>
    public static Reply? Aside(ReceivedRequest request) => request.Tools switch
    {
        ["before_building"] => Reply.Call(Reply.Tool("before_building", new { questions = request.Request.Contains("best", StringComparison.OrdinalIgnoreCase) ? Questions : [], plan = Plan })),
        ["name_app"] => Reply.Call(Reply.Tool("name_app", new { name = "Revenue by region", description = "Revenue and number of orders by region, and revenue by month." })),
        _ => null,
    };

    private static readonly object[] Questions =
    [
        new { question = "What makes a region the best one?", choices = new[] { "Most revenue", "Most orders", "Highest order value" } },
        new { question = "Which orders count?", choices = new[] { "Completed ones", "All but cancelled ones" } },
    ];

    private static readonly object Plan = new
    {
        pages = new[]
        {
            new
            {
                title = "Revenue by region",
                widgets = new[]
                {
                    new { title = "Revenue over time", chart = "area chart", contract = "revenue_by_month" },
                    new { title = "Revenue by region", chart = "ranked bars", contract = "revenue_by_region" },
                },
            },
        },
        contracts = new[]
        {
            new { name = "revenue_by_month", explore = "orders", dimensions = new[] { "orders.created_month" }, metrics = new[] { "orders.revenue" } },
            new { name = "revenue_by_region", explore = "orders", dimensions = new[] { "customers.region" }, metrics = new[] { "orders.revenue", "orders.order_count" } },
        },
        filters = new[] { "customers.region" },
    };

    private static Reply Make(int step) => step switch
    {
        0 => Reply.Call(
            Reply.Thinking("Revenue by region: orders, with customers joined.", "c2lnbmF0dXJlLTE="),
            Reply.TextOf("I look for the fields first."),
            Reply.Tool("search_fields", new { words = "revenue" }),
            Reply.Tool("search_fields", new { words = "region" }),
            Reply.Tool("read_reference", new { page = "contracts" })),
        1 => Reply.Call(Reply.TextOf("Now the contracts."), Reply.Tool("write_file", new { path = "src/queries.yml", text = Contracts })),
        // The first attempt has two mistakes that models make: a chart that is not there, and a component without its import, which is mended without asking.
        2 => Reply.Call(Reply.Tool("write_file", new { path = "src/App.tsx", text = App.Replace("AreaChart", "AreaGraph", StringComparison.Ordinal).Replace("Cell, FilterBar, Grid", "Cell, Grid", StringComparison.Ordinal) }), Reply.Tool("check", new { })),
        3 => Reply.Call(
            Reply.TextOf("The chart is called AreaChart."),
            Reply.Tool("edit_file", new { path = "src/App.tsx", edits = new[] { new { old = "{ AreaGraph, BarList }", @new = "{ AreaChart, BarList }" }, new { old = "<AreaGraph data", @new = "<AreaChart data" } } })),
        _ => Reply.Call(Reply.Tool("finish", new { summary = "The page shows revenue over time and by region, with a filter for the region." })),
    };

    private static Reply Change(int step) => step switch
    {
        0 => Reply.Call(Reply.Tool("read_file", new { path = "src/App.tsx" })),
        1 => Reply.Call(Reply.Tool("edit_file", new { path = "src/App.tsx", edits = new[] { new { old = "subtitle=\"All orders\"", @new = "subtitle=\"Every order of the shop\"" } } })),
        _ => Reply.Call(Reply.Tool("finish", new { summary = "The subtitle says that every order is counted." })),
    };
}
