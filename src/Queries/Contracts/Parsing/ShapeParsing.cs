using Vitrine.Queries.Contracts.Yaml;

namespace Vitrine.Queries.Contracts.Parsing;

/// <summary>Reads what shapes an answer: calculations, parameters, bins and the pivot.</summary>
internal static class ShapeParsing
{
    public static IReadOnlyList<ContractCalculation> Calculations(MappingReader contract)
        => [.. contract.List("calculations").Select(item => Calculation(item, contract.Findings)).OfType<ContractCalculation>()];

    public static IReadOnlyList<ContractParameter> Parameters(MappingReader contract)
    {
        if (contract.Find("parameters") is not { } entry) return [];
        if (entry.Value is not YamlValue.Mapping mapping)
        {
            contract.Findings.Error("wrong-type", $"parameters must be a mapping of names to values, and this is {entry.Value.Kind}.", entry.Value.Spot, null, "parameters");
            return [];
        }

        return [.. mapping.Entries.Select(one => Parameter(one, contract)).OfType<ContractParameter>()];
    }

    public static IReadOnlyList<ContractBin> Bins(MappingReader contract)
        => [.. contract.List("bins").Select(item => Bin(item, contract.Findings)).OfType<ContractBin>()];

    public static ContractPivot? Pivot(MappingReader contract)
    {
        if (contract.Find("pivot") is not { } entry
            || MappingReader.Open(entry.Value, ContractGrammar.Pivot, "pivot", contract.Findings) is not { } reader) return null;
        if (reader.Find("columns") is null) reader.Missing("columns", "pivot");
        return new ContractPivot(
            [.. reader.List("columns").Select(item => reader.FieldOrSlot(item, "columns")).OfType<FieldMention>()],
            reader.Flag("metricsAsRows") ?? false,
            entry.Spot);
    }

    private static ContractCalculation? Calculation(YamlValue item, FindingList findings)
    {
        if (MappingReader.Open(item, ContractGrammar.Calculation, "a calculation", findings) is not { } reader) return null;
        if (reader.Find("name") is null) reader.Missing("name", "A calculation");
        if (reader.Find("formula") is null) reader.Missing("formula", "A calculation");
        var formula = reader.Text("formula");
        if (formula is not null && !formula.StartsWith('='))
            findings.Error("bad-value", "A formula begins with =.", reader.SpotOf("formula"), "SQL is not accepted here, only formulas.", "formula");
        return Name(reader) is { } name && formula is not null
            ? new ContractCalculation(name, reader.Text("label"), formula, reader.Text("format"), reader.Spot)
            : null;
    }

    private static ContractParameter? Parameter(YamlEntry entry, MappingReader contract)
    {
        if (entry.Key.Length is 0 or > 128 || !entry.Key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'))
        {
            contract.Findings.Error("bad-name", "This is not the name of a parameter.", entry.Spot, "Use the name that the semantic layer gives it.", "parameters");
            return null;
        }

        if (entry.Value is YamlValue.Mapping)
        {
            contract.Findings.Error("wrong-type", $"{entry.Key} must be a value or a list of values, and this is a mapping.", entry.Value.Spot, null, "parameters");
            return null;
        }

        var values = ArgumentParsing.Values(entry.Value, entry.Key, contract);
        if (!values.Any(value => value.Text is null)) return new ContractParameter(entry.Key, values, entry.Spot);
        contract.Findings.Error("bad-value", $"{entry.Key} has no value.", entry.Value.Spot, "Leave the parameter out to use its default.", "parameters");
        return null;
    }

    private static ContractBin? Bin(YamlValue item, FindingList findings)
    {
        if (MappingReader.Open(item, ContractGrammar.Bin, "a bin", findings) is not { } reader) return null;
        if (reader.Find("name") is null) reader.Missing("name", "A bin");
        if (reader.Find("field") is null) reader.Missing("field", "A bin");
        string[] shapes = ["count", "width", "ranges", "groups"];
        if (shapes.Count(shape => reader.Find(shape) is not null) != 1)
            findings.Error("bad-value", "A bin needs exactly one of count, width, ranges and groups.", reader.Spot, null, "bins");
        var width = reader.Decimal("width");
        if (width is <= 0) findings.Error("out-of-range", "width must be greater than zero.", reader.SpotOf("width"), null, "width");
        var ranges = reader.List("ranges").Select(range => Range(range, findings)).OfType<BinRange>().ToList();
        var groups = reader.List("groups").Select(group => Group(group, findings)).OfType<BinGroup>().ToList();
        var (name, field, count, label) = (Name(reader), reader.Field("field"), reader.Number("count", 2, 100), reader.Text("label"));
        return name is null || field is null
            ? null
            : new ContractBin { Name = name, Field = field, Spot = reader.Spot, Label = label, Count = count, Width = width, Ranges = ranges, Groups = groups };
    }

    private static BinRange? Range(YamlValue item, FindingList findings)
    {
        if (MappingReader.Open(item, ContractGrammar.Range, "a range", findings) is not { } reader) return null;
        var (from, to) = (reader.Decimal("from"), reader.Decimal("to"));
        if (reader.Find("from") is null && reader.Find("to") is null) reader.Missing("from or to", "A range");
        if (from >= to) findings.Error("out-of-range", "from must be less than to.", reader.Spot, null, "ranges");
        return new BinRange(from, to);
    }

    private static BinGroup? Group(YamlValue item, FindingList findings)
    {
        if (MappingReader.Open(item, ContractGrammar.Group, "a group", findings) is not { } reader) return null;
        if (reader.Find("label") is null) reader.Missing("label", "A group");
        if (reader.Find("values") is not { } values)
        {
            reader.Missing("values", "A group");
            return null;
        }

        var written = ArgumentParsing.Values(values.Value, "values", reader, listOnly: true);
        return reader.Text("label") is { } label ? new BinGroup(label, written) : null;
    }

    private static string? Name(MappingReader reader)
        => reader.Text("name") is { } name && MappingReader.IsName(name, reader.SpotOf("name"), reader.Findings) ? name : null;
}
