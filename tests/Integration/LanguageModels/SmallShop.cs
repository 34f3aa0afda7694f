using Vitrine.Semantics.Model;

namespace Vitrine.Integration.LanguageModels;

/// <summary>A catalog with one explore, one of whose fields nobody of the tests may see.</summary>
internal static class SmallShop
{
    public const string Hidden = "orders.margin";

    private static readonly Dictionary<string, IReadOnlyList<string>> Board = new() { ["board"] = ["yes"] };

    public static Explore Orders { get; } = new(
        [Dimension("orders", "created_month", "Created month", FieldType.Date), Dimension("orders", "status", "Status", FieldType.String), Dimension("customers", "region", "Region", FieldType.String)],
        [
            Metric("revenue", "Revenue"), Metric("order_count", "Number of orders"),
            Metric("margin", "Margin") with { Access = new AttributeRule(Board, new Dictionary<string, IReadOnlyList<string>>()) },
        ])
    {
        Name = "orders",
        Label = "Orders",
        BaseTable = "orders",
    };

    public static Explore? Find(string name) => name == "orders" ? Orders : null;

    private static Dimension Dimension(string table, string name, string label, FieldType type) => new() { Reference = new FieldReference(table, name), Label = label, TableLabel = table, Type = type };

    private static Metric Metric(string name, string label) => new() { Reference = new FieldReference("orders", name), Label = label, TableLabel = "orders", Type = FieldType.Number, Kind = MetricType.Sum };
}
