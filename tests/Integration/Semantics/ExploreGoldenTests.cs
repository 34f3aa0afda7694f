using System.Text.Json;
using Vitrine.Primitives;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Semantics;

/// <summary>The explores that Lightdash compiles of the jaffle project, compared by structure.</summary>
public sealed class ExploreGoldenTests(JaffleTruth jaffle) : IClassFixture<JaffleTruth>
{
    [Fact]
    public void Explores_are_compiled_as_Lightdash_compiles_them()
    {
        var golden = JaffleTruth.Cases("explores.golden.json");
        var wrong = new Dictionary<string, string>();
        foreach (var one in golden)
        {
            var name = one.GetProperty("name").GetString()!;
            if (!jaffle.Layer.TryGetExplore(name, out var explore)) wrong[name] = "is not there";
            else foreach (var (where, what) in Differences(one, explore)) wrong[$"{name} {where}"] = what;
        }

        Assert.Equal(50, golden.Count);
        Assert.Equal(golden.Select(one => one.GetProperty("name").GetString()).Order(StringComparer.Ordinal), jaffle.Layer.ExploreNames.Order(StringComparer.Ordinal));
        KnownExceptions.Hold("explores", wrong);
        // Nothing is left out; that some fields are declared as what their columns are not is true of this project, and so is it of two links: one to a field without a table, one with a filter.
        Assert.Equal(["customers.first_name", "events.date"], jaffle.Layer.Diagnostics.Where(finding => finding.Code == "dbt.bad-presentation").Select(finding => finding.Where!.Subject).Order(StringComparer.Ordinal));
        Assert.All(jaffle.Layer.Diagnostics.Where(finding => finding.Code != "dbt.bad-presentation"), finding => Assert.Equal(("dbt.type-mismatch", DiagnosticSeverity.Warning), (finding.Code, finding.Severity)));
    }

    private static IEnumerable<(string Where, string What)> Differences(JsonElement golden, Explore explore)
    {
        var wanted = golden.GetProperty("joinedTables").EnumerateArray().Select(join => $"{Text(join, "table")} {Text(join, "type") ?? "left"} {Text(join, "relationship")}");
        var given = explore.Joins.Select(join => $"{join.Table} {join.Kind.ToString().ToLowerInvariant()} {Relationship(join.Relationship)}");
        if (Differs(string.Join(", ", wanted), string.Join(", ", given)) is { } joins) yield return ("joins", joins);
        if (Differs(Text(golden, "label"), explore.Label) is { } label) yield return ("label", label);
        if (Differs(Text(golden, "baseTable"), explore.BaseTable) is { } table) yield return ("base", table);

        var required = golden.GetProperty("tables").GetProperty(explore.BaseTable).GetProperty("requiredFilters").EnumerateArray()
            .Where(filter => filter.GetProperty("required").ValueKind == JsonValueKind.True)
            .Select(filter => $"{filter.GetProperty("target").GetProperty("fieldRef").GetString()} {Text(filter, "operator")}")
            .Order(StringComparer.Ordinal);
        var needed = explore.RequiredFilters.Select(filter => $"{filter.Field.Name} {char.ToLowerInvariant(filter.Rule.Operator.ToString()[0])}{filter.Rule.Operator.ToString()[1..]}").Order(StringComparer.Ordinal);
        if (Differs(string.Join(", ", required), string.Join(", ", needed)) is { } filters) yield return ("required filters", filters);

        foreach (var found in Fields(golden, "dimensions", explore.Dimensions, ShowGolden, Show)) yield return found;
        foreach (var found in Fields(golden, "metrics", explore.Metrics, ShowGoldenMetric, Show)) yield return found;
    }

    private static IEnumerable<(string Where, string What)> Fields<T>(JsonElement golden, string kind, IReadOnlyList<T> given, Func<JsonElement, JsonElement, string> showGolden, Func<T, string> show)
        where T : Field
    {
        var wanted = golden.GetProperty("tables").EnumerateObject().SelectMany(table => table.Value.GetProperty(kind).EnumerateObject().Select(field => ($"{table.Name}.{field.Name}", showGolden(field.Value, table.Value)))).ToDictionary();
        var ours = given.ToDictionary(field => field.Reference.ToString(), show);
        foreach (var (name, shown) in wanted)
        {
            if (!ours.TryGetValue(name, out var other)) yield return (name, "is not there");
            else if (Differs(shown, other) is { } difference) yield return (name, difference);
        }

        foreach (var name in ours.Keys.Where(name => !wanted.ContainsKey(name))) yield return (name, "should not be there");
    }

    private static string ShowGolden(JsonElement field, JsonElement table) => Common(field, table) + $" type={Text(field, "type")} interval={Text(field, "timeInterval")} base={Text(field, "timeIntervalBaseDimensionName")} isBase={Flag(field, "isIntervalBase")}";

    private static string Show(Dimension field)
        => Common(field) + $" type={field.Type.ToString().ToLowerInvariant()} interval={Screaming(field.Interval?.ToString())} base={field.IntervalBase?.Name} isBase={field.IsIntervalBase}";

    private static string ShowGoldenMetric(JsonElement field, JsonElement table) => Common(field, table) + $" kind={Text(field, "type")}";

    private static string Show(Metric field) => Common(field) + $" kind={Screaming(field.Kind.ToString())?.ToLowerInvariant()}";

    // Our groups are labels where Lightdash has keys, and it counts a field's own table among those that it reads even where it does not.
    private static string Common(JsonElement field, JsonElement table)
        => $"label={Text(field, "label")} table={Text(field, "tableLabel")} hidden={Flag(field, "hidden")} groups={string.Join('/', field.GetProperty("groups").EnumerateArray().Select(group => GroupLabel(group.GetString()!, table)))} reads={Reads(field.GetProperty("tablesReferences").EnumerateArray().Select(name => name.GetString()!), Text(field, "table")!)}";

    private static string Common(Field field)
        => $"label={field.Label} table={field.TableLabel} hidden={field.Hidden} groups={string.Join('/', field.Groups)} reads={Reads(field.TablesReferences, field.Reference.Table)}";

    private static string Reads(IEnumerable<string> tables, string own) => string.Join(',', tables.Append(own).Distinct().Order(StringComparer.Ordinal));

    private static string GroupLabel(string group, JsonElement table)
        => table.TryGetProperty("groupDetails", out var details) && details.ValueKind == JsonValueKind.Object && details.TryGetProperty(group, out var detail) ? Text(detail, "label") ?? group : group;

    private static string? Relationship(JoinRelationship? relationship) => Screaming(relationship?.ToString())?.ToLowerInvariant().Replace('_', '-');

    private static string? Screaming(string? name)
        => name is null ? null : string.Concat(name.Select((letter, at) => (at > 0 && char.IsUpper(letter) ? "_" : "") + char.ToUpperInvariant(letter)));

    private static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string? Differs(string? wanted, string? given) => wanted == given ? null : $"[{given}] instead of [{wanted}]";
}
