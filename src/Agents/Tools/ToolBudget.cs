using System.Text.Json;
using Vitrine.Primitives;

namespace Vitrine.Agents.Tools;

/// <summary>Holds an agent to its bounds and is the one place where refusals become results of tools.</summary>
internal sealed class ToolBudget(TurnSettings settings)
{
    // The same call over the same files answers the same; twice is an oversight, more is a loop.
    private const int MostOfTheSame = 2;

    private readonly Dictionary<string, int> calls = new(StringComparer.Ordinal);

    /// <summary>Calls so far.</summary>
    public int Steps { get; set; }

    public async Task<ToolResult> InvokeAsync(IReadOnlyList<IAgentTool> tools, string name, JsonElement input, ToolContext context, CancellationToken cancellationToken)
    {
        if (++Steps > settings.Steps)
        {
            return new ToolResult($"The {settings.Steps} steps of this turn are used up.", IsError: true)
            {
                Ending = new AgentEnding.GaveUp("turns.steps-spent", $"The work took more than {settings.Steps} steps and was ended. Ask for less at a time."),
            };
        }

        if (tools.FirstOrDefault(tool => tool.Name == name) is not { } tool)
            return ToolResult.Error($"There is no tool {name}. {NearestName.Hint(name, tools.Select(one => one.Name)) ?? $"The tools are {string.Join(", ", tools.Select(one => one.Name))}."}");
        var key = $"{name}\n{context.Files.Revision}\n{input.GetRawText()}";
        if ((calls[key] = calls.GetValueOrDefault(key) + 1) > MostOfTheSame)
            return ToolResult.Error($"This very call of {name} was made {MostOfTheSame} times already and nothing has changed since; its answer stands above. Do something else.");
        try
        {
            ToolInput.RequireMembers(input, tool.InputSchema);
            return await tool.RunAsync(input, context, cancellationToken);
        }
        catch (RefusalException refusal) when (IsForTheAgent(refusal))
        {
            return ToolResult.Error(Say(refusal)) with { Ending = EndingOf(refusal) };
        }
    }

    // A lost lease or an ended turn is nothing that another call could mend.
    private static bool IsForTheAgent(RefusalException refusal) => refusal.Code is not ("jobs.lease-lost" or "turns.ended");

    private static AgentEnding.GaveUp? EndingOf(RefusalException refusal)
        => refusal.Code.StartsWith("turns.", StringComparison.Ordinal) || refusal.Kind == RefusalKind.Unavailable ? new AgentEnding.GaveUp(refusal.Code, refusal.Message) : null;

    private static string Say(RefusalException refusal)
        => refusal.Diagnostics.Count == 0
            ? refusal.Message
            : $"{refusal.Message}\n{string.Join('\n', refusal.Diagnostics.Take(20).Select(finding => $"- {finding.Message} {finding.Hint}"))}";
}
