using Vitrine.Queries.Contracts.Yaml;

namespace Vitrine.Queries.Contracts.Parsing;

/// <summary>Reads <c>where</c> and <c>having</c>: rules, and groups of them under <c>and</c> or <c>or</c>.</summary>
internal static class ConditionParsing
{
    public static IReadOnlyList<ContractCondition> ReadAll(MappingReader contract, string key)
        => [.. contract.List(key).Select(item => Read(item, key, contract.Findings)).OfType<ContractCondition>()];

    private static ContractCondition? Read(YamlValue item, string key, FindingList findings)
    {
        if (MappingReader.Open(item, ContractGrammar.Condition, $"an entry of {key}", findings) is not { } reader) return null;
        var group = reader.Find("and") ?? reader.Find("or");
        return group is null ? Rule(reader, key) : Group(reader, group, key);
    }

    private static ContractCondition.Group? Group(MappingReader reader, YamlEntry group, string key)
    {
        var others = ContractGrammar.Sections[ContractGrammar.Condition].Where(name => name != group.Key && reader.Find(name) is not null).ToList();
        if (others.Count > 0)
            reader.Findings.Error("bad-value", $"{group.Key} stands alone, and here {string.Join(", ", others)} stands beside it.", group.Spot, "Put the other conditions into the group.", group.Key);
        var items = reader.Items(group.Value, group.Key);
        if (group.Value is YamlValue.Sequence && items.Count == 0)
            reader.Findings.Error("bad-value", $"{group.Key} is empty.", group.Value.Spot, null, group.Key);
        ContractCondition[] members = [.. items.Select(item => Read(item, key, reader.Findings)).OfType<ContractCondition>()];
        return members.Length == 0 ? null : new ContractCondition.Group(group.Key == "or", members);
    }

    private static ContractCondition.Rule? Rule(MappingReader reader, string key)
    {
        if (reader.Find("field") is null) reader.Missing("field", $"An entry of {key}");
        if (reader.Find("operator") is null) reader.Missing("operator", $"An entry of {key}");
        var value = ArgumentParsing.Comparison(reader);
        if (reader.Field("field") is not { } field || value is null) return null;
        if (ValueForm.Problem(value, value.Operator!) is { } problem)
            reader.Findings.Error("bad-value", problem, reader.Spot, null, field.Text);
        return new ContractCondition.Rule(field, value);
    }
}
