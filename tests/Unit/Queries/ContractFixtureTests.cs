using Vitrine.Queries.Contracts;

namespace Vitrine.Unit.Queries;

/// <summary>Walks <c>tests/data/contracts</c>: every key of the grammar used rightly, wrongly, and with a value of the wrong kind.</summary>
public sealed class ContractFixtureTests
{
    private static readonly string[] Cases = ["valid", "invalid", "type-error"];

    public static TheoryData<string> Fixtures
        => [.. Directory.EnumerateFiles(ContractFixtures.Folder, "*.yml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(ContractFixtures.Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_key_of_the_grammar_has_its_fixtures_and_no_other_is_there()
    {
        var wanted = ContractGrammar.Sections.SelectMany(section => section.Value.Select(key => $"{section.Key}.{key}")).SelectMany(key => Cases.Select(name => $"{key}/{name}.yml"));
        Assert.Equal(wanted.Order(StringComparer.Ordinal), Fixtures.Select(row => row.Data).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Exactly_the_expected_findings_are_found(string fixture)
    {
        var file = Path.Combine(ContractFixtures.Folder, fixture);
        var beside = Path.ChangeExtension(file, ".expected");
        string[] expected = File.Exists(beside) ? File.ReadAllLines(beside) : [];
        var found = ContractFixtures.Check(File.ReadAllText(file));

        Assert.Equal(expected, found.Select(ContractFixtures.Show));
        if (!fixture.EndsWith("/valid.yml", StringComparison.Ordinal)) Assert.NotEmpty(expected);
    }
}
