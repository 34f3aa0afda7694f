using System.Text.Json;
using Vitrine.Agents.Clarifying;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents;

/// <summary>Plans held to a catalog, as somebody may see it.</summary>
public sealed class PlanCheckTests
{
    private static readonly AttributeRule Board = new(new Dictionary<string, IReadOnlyList<string>> { ["board"] = ["yes"] }, new Dictionary<string, IReadOnlyList<string>>());

    private static readonly Explore Orders = new(
        [Dimension("created_month"), Dimension("status"), Dimension("key") with { Hidden = true }],
        [Metric("revenue"), Metric("margin") with { Access = Board }])
    {
        Name = "orders",
        Label = "Orders",
        BaseTable = "orders",
    };

    private static readonly Explore Salaries = new([Dimension("level")], []) { Name = "salaries", Label = "Salaries", BaseTable = "salaries", Access = Board };

    [Fact]
    public void What_is_there_stays()
    {
        var plan = Plan(["orders.revenue"], ["orders.created_month"], ["orders.status"]);
        Assert.Equal(JsonSerializer.Serialize(plan), JsonSerializer.Serialize(PlanCheck.Require(plan, View())));
    }

    [Theory]
    [InlineData("orders.revenu", "Did you mean orders.revenue?")]
    [InlineData("orders.margin", "Look for it by other words.")]
    [InlineData("orders.status", "Look for it by other words.")]
    [InlineData("1; drop table x", "Look for it by other words.")]
    public void A_metric_that_is_not_there_is_named_with_the_nearest(string metric, string hint)
    {
        var plan = Plan(["orders.revenue", metric], ["orders.created_month"], []);
        var refusal = Assert.Throws<RefusalException>(() => PlanCheck.Require(plan, View()));
        Assert.Equal("turns.bad-plan", refusal.Code);
        Assert.Contains($"There is no {metric} that can be a metric of the explore orders. {hint}", refusal.Message, StringComparison.Ordinal);
        var (fitted, left) = PlanCheck.Fit(plan, View());
        Assert.Equal(["orders.revenue"], fitted.Contracts[0].Metrics);
        Assert.Single(left);
    }

