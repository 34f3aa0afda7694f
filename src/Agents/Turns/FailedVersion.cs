using Vitrine.Apps;
using Vitrine.Builds.Gates;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>What is kept of a turn that did not get through: its files, so that another prompt can continue them.</summary>
internal static class FailedVersion
{
    public static NewVersion Of(TurnRow turn, StoredWorkspace workspace, string summary, GateReport? report = null, string? plan = null) => new()
    {
        AppId = turn.AppId,
        Status = VersionStatus.Failed,
        Source = new BlobHash(workspace.Source),
        TemplateVersion = workspace.TemplateVersion,
        SemanticHash = workspace.SemanticHash,
        Contracts = workspace.Contracts,
        // A check that passed is of other files than these, or the turn would have ended otherwise.
        GateReport = (report is { Status: GateStatus.Failed } ? report : new GateReport(GateStatus.Failed, [])).ToJson(),
        Plan = plan,
        TurnId = turn.Id,
        Prompt = turn.Prompt,
        Summary = summary,
    };
}
