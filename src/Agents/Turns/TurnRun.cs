using Vitrine.Access;
using Vitrine.Agents.Tools;
using Vitrine.Agents.Workbenches;
using Vitrine.Builds.Workspaces;
using Vitrine.Projects.Catalog;

namespace Vitrine.Agents.Turns;

/// <summary>What one claim of a turn's job works with.</summary>
internal sealed record TurnRun : IAsyncDisposable
{
    /// <summary>The turn as it was when its work began.</summary>
    public required TurnRow Turn { get; init; }

    public required Principal Author { get; init; }

    public required OpenProject Project { get; init; }

    /// <summary>The files that the turn started from: what they are compared with to see whether anything was written.</summary>
    public required AppSource Base { get; init; }

    /// <summary>The template in use.</summary>
    public required string TemplateVersion { get; init; }

    public required TurnLog Log { get; init; }

    public required AppFiles Files { get; init; }

    public required AppChecks Checks { get; init; }

    public required ToolBox Tools { get; init; }

    public required AgentTask Task { get; init; }

    public required IWorkbench Bench { get; init; }

    public bool HasChanges => !Files.Source.Equals(Base);

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