    [Fact]
    public void What_somebody_may_not_see_is_what_does_not_exist()
    {
        Assert.Contains("There is no explore salaries.", Assert.Throws<RefusalException>(() => PlanCheck.Require(Plan(["orders.revenue"], [], []) with { Contracts = [new PlannedContract("pay", "salaries", ["salaries.level"], [])] }, View())).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("margin", Assert.Throws<RefusalException>(() => PlanCheck.Require(Plan(["orders.margins"], [], []), View())).Message.Replace("orders.margins", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("orders.key", Assert.Throws<RefusalException>(() => PlanCheck.Require(Plan(["orders.revenue"], [], ["orders.key"]), View())).Message, StringComparison.Ordinal);
        Assert.Equal(["orders.margin"], PlanCheck.Require(Plan(["orders.margin"], [], []), View("yes")).Contracts[0].Metrics);
    }

    [Fact]
    public void A_card_whose_data_was_taken_out_stays_what_it_says()
    {
        var plan = PlanCheck.Require(Plan(["orders.revenue"], [], []) with { Contracts = [] }, View());
        Assert.Equal(("Revenue", null), (plan.Pages[0].Widgets[0].Title, plan.Pages[0].Widgets[0].Contract));
    }

    [Fact]
    public void A_plan_is_a_screen()
    {
        var many = Enumerable.Range(0, 40).ToList();
        var plan = new BuildPlan
        {
            Pages = [.. many.Select(page => new PlannedPage($"{page} {new string('x', 500)}\n", [.. many.Select(widget => new PlannedWidget($"{widget}\u202E", new string('y', 500)))]))],
            Contracts = [.. many.Select(contract => new PlannedContract($"c{contract}", "orders", ["orders.status"], ["orders.revenue"]))],
        };
        Assert.Throws<RefusalException>(() => PlanCheck.Require(plan, View()));
        var (fitted, _) = PlanCheck.Fit(plan, View());
        Assert.Equal((6, 12, 16), (fitted.Pages.Count, fitted.Pages[0].Widgets.Count, fitted.Contracts.Count));
        Assert.All(fitted.Pages, page => Assert.InRange(page.Title.Length, 1, PlanCheck.LongestTitle));
        Assert.Equal("0", fitted.Pages[0].Widgets[0].Title);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("card")]
    [InlineData("chart")]
    [InlineData("contract")]
    public void A_title_that_is_too_long_is_refused_and_not_cut(string what)
    {
        var fits = Titled(what, new string('x', PlanCheck.LongestTitle));
        Assert.Equal(JsonSerializer.Serialize(fits), JsonSerializer.Serialize(PlanCheck.Require(fits, View())));
        var refusal = Assert.Throws<RefusalException>(() => PlanCheck.Require(Titled(what, new string('x', PlanCheck.LongestTitle + 1)), View()));
        Assert.Equal(("turns.bad-plan", $"A title or name in a plan has at most 80 characters, and “{new string('x', 39)}…” has 81. Say it shorter."), (refusal.Code, refusal.Message));
    }

    private static BuildPlan Titled(string what, string text)
    {
        var plan = Plan(["orders.revenue"], [], []);
        var widget = plan.Pages[0].Widgets[0];
        return what switch
        {
            "page" => plan with { Pages = [plan.Pages[0] with { Title = text }] },
            "card" => plan with { Pages = [plan.Pages[0] with { Widgets = [widget with { Title = text }] }] },
            "chart" => plan with { Pages = [plan.Pages[0] with { Widgets = [widget with { Chart = text }] }] },
            "contract" => plan with { Pages = [plan.Pages[0] with { Widgets = [widget with { Contract = text }] }], Contracts = [plan.Contracts[0] with { Name = text }] },
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"pages":null,"contracts":[],"filters":[]}""")]
    [InlineData("""{"pages":[{"title":"x"}]}""")]
    [InlineData("""{"sql":"select 1"}""")]
    [InlineData("""{"contracts":[{"name":"x","explore":"orders","dimensions":[7],"metrics":[]}]}""")]
    public void Another_form_than_that_of_a_plan_is_refused(string json) => Assert.Equal("turns.bad-plan", Assert.Throws<RefusalException>(() => PlanForm.Read(JsonSerializer.Deserialize<JsonElement>(json))).Code);

    [Fact]
    public void Holes_are_left_out()
        => Assert.Empty(PlanForm.Read(JsonSerializer.Deserialize<JsonElement>("""{"pages":[null],"contracts":[null],"filters":[null]}""")) is { } plan ? [.. plan.Pages, .. plan.Contracts.Cast<object>(), .. plan.Filters] : new object[1]);

    private static BuildPlan Plan(IReadOnlyList<string> metrics, IReadOnlyList<string> dimensions, IReadOnlyList<string> filters) => new()
    {
        Pages = [new PlannedPage("Overview", [new PlannedWidget("Revenue", "line chart", "figures")])],
        Contracts = [new PlannedContract("figures", "orders", dimensions, metrics)],
        Filters = filters,
    };

    private static LayerView View(string? board = null)
    {
        Explore[] explores = [Orders, Salaries];
        var layer = new SemanticLayer(name => explores.FirstOrDefault(explore => explore.Name == name), () => []) { Adapter = "duckdb", Hash = "h", ExploreNames = [.. explores.Select(explore => explore.Name)] };
        return new LayerView(layer, new QueryIdentity { PersonId = "p", Email = "a@example.com", Attributes = board is null ? new Dictionary<string, IReadOnlyList<string>>() : new Dictionary<string, IReadOnlyList<string>> { ["board"] = [board] } });
    }

    private static Dimension Dimension(string name) => new() { Reference = new FieldReference("orders", name), Label = name, TableLabel = "Orders", Type = FieldType.String };

    private static Metric Metric(string name) => new() { Reference = new FieldReference("orders", name), Label = name, TableLabel = "Orders", Type = FieldType.Number, Kind = MetricType.Sum };
}
