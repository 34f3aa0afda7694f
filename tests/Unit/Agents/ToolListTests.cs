using System.Text.Json;
using Vitrine.Agents;
using Vitrine.Agents.Tools;
using Vitrine.Primitives;

namespace Vitrine.Unit.Agents;

/// <summary>What a language model is told of the tools.</summary>
public sealed class ToolListTests
{
    public static TheoryData<string> Names() => [.. ToolList.All.Select(tool => tool.Name)];

    [Fact]
    public void The_tools_are_those_of_the_design()
        => Assert.Equal(
            ["read_reference", "list_files", "read_file", "write_file", "edit_file", "delete_file", "search_fields", "get_explore", "sample_values", "run_contract", "check", "screenshot", "ask_user", "finish", "decline"],
            ToolList.All.Select(tool => tool.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_takes_an_object_that_has_nothing_but_what_it_names(string name)
    {
        var tool = Find(name);
        Assert.Equal("object", tool.InputSchema.GetProperty("type").GetString());
        Assert.False(tool.InputSchema.GetProperty("additionalProperties").GetBoolean());
        Assert.InRange(tool.Description.Length, 10, 400);
        using var extra = JsonDocument.Parse("""{"sudo":true}""");
        Assert.Equal("tools.bad-input", Assert.Throws<RefusalException>(() => ToolInput.RequireMembers(extra.RootElement, tool.InputSchema)).Code);
        foreach (var needed in tool.InputSchema.TryGetProperty("required", out var required) ? required.EnumerateArray().Select(item => item.GetString()!) : [])
            Assert.True(tool.InputSchema.GetProperty("properties").TryGetProperty(needed, out _), needed);
    }

    private static IAgentTool Find(string name) => ToolList.All.Single(tool => tool.Name == name);
}
