using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Dbt;

/// <summary>Reads what a model says of explores: joins, filters, and further explores over it.</summary>
internal sealed class ExploreReading(string model, string label, Meta groupDetails, DimensionReading dimensions, FindingList findings)
{
    /// <summary>Both names of the key mean the same; where both stand, both hold.</summary>
    public static SqlTemplate? RowRule(Meta meta)
    {
        var rules = new[] { meta.Text("sql_filter"), meta.Text("sql_where") }.OfType<string>().Where(text => text.Length > 0).Distinct().ToList();
        foreach (var rule in rules) SqlTemplate.Parse(rule);
        return rules.Count == 0 ? null : SqlTemplate.Parse(string.Join(" AND ", rules.Select(rule => $"(\n{rule}\n)")));
    }

    public IReadOnlyList<DbtJoin> Joins(Meta meta)
    {
        var joins = new List<DbtJoin>();
        var names = new HashSet<string>(StringComparer.Ordinal) { model };
        foreach (var entry in meta.Maps("joins"))
        {
            var target = entry.Text("join") ?? entry.Text("alias") ?? "?";
            if (findings.Try("bad-join", $"{model}.joins.{target}", $"The join of {model} with {target}", () => Join(entry)) is not { } join) continue;
            if (names.Add(join.Table)) joins.Add(join);
            else findings.Add("duplicate-join", $"{model}.joins.{join.Table}", $"{model} joins {join.Table} twice; only the first is there.", hint: "Give the second an alias.");
        }

        return joins;
    }

    public IReadOnlyList<DbtFilter> Filters(Meta meta) => [.. Filters(meta, "required_filters", true), .. Filters(meta, "default_filters", false)];

    public IReadOnlyList<DbtExplore> Explores(Meta meta)
    {
        var map = meta.Map("explores");
        return [.. map.Keys()
            .Select(name => findings.Try("bad-explore", name, $"The explore {name} of {model}", () => Explore(FieldReading.Name(name), map.Map(name))))
            .OfType<DbtExplore>()];
    }

    private DbtExplore Explore(string name, Meta meta) => new()
    {
        Name = name,
        Label = meta.Text("label") ?? FriendlyName.Of(name),
        Description = meta.Text("description"),
        Groups = meta.Has("groups") || meta.Has("group_label") ? FieldReading.Groups(meta, groupDetails) : null,
        Joins = meta.Has("joins") ? Joins(meta) : null,
        Dimensions = [.. dimensions.Additional(meta.Map("additional_dimensions"))],
        Filters = meta.Has("default_filters") || meta.Has("required_filters") ? Filters(meta) : null,
        Access = meta.Has("required_attributes") || meta.Has("any_attributes") ? FieldReading.Access(meta) : null,
        RowRule = RowRule(meta),
        Tags = meta.Has("tags") ? meta.Texts("tags") : null,
        AiHints = meta.Texts("ai_hint"),
        Synonyms = meta.Texts("synonyms"),
        CaseSensitive = meta.Flag("case_sensitive"),
    };

    private DbtJoin Join(Meta meta)
    {
        var target = FieldReading.Name(meta.Text("join") ?? throw new MetaProblemException("join is missing"));
        return new DbtJoin
        {
            Model = target,
            Table = FieldReading.Name(meta.Text("alias") ?? target),
            Label = meta.Text("label") ?? (meta.Text("alias") is { } alias ? FriendlyName.Of(alias) : null),
            Description = meta.Text("description"),
            Kind = meta.Text("type") switch
            {
                null or "left" => JoinKind.Left,
                "inner" => JoinKind.Inner,
                "right" => JoinKind.Right,
                "full" => JoinKind.Full,
                var other => throw new MetaProblemException($"there is no join type {other}"),
            },
            Relationship = meta.Text("relationship") switch
            {
                null => null,
                "one-to-many" => JoinRelationship.OneToMany,
                "many-to-one" => JoinRelationship.ManyToOne,
                "one-to-one" => JoinRelationship.OneToOne,
                "many-to-many" => JoinRelationship.ManyToMany,
                var other => throw new MetaProblemException($"there is no relationship {other}"),
            },
            On = SqlTemplate.Parse(meta.Text("sql_on") ?? throw new MetaProblemException($"sql_on is missing in {label}")),
            Fields = meta.Has("fields") ? meta.Texts("fields") : null,
            Hidden = meta.Flag("hidden") ?? false,
            Always = meta.Flag("always") ?? false,
        };
    }

    private IEnumerable<DbtFilter> Filters(Meta meta, string key, bool isRequired)
    {
        foreach (var entry in meta.Maps(key))
        {
            var required = entry.Flag("required") ?? isRequired;
            foreach (var field in entry.Keys().Where(name => name != "required"))
            {
                var rule = MetricFilters.One(field, entry.Raw(field), model);
                yield return new DbtFilter(new ExploreFilter(rule.Field, rule), required);
            }
        }
    }
}
