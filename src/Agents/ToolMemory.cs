namespace Vitrine.Agents;

/// <summary>What the tools of a turn have counted so far, for a turn that is gone on with by another server or after an answer.</summary>
/// <param name="Steps">Calls that were made.</param>
/// <param name="Repairs">Repairs that were begun.</param>
/// <param name="Findings">What the last failed finish found; null without one.</param>
internal sealed record ToolMemory(int Steps, int Repairs, string? Findings)
{
    /// <summary>Nothing was called yet.</summary>
    public static ToolMemory None { get; } = new(0, 0, null);
}
