using System.Text.Json;

namespace Vitrine.Unit.Semantics.Dbt;

/// <summary>Every property that Lightdash's schema of dbt meta knows is read, or the docs say that it has no effect. None is passed over in silence.</summary>
public sealed class MetaPropertyTests
{
    private const string Heading = "## Without effect";

    /// <summary>Where the properties of each kind of map are read.</summary>
    private static readonly Dictionary<string, string[]> Readers = new()
    {
        ["model"] = ["ModelReading", "ExploreReading", "FieldReading", "ParameterReading", "CatalogEntry", "MetricReading"],
        ["join"] = ["ExploreReading"],
        ["explore"] = ["ExploreReading", "FieldReading"],
        ["metric"] = ["MetricReading", "FieldReading", "PresentationReading", "CatalogEntry"],
        ["dimension"] = ["DimensionReading", "FieldReading", "IntervalReading", "PresentationReading"],
        ["parameter"] = ["ParameterReading"],
        ["spotlight of a model"] = ["CatalogEntry"],
        ["spotlight of a metric"] = ["CatalogEntry"],
        ["spotlight of a dimension"] = [],
        ["filter_autocomplete"] = ["PresentationReading"],
        ["urls"] = ["PresentationReading"],
        ["default_time_dimension"] = ["FieldReading"],
        ["group_details"] = ["FieldReading"],
        ["lightdash.config.yml"] = ["ConfigurationReading"],
    };

    [Fact]
    public void Every_property_is_read_or_said_to_be_without_effect()
    {
        var docs = Idle(File.ReadAllText(Path.Combine(TestData.Root, "docs", "semantic-layer.md")));
        Assert.Empty(Known().Where(one => !IsRead(one.Kind, one.Name) && !docs.Contains(one.Name)).Select(one => $"{one.Kind}: {one.Name}"));
    }

    [Fact]
    public void Nothing_that_is_read_is_said_to_be_without_effect()
    {
        var docs = Idle(File.ReadAllText(Path.Combine(TestData.Root, "docs", "semantic-layer.md")));
        var known = Known().ToLookup(one => one.Name, one => one.Kind);
        // A name may have an effect in one place and none in another; the docs then say where.
        Assert.DoesNotContain(docs, name => known[name].Any() && known[name].All(kind => IsRead(kind, name) && kind != "lightdash.config.yml"));
    }

    [Fact]
    public void A_property_that_nobody_reads_is_seen()
    {
        Assert.False(IsRead("dimension", "colour_of_the_sky"));
        Assert.False(IsRead("join", "urls"));
        Assert.True(IsRead("metric", "drivers"));
        Assert.Equal(["image", "a_b"], Idle($"x `label`\n\n{Heading}\n\n- `image`: none\n- `a_b`\n\n## More\n\n`type`"));
    }

    private static IEnumerable<(string Kind, string Name)> Known()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestData.File("semantic", "meta-properties.json")));
        return [.. document.RootElement.GetProperty("properties").EnumerateObject().SelectMany(kind => kind.Value.EnumerateArray().Select(name => (kind.Name, name.GetString()!)))];
    }

    private static bool IsRead(string kind, string name)
        => Readers[kind].Any(file => File.ReadAllText(Path.Combine(TestData.Root, "src", "Semantics", "Dbt", file + ".cs")).Contains($"\"{name}\"", StringComparison.Ordinal));

    /// <summary>What the docs name as having no effect.</summary>
    private static List<string> Idle(string docs)
    {
        var from = docs.IndexOf(Heading, StringComparison.Ordinal);
        if (from < 0) return [];
        var end = docs.IndexOf("\n## ", from + Heading.Length, StringComparison.Ordinal);
        var part = end < 0 ? docs[from..] : docs[from..end];
        return [.. part.Split('`').Where((_, at) => at % 2 == 1).Distinct()];
    }
}
