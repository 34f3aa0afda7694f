using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Semantics.Dbt;

/// <summary>MetricFlow's metrics as they stand in real manifests of both forms.</summary>
public sealed class MetricFlowTests
{
    [Theory]
    [InlineData("1.10", 19)]
    [InlineData("1.12", 23)]
    public void Every_metric_that_lightdash_translates_is_there_and_those_that_it_skips_too(string version, int count)
    {
        var layer = Read($"manifest_{version}.json");
        using var golden = JsonDocument.Parse(File.ReadAllBytes(TestData.File("manifests", "v12", $"metricflow_translation_{version}.golden.json")));
        var translated = 0;
        foreach (var model in golden.RootElement.GetProperty("metricsByModel").EnumerateObject())
        {
            Assert.True(layer.TryGetExplore(model.Name, out var explore), model.Name);
            foreach (var metric in model.Value.EnumerateObject())
            {
                Assert.True(explore.TryGetField(new FieldReference(model.Name, metric.Name), out var field), $"{model.Name}.{metric.Name}");
                var read = Assert.IsType<Metric>(field);
                Assert.Equal(metric.Value.GetProperty("label").GetString(), read.Label);
                Assert.Equal(metric.Value.GetProperty("description").GetString()!.Trim(), read.Description);
                Assert.Equal(metric.Value.GetProperty("type").GetString(), read.Kind == MetricType.CountDistinct ? "count_distinct" : read.Kind.ToString().ToLowerInvariant());
                Assert.False(read.Hidden);
                translated++;
            }
        }

        Assert.True(layer.TryGetExplore("order_items", out var items));
        Assert.All(["cumulative_revenue", "revenue_growth_mom", "order_gross_profit"], name => Assert.True(items.TryGetField(new FieldReference("order_items", name), out var field) && !field.Hidden, name));
        Assert.Equal(count, translated + 3);
        Assert.DoesNotContain(layer.Diagnostics, finding => finding.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Entities_become_joins_that_multiply_nothing_and_bring_primary_keys()
    {
        var layer = Read("manifest_1.12.json");
        Assert.True(layer.TryGetExplore("order_items", out var items));
        // order_item → order_id, product; and through the order to its customer and location.
        Assert.Equal(["customers", "locations", "orders", "products"], items.Joins.Select(join => join.Table).Order(StringComparer.Ordinal));
        Assert.All(items.Joins, join => Assert.Equal(JoinRelationship.ManyToOne, join.Relationship));
        Assert.True(layer.TryGetExplore("customers", out var customers));
        Assert.Empty(customers.Joins);
        Assert.Equal(["customer_id"], customers.Tables[0].PrimaryKey);
    }

    private static SemanticLayer Read(string file) => DbtProjectReader.Read(File.ReadAllBytes(TestData.File("manifests", "v12", file)), null, new SemanticOptions());
}
