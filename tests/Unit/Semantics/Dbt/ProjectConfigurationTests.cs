using System.Text;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Semantics.Dbt;

public sealed class ProjectConfigurationTests
{
    private const string Model = """
        type: model
        name: visits
        sql_from: main.visits
        groups: [web, daily]
        dimensions:
          - name: seen_at
            type: timestamp
            sql: ${TABLE}.seen_at
          - name: seen_on
            type: date
            sql: ${TABLE}.seen_on
            time_intervals: [DAY, fiscal_year]
          - name: answer
            type: string
            sql: ${TABLE}.answer
            metrics:
              said_no:
                type: count
                filters:
                  - answer: NO
                spotlight: { categories: [core, lost] }
        metrics:
          count_all:
            type: count
            sql: "*"
            default_time_dimension: { field: seen_at, interval: DAY }
        """;

    private const string Configuration = """
        spotlight:
          default_visibility: hide
          categories:
            core: { label: Core numbers, color: blue }
        parameters:
          currency: { label: Currency, options: [usd, eur], default: eur }
          days: { label: Days, type: number, allow_custom_values: true, default: 7 }
        defaults:
          case_sensitive: false
          column_totals: true
          additional_time_intervals: { timestamp: [hour, fiscal_year] }
          granularity_labels: { week: Week from Monday }
        custom_granularities:
          fiscal_year: { label: Fiscal year, sql: "DATE_TRUNC('year', ${COLUMN} + INTERVAL '3 months')", type: date }
        table_groups:
          web: { label: The web }
        warehouse: { type: duckdb }
        """;

    [Fact]
    public void Models_without_dbt_are_read_as_dbt_models_are()
    {
        var layer = Read(Configuration, Model);
        Assert.Equal("duckdb", layer.Adapter);
        Assert.True(layer.TryGetExplore("visits", out var visits));
        Assert.Equal(["The web", "daily"], visits.Groups);
        Assert.Equal(["seen_at", "seen_at_raw", "seen_at_day", "seen_at_week", "seen_at_month", "seen_at_quarter", "seen_at_year", "seen_at_hour", "seen_at_fiscal_year", "seen_on", "seen_on_day", "seen_on_fiscal_year", "answer"],
            visits.Dimensions.Select(dimension => dimension.Reference.Name));
        Assert.Equal("Seen at week from Monday", visits.Dimensions.Single(dimension => dimension.Reference.Name == "seen_at_week").Label);
        var fiscal = visits.Dimensions.Single(dimension => dimension.Reference.Name == "seen_at_fiscal_year");
        Assert.Equal(("Seen at fiscal year", FieldType.Date, "fiscal_year", "seen_at"), (fiscal.Label, fiscal.Type, fiscal.Granularity, fiscal.IntervalBase!.Value.Name));
        // YAML 1.1 would have read false.
        Assert.Equal(["NO"], visits.Metrics.Single(metric => metric.Reference.Name == "said_no").Filters.Single().Values);
        Assert.Equal(["Core numbers", "lost"], visits.Metrics.Single(metric => metric.Reference.Name == "said_no").Categories);
        Assert.Equal(["dbt.unknown-category"], layer.Diagnostics.Select(finding => finding.Code));
    }

    [Fact]
    public void Settings_of_the_project_hold_for_its_layer()
    {
        var layer = Read(Configuration, Model);
        Assert.False(layer.Options.CaseSensitive);
        Assert.Equal(["eur"], layer.Options.Parameters["currency"].Default);
        Assert.Equal((FieldType.Number, true), (layer.Options.Parameters["days"].Type, layer.Options.Parameters["days"].AllowsOtherValues));
        Assert.NotEqual(layer.Hash, Read(Configuration.Replace("case_sensitive: false", "case_sensitive: true", StringComparison.Ordinal), Model).Hash);
        Assert.NotEqual(layer.Hash, Read(Configuration, Model.Replace("count_all", "count_some", StringComparison.Ordinal)).Hash);
        Assert.Equal(layer.Hash, Read(Configuration, Model).Hash);
    }

