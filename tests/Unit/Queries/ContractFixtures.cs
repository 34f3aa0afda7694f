using Vitrine.Primitives;
using Vitrine.Queries.Contracts;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Queries;

/// <summary>The fixtures of the contract grammar and the semantic layer that they are checked against.</summary>
internal static class ContractFixtures
{
    public static string Folder { get; } = TestData.File("contracts");

    private static readonly Lazy<SemanticLayer> Shop = new(static () => DbtProjectReader.Read(File.ReadAllBytes(Path.Combine(Folder, "manifest.json")), null, new SemanticOptions()));

    public static SemanticLayer Layer => Shop.Value;

    public static QueryIdentity Anybody { get; } = new() { PersonId = "somebody", Attributes = new Dictionary<string, IReadOnlyList<string>>() };

    public static QueryIdentity Cleared { get; } = new() { PersonId = "cleared", Attributes = new Dictionary<string, IReadOnlyList<string>> { ["clearance"] = ["high"] } };

    /// <summary>Reads and validates as the author would see it.</summary>
    public static IReadOnlyList<Diagnostic> Check(string yaml, QueryIdentity? author = null)
    {
        var read = ContractFileParser.Parse(yaml);
        var validated = new ContractValidator(TimeProvider.System).Validate(read.File, Layer, author ?? Anybody);
        return [.. read.Diagnostics.Concat(validated).OrderBy(finding => finding.Where?.Line).ThenBy(finding => finding.Where?.Column).ThenBy(finding => finding.Code, StringComparer.Ordinal)];
    }

    public static string Show(Diagnostic finding) => $"{finding.Where?.Line}:{finding.Where?.Column} {finding.Code}";
}
