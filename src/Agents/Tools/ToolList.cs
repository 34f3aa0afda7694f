namespace Vitrine.Agents.Tools;

/// <summary>The tools, in the order in which an agent is told of them.</summary>
internal static class ToolList
{
    public static IReadOnlyList<IAgentTool> All { get; } =
    [
        new ReadReferenceTool(),
        new ListFilesTool(),
        new ReadFileTool(),
        new WriteFileTool(),
        new EditFileTool(),
        new DeleteFileTool(),
        new SearchFieldsTool(),
        new GetExploreTool(),
        new SampleValuesTool(),
        new RunContractTool(),
        new CheckTool(),
        new ScreenshotTool(),
        new AskUserTool(),
        new FinishTool(),
        new DeclineTool(),
    ];
}
