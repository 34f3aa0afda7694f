using System.Text;
using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Semantics.Dbt;

/// <summary>Large JSON files are walked past what nobody reads, and what is wrong with them is told with its place all the same.</summary>
public sealed class JsonFileTests
{
    [Fact]
    public void Says_where_the_members_of_the_named_objects_stand()
    {
        const string text = """
            { "skipped": { "a": "}\"{", "b": [1, {"c": "]"}] }, "wanted" : { "one": {"x": "\\"}, "two" :[1,2], "t\u0068ree": "text", "four":-1.5e3 } , "list": [ ], "none": null }

            """;

        Assert.Equal(["""wanted/one {"x": "\\"}""", "wanted/two [1,2]", "wanted/three \"text\"", "wanted/four -1.5e3"], Walked(text));
        Assert.Equal(["""wanted/one {"x": "\\"}""", "wanted/two [1,2]", "wanted/three \"text\"", "wanted/four -1.5e3"], Walked('\uFEFF' + text));
    }

    [Theory]
    [InlineData("{ \"wanted\": { \"a\": {} ")]
    [InlineData("{ \"wanted\": { \"a\": \"b } }")]
    [InlineData("{ \"wanted\": { \"a\": {} } } }")]
    [InlineData("{ \"wanted\": { \"a\": {} } } x")]
    [InlineData("{ \"wanted\": { \"a\": {}, } }")]
    [InlineData("{ \"wanted\": { \"a\" {} } }")]
    [InlineData("{ \"wanted\": { a: {} } }")]
    [InlineData("{ \"wanted\": nope }")]
    [InlineData("{ \"wanted\": { \"a\": tru } }")]
    [InlineData("{ \"wanted\": { \"a\": \"\\x\" } }")]
    [InlineData("[ { \"wanted\": { } } ]")]
    [InlineData("{ \"skipped\": \"\\")]
    [InlineData("")]
    public void What_is_no_JSON_is_told(string text) => Assert.ThrowsAny<JsonException>(() => Walked(text));

    /// <summary>A part is read by somebody else than the walk: the place is that in the file.</summary>
    [Fact]
    public void The_place_of_what_is_wrong_in_a_part_is_that_in_the_file()
    {
        const string manifest = """
            {
              "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "duckdb" },
              "nodes": {
                "model.a.b": { "name": "b",
                  "resource_type": model }
              }
            }
            """;
        var refused = Assert.Throws<RefusalException>(() => DbtProjectReader.Read(Encoding.UTF8.GetBytes(manifest), null, new SemanticOptions()));

        Assert.Equal("semantics.not-json", refused.Code);
        Assert.Contains("line 5", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_catalog_that_is_wrong_where_a_model_stands_is_refused()
    {
        const string manifest = """
            {
              "metadata": { "dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "adapter_type": "duckdb" },
              "nodes": { "model.a.b": { "name": "b", "resource_type": "model", "relation_name": "b", "columns": { "id": { "name": "id" } } } }
            }
            """;
        const string catalog = """
            { "nodes": { "model.a.b": {
              "columns": { "id": { "type": INTEGER } } } } }
            """;
        var refused = Assert.Throws<RefusalException>(() => DbtProjectReader.Read(Encoding.UTF8.GetBytes(manifest), Encoding.UTF8.GetBytes(catalog), new SemanticOptions()));

        Assert.Equal("semantics.bad-catalog", refused.Code);
        Assert.Contains("line 2", refused.Message, StringComparison.Ordinal);
    }

    private static List<string> Walked(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var found = new List<string>();
        JsonFile.Walk(bytes, (group, name, place) => found.Add($"{group}/{name} {Encoding.UTF8.GetString(bytes.AsSpan(place))}"), "wanted", "list", "none");
        return found;
    }
}
