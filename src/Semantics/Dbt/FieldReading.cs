using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>What dimensions, metrics and tables have in common in dbt meta.</summary>
internal static class FieldReading
{
    /// <summary>Deeper nesting is cut.</summary>
    private const int MostGroups = 5;

    public static FieldFormat? Format(Meta meta)
        => FieldFormat.From(meta.Text("format"), (int?)meta.Number("round"), meta.Text("compact"), meta.Text("separator"));

    public static AttributeRule Access(Meta meta)
    {
        if (!meta.Has("required_attributes") && !meta.Has("any_attributes")) return AttributeRule.Everybody;
        return new AttributeRule(meta.TextsByKey("required_attributes"), meta.TextsByKey("any_attributes"));
    }

    /// <summary>Labels of the groups, by the model's <c>group_details</c> where they have one.</summary>
    public static IReadOnlyList<string> Groups(Meta meta, Meta details) => [.. GroupKeys(meta).Select(name => details.Map(name).Text("label") ?? name)];

    /// <summary>The groups as meta names them.</summary>
    public static IReadOnlyList<string> GroupKeys(Meta meta)
    {
        var names = meta.Has("groups") ? meta.Texts("groups") : meta.Texts("group_label");
        return [.. names.Take(MostGroups)];
    }

    /// <summary>Its own advice, then that of the groups it stands in.</summary>
    public static IReadOnlyList<string> Hints(Meta meta, Meta details)
    {
        var own = meta.Texts("ai_hint");
        if (details.IsEmpty) return own;
        return [.. own, .. GroupKeys(meta).SelectMany(name => details.Map(name).Texts("ai_hint"))];
    }

    public static DefaultTime? DefaultTime(Meta meta, string table)
    {
        var map = meta.Map("default_time_dimension");
        if (map.Text("field") is not { } field) return null;
        return TimeIntervals.TryParse(map.Text("interval") ?? "DAY", out var interval)
            ? new DefaultTime(Reference(field, table), interval)
            : throw new MetaProblemException($"default_time_dimension has no interval {map.Text("interval")}");
    }

    /// <summary>A name that a field or table may have: it becomes part of SQL names, files and addresses.</summary>
    public static string Name(string name)
        => name.Length is > 0 and <= 200 && !name.Any(letter => letter is '.' or '"' or '$' or '{' or '}' || char.IsControl(letter) || char.IsWhiteSpace(letter))
            ? name
            : throw new MetaProblemException($"\"{name}\" cannot be a name, which has 1 to 200 characters and neither white space nor any of . \" $ {{ }}; give it another (a column has meta.dimension.name for that)");

    public static FieldReference Reference(string text, string table)
        => FieldReference.TryParse(text, out var reference) ? reference : new FieldReference(table, text);
}
