using System.Text;
using Microsoft.Extensions.Time.Testing;
using Vitrine.Access;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution;
using Vitrine.Queries.Limits;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;
using Vitrine.Sql;

namespace Vitrine.Unit.Queries;

/// <summary>A filter offers what the author of its dimension says (<c>filter_autocomplete</c>), to whoever may see it.</summary>
public sealed class OptionValuesTests : IDisposable
{
    private static readonly SemanticLayer Layer = DbtProjectReader.Read(
        Encoding.UTF8.GetBytes("""
            { "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "duckdb" },
              "nodes": {
                "model.shop.orders": { "resource_type": "model", "name": "orders", "schema": "main", "relation_name": "orders", "columns": {
                  "state": { "name": "state", "meta": { "dimension": { "filter_autocomplete": { "values": [ "paid", { "value": "o", "label": "Open" } ], "fetch_from_warehouse": false } } } },
                  "size": { "name": "size", "data_type": "integer", "meta": { "dimension": { "filter_autocomplete": { "values": [ 1, 2 ] } } } },
                  "customer_id": { "name": "customer_id", "meta": { "dimension": { "filter_autocomplete": { "label_dimension": "customer_name" } } } },
                  "customer_name": { "name": "customer_name" },
                  "buyer_id": { "name": "buyer_id", "meta": { "dimension": { "filter_autocomplete": { "label_dimension": "buyer_name" } } } },
                  "buyer_name": { "name": "buyer_name", "meta": { "dimension": { "required_attributes": { "clearance": "high" } } } },
                  "region": { "name": "region", "meta": { "dimension": { "filter_autocomplete": { "options_from_dimension": { "model": "regions", "dimension": "name" } } } } },
                  "secret": { "name": "secret", "meta": { "dimension": { "filter_autocomplete": { "options_from_dimension": { "model": "secrets", "dimension": "name" } } } } } } },
                "model.shop.regions": { "resource_type": "model", "name": "regions", "schema": "main", "relation_name": "regions", "meta": { "sql_filter": "${TABLE}.country = ${lightdash.attributes.country}" }, "columns": { "name": { "name": "name" } } },
                "model.shop.secrets": { "resource_type": "model", "name": "secrets", "schema": "main", "relation_name": "secrets", "meta": { "required_attributes": { "clearance": "high" } }, "columns": { "name": { "name": "name" } } } } }
            """),
        null,
        new SemanticOptions());

    private static readonly ContractFile File = ContractFileParser.Parse("""
        version: 1
        filters:
          state: { field: orders.state, options: true, explore: orders }
          size: { field: orders.size, options: true, explore: orders }
          customer: { field: orders.customer_id, options: true, explore: orders }
          buyer: { field: orders.buyer_id, options: true, explore: orders }
          region: { field: orders.region, options: true, explore: orders }
          secret: { field: orders.secret, options: true, explore: orders }
        contracts:
          all: { explore: orders, dimensions: [orders.state], use: [state, size, customer, buyer, region, secret] }
        """).File;

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ContractRunner runner;
    private RenderedSql? asked;

    public OptionValuesTests() => runner = new ContractRunner(new QuerySettings(), clock);

    public void Dispose() => runner.Dispose();

    [Theory]
    [InlineData(null, "paid=paid o=Open")]
    [InlineData("PA", "paid=paid")]
    [InlineData("open", "o=Open")]
    [InlineData("x", "")]
    public async Task Named_values_are_offered_alone_where_nothing_is_fetched(string? search, string values)
    {
        Assert.Equal(values, Shown(await AskAsync("state", search)));
        Assert.Null(asked);
    }

    [Fact]
    public async Task Named_values_stand_first_and_each_value_once()
        => Assert.Equal("1=1 2=2 3=3", Shown(await AskAsync("size", null, [3L], [2L])));

    [Fact]
    public async Task A_label_is_shown_and_searched_for_a_value()
    {
        Assert.Equal("7=Ada 8=8", Shown(await AskAsync("customer", "ad", ["7", "Ada"], ["7", "Ada of old"], ["8", null])));
        Assert.Contains("customer_name", asked!.Text, StringComparison.Ordinal);
        Assert.Equal(2, asked.Text.Split(" LIKE ").Length - 1);
        Assert.Contains(asked.Parameters, parameter => Equals(parameter.Value, "%AD%"));
        // A label that this person may not see is not asked for.
        await AskAsync("buyer", null, ["7"]);
        Assert.DoesNotContain("buyer_name", asked!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_another_dimension_come_under_its_own_rules()
    {
        Assert.Equal("North=North", Shown(await AskAsync("region", null, ["North"])));
        Assert.Contains("\"regions\"", asked!.Text, StringComparison.Ordinal);
        Assert.Contains(asked.Parameters, parameter => Equals(parameter.Value, "no"));
        Assert.Equal("queries.not-allowed", (await Assert.ThrowsAsync<RefusalException>(() => AskAsync("secret", null))).Code);
    }

    private static string Shown(OptionList list) => string.Join(' ', list.Values.Select(value => $"{value.Raw}={value.Formatted}"));

    private Task<OptionList> AskAsync(string filter, string? search, params object?[][] rows)
    {
        var warehouse = new ScriptedWarehouse((sql, _) =>
        {
            asked = sql;
            return Task.FromResult<IReadOnlyList<object?[]>>(rows);
        });
        var record = new ProjectRecord { Id = new Guid("00000000-0000-0000-0000-000000000001"), OrganizationId = Guid.Empty, Slug = "shop", Name = "Shop", CreatedAt = clock.GetUtcNow() };
        var project = new OpenProject(record, Layer, warehouse, new ProjectSettings(), warehouse.DataVersion(), clock);
        var person = new Principal { PersonId = Guid.Empty, OrganizationId = Guid.Empty, Email = "ada@example.com", Name = "Ada", Attributes = new Dictionary<string, IReadOnlyList<string>> { ["country"] = ["no"] } };
        return runner.ValuesAsync(project, person, File, filter, search, TestContext.Current.CancellationToken);
    }
}
