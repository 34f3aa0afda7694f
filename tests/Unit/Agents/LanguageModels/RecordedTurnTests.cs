using System.Text.Json;
using Vitrine.Agents.Prompts;
using Vitrine.Agents.Tools;

namespace Vitrine.Unit.Agents.LanguageModels;

/// <summary><c>docs/recorded-turn.txt</c> shows operators what is sent: what it shows is what is sent today.</summary>
public sealed class RecordedTurnTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Recorded = File.ReadAllText(Path.Combine(TestData.Root, "docs", "recorded-turn.txt"));

    [Fact]
    public void It_has_the_prompts_and_tools_of_today()
    {
        const string renew = "The recorded turn is of other prompts. Build tests/Integration and run eng/record-turn.sh.";
        Assert.True(Recorded.Contains(PromptLibrary.Core.TrimEnd(), StringComparison.Ordinal), renew);
        Assert.True(Recorded.Contains(PromptLibrary.Read("clarify.md").TrimEnd(), StringComparison.Ordinal), renew);
        Assert.All(ToolList.All, tool => Assert.True(Recorded.Contains($"tool {tool.Name}\n\n{tool.Description}\n{JsonSerializer.Serialize(tool.InputSchema, Plain)}\n", StringComparison.Ordinal), $"{tool.Name}: {renew}"));
    }

    [Fact]
    public void It_is_whole()
    {
        Assert.Contains("(calls) finish", Recorded, StringComparison.Ordinal);
        Assert.Contains("════════ Call 7, metadata", Recorded, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", Recorded, StringComparison.Ordinal);
    }
}