    [Fact]
    public void A_dbt_project_is_read_with_its_configuration_and_with_models_beside_it()
    {
        var manifest = File.ReadAllBytes(TestData.File("contracts", "manifest.json"));
        var layer = DbtProjectReader.Read(new ProjectFiles { Manifest = manifest, Configuration = Bytes(Configuration), Models = [new ProjectFile("lightdash/models/visits.yml", Bytes(Model))] }, new SemanticOptions());
        Assert.True(layer.TryGetExplore("visits", out _));
        Assert.True(layer.TryGetExplore("orders", out var orders));
        Assert.Contains(orders.Dimensions, dimension => dimension.Label.EndsWith("week from Monday", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a: &x [1]\nb: *x", "anchor or alias")]
    [InlineData("a: !!python/object {}", "holds a tag")]
    [InlineData("a: 1\na: 2", "the key a twice")]
    [InlineData("a: 1\n---\nb: 2", "more than one YAML document")]
    [InlineData("a: [1", "not valid YAML")]
    [InlineData("- 1", "not a map")]
    public void A_configuration_that_cannot_be_read_is_refused_with_the_reason(string yaml, string reason)
    {
        var refusal = Assert.Throws<RefusalException>(() => Read(yaml, Model));
        Assert.Equal("semantics.bad-configuration", refusal.Code);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("parameters: { 'a b': { label: A } }", "parameters.a b")]
    [InlineData("parameters: []", "parameters")]
    [InlineData("custom_granularities: { fy: { label: FY, sql: 'date_trunc(x)' } }", "custom_granularities.fy")]
    [InlineData("custom_granularities: { month: { label: M, sql: '${COLUMN}' } }", "custom_granularities.month")]
    [InlineData("defaults: { case_sensitive: maybe }", "defaults.case_sensitive")]
    [InlineData("defaults: { granularity_labels: { fortnight: F } }", "defaults.granularity_labels")]
    [InlineData("default: { case_sensitive: true }", "default")]
    public void A_setting_that_cannot_be_is_named_and_the_others_hold(string yaml, string subject)
    {
        var layer = Read(yaml + "\nwarehouse: { type: duckdb }", Model.Replace("[DAY, fiscal_year]", "[DAY]", StringComparison.Ordinal));
        Assert.Contains(layer.Diagnostics, finding => finding.Where?.Subject == subject);
        Assert.True(layer.TryGetExplore("visits", out _));
    }

    [Theory]
    [InlineData("type: chart\nname: x", "only models")]
    [InlineData("name: x", "has no type")]
    [InlineData("type: model\nname: x\ndimensions: []", "sql_from")]
    [InlineData("type: model\nname: x\nsql_from: t\ndimensions: [{ name: a, type: string }]", "has no sql")]
    [InlineData("type: model\nname: x\nsql_from: t\ndimensions: [{ name: a, type: string, sql: a }, { name: a, type: string, sql: b }]", "two dimensions a")]
    [InlineData("type: model\nname: [x\nsql_from: t", "not valid YAML")]
    public void A_file_that_is_no_model_is_named_and_the_others_are_read(string yaml, string reason)
    {
        var layer = DbtProjectReader.Read(new ProjectFiles { Configuration = Bytes(Configuration), Models = [new ProjectFile("lightdash/models/x.yml", Bytes(yaml)), new ProjectFile("lightdash/models/visits.yml", Bytes(Model))] }, new SemanticOptions());
        var finding = Assert.Single(layer.Diagnostics, finding => finding.Code == "dbt.bad-file");
        Assert.Equal("lightdash/models/x.yml", finding.Where!.File);
        Assert.Contains(reason, finding.Message, StringComparison.Ordinal);
        Assert.Equal(["visits"], layer.ExploreNames);
    }

    [Fact]
    public void A_yaml_bomb_is_refused_before_it_grows()
    {
        var deep = new string('[', 5_000);
        Assert.Contains("levels deep", Assert.Throws<RefusalException>(() => Read(deep, Model)).Message, StringComparison.Ordinal);
        var laughs = "a0: &a0 [lol]\n" + string.Concat(Enumerable.Range(1, 40).Select(at => $"a{at}: &a{at} [*a{at - 1}, *a{at - 1}]\n"));
        Assert.Contains("anchor or alias", Assert.Throws<RefusalException>(() => Read(laughs, Model)).Message, StringComparison.Ordinal);
        Assert.Contains("larger than", Assert.Throws<RefusalException>(() => Read("a: " + new string('x', 5_000_000), Model)).Message, StringComparison.Ordinal);
        Assert.Contains("too many values", Assert.Throws<RefusalException>(() => Read("a: [" + string.Concat(Enumerable.Repeat("1,", 600_000)) + "1]", Model)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_without_dbt_says_what_its_warehouse_is()
    {
        Assert.Equal("semantics.no-warehouse-type", Assert.Throws<RefusalException>(() => Read("defaults: {}", Model)).Code);
        Assert.Equal("semantics.unsupported-adapter", Assert.Throws<RefusalException>(() => Read("warehouse: { type: oracle }", Model)).Code);
        Assert.Equal("semantics.nothing-to-read", Assert.Throws<RefusalException>(() => DbtProjectReader.Read(new ProjectFiles(), new SemanticOptions())).Code);
    }

    private static SemanticLayer Read(string configuration, string model)
        => DbtProjectReader.Read(new ProjectFiles { Configuration = Bytes(configuration), Models = [new ProjectFile("lightdash/models/visits.yml", Bytes(model))] }, new SemanticOptions());

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
