using System.Text;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Searching;

namespace Vitrine.Unit.Semantics.Dbt;

/// <summary>Links, colours, values of filters, and what stands in the catalog.</summary>
public sealed class PresentationTests
{
    [Theory]
    [InlineData("https://crm.example.com/${value.raw}?n=${ row.customers.name.formatted | url_encode }", "https://crm.example.com/|{value}|?n=|{customers.name formatted}")]
    [InlineData("${value.raw}", "{value}")]
    [InlineData("http://example.com", "http://example.com")]
    public void Links_are_text_and_values(string url, string parts)
    {
        var layer = Read($$"""{ "urls": [ { "label": "CRM", "url": "{{url}}" } ] }""");
        Assert.Empty(layer.Diagnostics);
        var link = Assert.Single(Dimension(layer, "id").Links);
        Assert.Equal(("CRM", parts), (link.Label, string.Join('|', link.Parts.Select(part => part.Text ?? $"{{{part.Field?.ToString() ?? "value"}{(part.IsFormatted ? " formatted" : "")}}}"))));
    }

    [Theory]
    [InlineData("javascript:alert(${value.raw})", "no address")]
    [InlineData("https://${value.raw}.example.com/", "no address")]
    [InlineData("https://${value.raw}", "no address")]
    [InlineData("https://good.example@evil.example/${value.raw}", "no address")]
    [InlineData("//evil.example/${value.raw}", "no address")]
    [InlineData("https://example.com/${value.raw | upcase}", "url_encode")]
    [InlineData("https://example.com/${row.name}", "${row.table.field.raw}")]
    [InlineData("https://example.com/{% if value.raw %}a{% endif %}", "template")]
    public void A_link_that_is_none_is_named_and_the_field_stands(string url, string words)
    {
        var layer = Read($$"""{ "urls": [ { "label": "Bad", "url": "{{url}}" }, { "label": "Good", "url": "https://example.com/" } ] }""");
        Assert.Equal(["Good"], Dimension(layer, "id").Links.Select(link => link.Label));
        var finding = Assert.Single(layer.Diagnostics);
        Assert.Equal(("dbt.bad-presentation", DiagnosticSeverity.Warning, "orders.id"), (finding.Code, finding.Severity, finding.Where!.Subject));
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Colours_are_colours_and_nothing_else_comes_into_a_style()
    {
        var layer = Read("""{ "colors": { "paid": "#00AA00", "open": "orange", "late": "rgb(200, 0, 0)", "odd": "url(https://evil.example/x)", "worse": "red;background:blue" } }""");
        Assert.Equal(["late=rgb(200, 0, 0)", "open=orange", "paid=#00AA00"], Dimension(layer, "id").Colors.Select(color => $"{color.Key}={color.Value}").Order());
        Assert.Equal(2, layer.Diagnostics.Count(finding => finding.Code == "dbt.bad-presentation"));
    }

    [Fact]
    public void What_a_time_is_cut_to_has_neither_links_nor_values_of_the_time()
    {
        var layer = Read("""{ "type": "date", "urls": [ { "label": "Day", "url": "https://example.com/${value.raw}" } ], "filter_autocomplete": { "values": ["2026-01-01"] } }""");
        Assert.Single(Dimension(layer, "id").Links);
        Assert.Empty(Dimension(layer, "id_month").Links);
        Assert.Null(Dimension(layer, "id_month").FilterValues);
    }

    [Fact]
    public void Metrics_say_how_they_stand_in_the_catalog_or_their_model_does_or_the_project()
    {
        var layer = Read("{}", configuration: "spotlight: { default_visibility: hide, categories: { money: { label: Cash } } }", model: """{ "owner": "boss@example.com", "spotlight": { "categories": ["money"] }, "order_fields_by": "label" }""", metrics: """
            { "zeta_sales": { "type": "sum", "spotlight": { "visibility": "show", "owner": "ada@example.com" }, "drivers": ["visits.count"] }, "alpha_sales": { "type": "sum" } }
            """);
        Assert.Empty(layer.Diagnostics);
        Assert.True(layer.TryGetExplore("orders", out var orders));
        Assert.Equal(["alpha_sales hidden boss@example.com Cash ", "zeta_sales listed ada@example.com Cash visits.count"], orders.Metrics.OrderBy(metric => metric.Reference.Name, StringComparer.Ordinal).Select(metric => $"{metric.Reference.Name} {(metric.IsListed ? "listed" : "hidden")} {metric.Owner} {string.Join(',', metric.Categories)} {string.Join(',', metric.Drivers)}"));
        Assert.Equal(["orders.zeta_sales", "orders.alpha_sales"], FieldIndex.Of(layer).Find("sales").Select(hit => hit.Field.Reference.ToString()));
        Assert.Contains(FieldIndex.Of(layer).Find("cash"), hit => hit.Field.Reference.Name == "zeta_sales");
        var view = new LayerView(layer, new QueryIdentity { PersonId = "somebody", Attributes = new Dictionary<string, IReadOnlyList<string>>() });
        Assert.Equal(["id", "alpha_sales", "zeta_sales"], view.FieldsOf(orders).Select(field => field.Reference.Name));
        var digest = CatalogDigest.Write(view, 2000);
        Assert.True(digest.IndexOf("zeta_sales", StringComparison.Ordinal) < digest.IndexOf("alpha_sales", StringComparison.Ordinal), digest);
        Assert.Equal("boss@example.com", orders.Owner);
    }

    private static Dimension Dimension(SemanticLayer layer, string name)
        => layer.TryGetExplore("orders", out var orders) ? orders.Dimensions.Single(dimension => dimension.Reference.Name == name) : throw new InvalidOperationException();

    private static SemanticLayer Read(string dimension, string? configuration = null, string model = "{}", string metrics = "{}")
        => DbtProjectReader.Read(
            new ProjectFiles
            {
                Manifest = Encoding.UTF8.GetBytes($$"""
                    { "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "duckdb" },
                      "nodes": { "model.shop.orders": { "resource_type": "model", "name": "orders", "schema": "main", "relation_name": "orders", "meta": {{model}},
                        "columns": { "id": { "name": "id", "meta": { "dimension": {{dimension}}, "metrics": {{metrics}} } } } } } }
                    """),
                Configuration = configuration is null ? null : Encoding.UTF8.GetBytes(configuration),
            },
            new SemanticOptions());
}
