using Vitrine.Queries.Contracts.Yaml;

namespace Vitrine.Queries.Contracts.Parsing;

/// <summary>Reads one contract.</summary>
internal static class ContractParsing
{
    public static QueryContract? Read(YamlEntry entry, FindingList findings)
    {
        if (MappingReader.Open(entry.Value, ContractGrammar.Contract, "a contract", findings) is not { } reader) return null;
        if (reader.Find("explore") is null) reader.Missing("explore", $"The contract {entry.Key}");
        var limit = reader.Number("limit", 1, ContractLimits.MaximumRows);
        var maximum = reader.Number("maxLimit", 1, ContractLimits.MaximumRows);
        return new QueryContract
        {
            Name = entry.Key,
            Spot = entry.Spot,
            Label = reader.Text("label"),
            Explore = new FieldMention(reader.Text("explore") ?? "", reader.SpotOf("explore")),
            Dimensions = [.. reader.List("dimensions").Select(item => Dimension(item, reader)).OfType<ContractDimension>()],
            Metrics = reader.Fields("metrics"),
            Where = ConditionParsing.ReadAll(reader, "where"),
            Having = ConditionParsing.ReadAll(reader, "having"),
            Use = [.. reader.List("use").Select(item => Use(item, reader)).OfType<FilterUse>()],
            Arguments = reader.Find("arguments") is { } arguments ? ArgumentParsing.ReadAll(arguments.Value, "arguments", "an argument", findings) : [],
            Sort = [.. reader.List("sort").Select(item => Sort(item, findings)).OfType<ContractSort>()],
            SortBy = [.. reader.List("sortBy").Select(item => reader.FieldOrSlot(item, "sortBy")).OfType<FieldMention>()],
            Limit = limit ?? Math.Min(ContractLimits.DefaultRows, maximum ?? ContractLimits.DefaultRows),
            MaximumLimit = maximum ?? limit ?? ContractLimits.DefaultRows,
            Compare = reader.Find("compare") is { } compare ? Comparison(compare.Value, findings) : null,
            Underlying = reader.Fields("underlying"),
            Calculations = ShapeParsing.Calculations(reader),
            Parameters = ShapeParsing.Parameters(reader),
            Bins = ShapeParsing.Bins(reader),
            Pivot = ShapeParsing.Pivot(reader),
        };
    }

    private static ContractDimension? Dimension(YamlValue item, MappingReader contract)
    {
        if (item is YamlValue.Scalar) return contract.Field(item, "dimensions") is { } field ? new ContractDimension.Fixed(field) : null;
        if (MappingReader.Open(item, ContractGrammar.Slot, "a slot", contract.Findings) is not { } reader) return null;
        if (reader.Find("slot") is null) reader.Missing("slot", "A choice among dimensions");
        if (reader.Find("oneOf") is null) reader.Missing("oneOf", "A slot");
        var fields = reader.Fields("oneOf");
        if (reader.Find("oneOf")?.Value is YamlValue.Sequence { Items.Count: 0 })
            contract.Findings.Error("bad-value", "oneOf is empty.", reader.SpotOf("oneOf"), "Name the fields that the app may choose among; the first is the default.", "oneOf");
        var many = reader.Number("many", 1, 20);
        if (reader.Text("slot") is not { } name || !MappingReader.IsName(name, reader.SpotOf("slot"), contract.Findings) || fields.Count == 0) return null;
        return new ContractDimension.Slot(name, fields, many, reader.Spot);
    }

    private static FilterUse? Use(YamlValue item, MappingReader contract)
    {
        if (item is YamlValue.Scalar) return contract.Text(item, "use") is { } name ? new FilterUse(name, null, item.Spot) : null;
        if (MappingReader.Open(item, ContractGrammar.Use, "an entry of use", contract.Findings) is not { } reader) return null;
        if (reader.Find("filter") is null) reader.Missing("filter", "An entry of use");
        if (reader.Find("field") is null) reader.Missing("field", "An entry of use");
        return reader.Text("filter") is { } filter && reader.Field("field") is { } field ? new FilterUse(filter, field, item.Spot) : null;
    }

    private static ContractSort? Sort(YamlValue item, FindingList findings)
    {
        if (MappingReader.Open(item, ContractGrammar.Sort, "an entry of sort", findings) is not { } reader) return null;
        if (reader.Find("field") is not { } entry)
        {
            reader.Missing("field", "An entry of sort");
            return null;
        }

        var descending = reader.Flag("descending") ?? false;
        return reader.FieldOrSlot(entry.Value, "field") is { } field ? new ContractSort(field, descending) : null;
    }

    private static ContractComparison? Comparison(YamlValue value, FindingList findings)
    {
        if (MappingReader.Open(value, ContractGrammar.Compare, "compare", findings) is not { } reader) return null;
        if (reader.Find("filter") is null) reader.Missing("filter", "compare");
        if (reader.Find("to") is null) reader.Missing("to", "compare");
        return reader.Word("to", ["previousPeriod", "previousYear"]) is { } to && reader.Text("filter") is { } filter
            ? new ContractComparison(filter, to == "previousYear" ? ComparisonTarget.PreviousYear : ComparisonTarget.PreviousPeriod, reader.Spot)
            : null;
    }
}
