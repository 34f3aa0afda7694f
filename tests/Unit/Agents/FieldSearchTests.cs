using Vitrine.Access;
using Vitrine.Agents.Tools;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents;

/// <summary>A catalog made by hand, searched by words.</summary>
public sealed class FieldSearchTests
{
    private static readonly Dictionary<string, IReadOnlyList<string>> West = new() { ["region"] = ["West"] };

    private static readonly Explore Orders = new(
        [
            Dimension("orders", "created", "Created", FieldType.Date),
            Dimension("orders", "created_month", "Created month", FieldType.Date) with { Interval = TimeInterval.Month, IntervalBase = new FieldReference("orders", "created") },
            Dimension("orders", "status", "Status", FieldType.String),
            Dimension("orders", "secret_margin_class", "Margin class", FieldType.String) with { Access = new AttributeRule(West, new Dictionary<string, IReadOnlyList<string>>()) },
            Dimension("orders", "internal_key", "Revenue key", FieldType.String) with { Hidden = true },
            Dimension("customers", "region", "Customer region", FieldType.String),
        ],
        [
            Metric("orders", "total_revenue", "Total revenue", "Paid amounts without taxes") with { Synonyms = ["sales", "turnover"] },
            Metric("orders", "order_count", "Order count", "Number of orders"),
        ])
    {
        Name = "orders",
        Label = "Orders",
        BaseTable = "orders",
    };

    private static readonly Explore Customers = new([Dimension("customers", "region", "Customer region", FieldType.String)], []) { Name = "customers", Label = "Customers", BaseTable = "customers" };

    private static readonly Explore Closed = new([Dimension("salaries", "revenue_share", "Revenue share", FieldType.Number)], [])
    {
        Name = "salaries",
        Label = "Salaries",
        BaseTable = "salaries",
        Access = new AttributeRule(West, new Dictionary<string, IReadOnlyList<string>>()),
    };

    [Theory]
    [InlineData("revenue", "orders.total_revenue")]
    [InlineData("turnover", "orders.total_revenue")]
    [InlineData("revnue", "orders.total_revenue")]
    [InlineData("monthly", "orders.created_month")]
    [InlineData("number of orders", "orders.order_count")]
    [InlineData("regions of customers", "customers.region")]
    [InlineData("TOTAL_REVENUE", "orders.total_revenue")]
    public void The_field_that_is_meant_comes_first(string words, string field) => Assert.Equal(field, Find(words)[0]);

    [Fact]
    public void What_fits_nothing_finds_nothing() => Assert.Empty(Find("weather zzz"));

    [Fact]
    public void Fillers_find_nothing() => Assert.Empty(Find("show me the of"));

    [Fact]
    public void A_field_stands_once_with_the_explore_of_its_own_model()
    {
        var match = Assert.Single(FieldSearch.Find(Project(), Person(), "region", null, 10));
        Assert.Equal("customers", match.Explore.Name);
        Assert.Equal("orders", Assert.Single(FieldSearch.Find(Project(), Person(), "region", "orders", 10)).Explore.Name);
    }

    [Fact]
    public void What_somebody_may_not_see_is_not_found()
    {
        Assert.DoesNotContain("orders.secret_margin_class", Find("margin class"));
        Assert.DoesNotContain("salaries.revenue_share", Find("revenue share"));
        Assert.DoesNotContain("orders.internal_key", Find("revenue key"));
        Assert.Contains("orders.secret_margin_class", Find("margin class", Person("West")));
    }

    private static List<string> Find(string words, Principal? person = null) => [.. FieldSearch.Find(Project(), person ?? Person(), words, null, 10).Select(match => match.Field.Reference.ToString())];

    private static OpenProject Project()
    {
        Explore[] explores = [Orders, Customers, Closed];
        var record = new ProjectRecord { Id = Guid.Empty, OrganizationId = Guid.Empty, Slug = "p", Name = "P", CreatedAt = default };
        var layer = new SemanticLayer(name => explores.FirstOrDefault(explore => explore.Name == name), () => []) { Adapter = "duckdb", Hash = "h", ExploreNames = [.. explores.Select(explore => explore.Name)] };
        return new OpenProject(record, layer, null!, new ProjectSettings(), "1", TimeProvider.System);
    }

    private static Principal Person(string? region = null) => new()
    {
        PersonId = Guid.Empty,
        OrganizationId = Guid.Empty,
        Email = "a@example.com",
        Name = "A",
        Attributes = region is null ? new Dictionary<string, IReadOnlyList<string>>() : new Dictionary<string, IReadOnlyList<string>> { ["region"] = [region] },
    };

    private static Dimension Dimension(string table, string name, string label, FieldType type)
        => new() { Reference = new FieldReference(table, name), Label = label, TableLabel = table, Type = type };

    private static Metric Metric(string table, string name, string label, string description)
        => new() { Reference = new FieldReference(table, name), Label = label, TableLabel = table, Type = FieldType.Number, Description = description, Kind = MetricType.Sum };
}
