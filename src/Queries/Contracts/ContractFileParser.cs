using System.Security.Cryptography;
using System.Text;
using Vitrine.Queries.Contracts.Parsing;
using Vitrine.Queries.Contracts.Yaml;

namespace Vitrine.Queries.Contracts;

/// <summary>
/// Reads an app's <c>src/queries.yml</c>. It needs no semantic layer: it checks the form of everything and all rules
/// that the file alone decides, and collects every finding with its line and column.
/// </summary>
public static class ContractFileParser
{
    /// <summary>Reads the text. Never throws for what the text holds.</summary>
    public static ContractParseResult Parse(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var findings = new FindingList();
        var file = new ContractFile { Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml))) };
        if (BoundedYamlReader.Read(yaml, findings) is { } root && MappingReader.Open(root, ContractGrammar.File, "queries.yml", findings) is { } reader)
        {
            file = Read(reader, file, findings);
            FileRules.Check(file, findings);
        }

        return new ContractParseResult(file with { HasErrors = findings.HasErrors }, findings.Sorted);
    }

    private static ContractFile Read(MappingReader reader, ContractFile file, FindingList findings)
    {
        if (reader.Find("version") is null) reader.Missing("version", "queries.yml");
        var version = reader.Number("version", 1, 1) ?? 1;
        var filters = reader.Find("filters") is { } filterEntry
            ? ArgumentParsing.ReadAll(filterEntry.Value, "filters", "a filter", findings)
            : [];
        if (reader.Find("contracts") is null) reader.Missing("contracts", "queries.yml");
        var contracts = reader.Find("contracts") is { } contractEntry
            ? MappingReader.Named(contractEntry.Value, "contracts", findings).Select(entry => ContractParsing.Read(entry, findings)).OfType<QueryContract>()
            : [];
        ReadCapabilities(reader, findings);
        return file with { Version = version, Filters = filters, Contracts = [.. contracts] };
    }

    private static void ReadCapabilities(MappingReader reader, FindingList findings)
    {
        if (reader.Find("capabilities") is not { } entry
            || MappingReader.Open(entry.Value, ContractGrammar.Capabilities, "capabilities", findings) is not { } capabilities) return;
        if (capabilities.List("explore") is { Count: > 0 } explores)
            findings.Error("not-executed-yet", "Exploring freely is not available yet, so capabilities.explore must be empty.", explores[0].Spot, "Write explore: [].", "capabilities");
    }
}
