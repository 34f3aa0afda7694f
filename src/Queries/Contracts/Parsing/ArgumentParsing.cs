using Vitrine.Queries.Contracts.Yaml;

namespace Vitrine.Queries.Contracts.Parsing;

/// <summary>Reads page filters and arguments, and the values that defaults, examples and conditions hold.</summary>
internal static class ArgumentParsing
{
    public static IReadOnlyList<ContractArgument> ReadAll(YamlValue value, string key, string what, FindingList findings)
        => [.. MappingReader.Named(value, key, findings).Select(entry => Read(entry, what, findings)).OfType<ContractArgument>()];

    private static ContractArgument? Read(YamlEntry entry, string what, FindingList findings)
    {
        if (MappingReader.Open(entry.Value, ContractGrammar.Argument, what, findings) is not { } reader) return null;
        if (reader.Find("field") is null) reader.Missing("field", $"{entry.Key}");
        var type = reader.Word("type", ["values", "range"]) == "range" ? ArgumentType.Range : ArgumentType.Values;
        var operators = Operators(reader, type);
        var argument = new ContractArgument
        {
            Name = entry.Key,
            Spot = entry.Spot,
            Field = reader.Field("field") ?? new FieldMention("", reader.Spot),
            Label = reader.Text("label"),
            Type = type,
            Operators = operators.Count > 0 ? operators : type == ArgumentType.Range ? OperatorNames.Range : ["equals"],
            Required = reader.Flag("required") ?? false,
            Maximum = reader.Number("max", 1, ContractLimits.MaximumValues) ?? ContractLimits.DefaultValues,
            Options = reader.Flag("options") ?? false,
            Explore = reader.Text("explore") is { } explore ? new FieldMention(explore, reader.SpotOf("explore")) : null,
        };
        argument = argument with { Default = Value(reader, "default"), Example = Value(reader, "example") };
        return argument.Field.Text.Length == 0 ? null : argument;
    }

    private static List<string> Operators(MappingReader reader, ArgumentType type)
    {
        if (reader.Find("operators") is not { } entry) return [];
        var items = reader.Items(entry.Value, "operators");
        if (entry.Value is YamlValue.Sequence && items.Count == 0)
            reader.Findings.Error("bad-value", "operators is empty.", entry.Value.Spot, "Leave it out for equals.", "operators");
        return [.. items.Select(item => reader.Word(item, "operators", type == ArgumentType.Range ? OperatorNames.Range : OperatorNames.All)).OfType<string>().Distinct()];
    }

    private static ArgumentValue? Value(MappingReader reader, string key)
    {
        if (reader.Find(key) is not { } entry) return null;
        if (entry.Value is not YamlValue.Mapping) return new ArgumentValue { Values = Values(entry.Value, key, reader), Spot = entry.Value.Spot };
        if (MappingReader.Open(entry.Value, ContractGrammar.Value, key, reader.Findings) is not { } value) return null;
        if (value.Find("operator") is null)
        {
            value.Missing("operator", key);
            return null;
        }

        return Comparison(value);
    }

    /// <summary>Operator, values, unit and completed, which stand in a mapping together.</summary>
    public static ArgumentValue? Comparison(MappingReader reader)
    {
        if (reader.Word("operator", OperatorNames.All) is not { } name) return null;
        return new ArgumentValue
        {
            Operator = name,
            Values = reader.Find("values") is { } values ? Values(values.Value, "values", reader, listOnly: true) : [],
            Unit = reader.Word("unit", OperatorNames.Units),
            Completed = reader.Flag("completed"),
            Spot = reader.Spot,
        };
    }

    public static IReadOnlyList<WrittenValue> Values(YamlValue value, string key, MappingReader reader, bool listOnly = false)
    {
        if (value is YamlValue.Scalar scalar && !listOnly) return [Written(scalar)];
        var written = new List<WrittenValue>();
        foreach (var item in reader.Items(value, key))
        {
            if (item is YamlValue.Scalar one) written.Add(Written(one));
            else reader.Findings.Error("wrong-type", $"{key} holds single values, and this is {item.Kind}.", item.Spot, null, key);
        }

        return written;
    }

    private static WrittenValue Written(YamlValue.Scalar scalar) => new(scalar.IsNull ? null : scalar.Text, scalar.Spot);
}
