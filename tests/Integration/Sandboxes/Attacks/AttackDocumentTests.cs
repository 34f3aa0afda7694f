namespace Vitrine.Integration.Sandboxes.Attacks;

/// <summary>The page for operators names every attack, and what stops it, as the attacks themselves do.</summary>
public sealed class AttackDocumentTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(TestData.Root, "docs", "sandboxes.md"));

    [Fact]
    public void Every_program_has_its_line()
        => Assert.All(HostileProgram.All.Values, program => Assert.Contains($"| {char.ToLowerInvariant(program.Tries[0])}{program.Tries[1..].TrimEnd('.')} | {program.StoppedBy} |", Page, StringComparison.Ordinal));

    [Fact]
    public void Every_system_call_stands_with_what_stops_it()
        => Assert.All(RawCalls.Everywhere.GroupBy(call => call.StoppedBy), layer => Assert.Contains($"| {string.Join("; ", layer.Select(call => call.Name))} | {layer.Key} |", Page, StringComparison.Ordinal));
}
