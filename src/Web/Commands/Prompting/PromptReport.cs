using System.Text.Json;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.Spending;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Builds.Gates;
using Vitrine.Projects;
using Vitrine.Queries.Contracts;
using Vitrine.Web.Api;

namespace Vitrine.Web.Commands.Prompting;

/// <summary>What became of a prompt. Its JSON form is read by scripts: members are added, never renamed.</summary>
internal sealed record PromptReport
{
    /// <summary><c>ready</c>, <c>unverified</c>, <c>failed</c>, <c>declined</c>, <c>cancelled</c>, <c>waiting</c>, or <c>error</c> when nothing was done.</summary>
    public required string Status { get; init; }

    public string? App { get; init; }

    public int? Version { get; init; }

    public string? Url { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<Contract> Contracts { get; init; } = [];

    public IReadOnlyList<Gate> Gates { get; init; } = [];

    public IReadOnlyList<GateDiagnostic> Diagnostics { get; init; } = [];

    public IReadOnlyDictionary<string, double> StageSeconds { get; init; } = new Dictionary<string, double>();

    /// <summary>Files on this machine.</summary>
    public IReadOnlyList<string> Screenshots { get; init; } = [];

    /// <summary>What is asked while it waits.</summary>
    public IReadOnlyList<TurnQuestion> Questions { get; init; } = [];

    /// <summary>The plan that waits for a word; null for none.</summary>
    public BuildPlan? Plan { get; init; }

    /// <summary>What was expected of it before it was sent; null when nothing was, as for what costs nothing.</summary>
    public TurnEstimate? Estimate { get; init; }

    /// <summary>What the turn has cost, in US dollars; null when nothing was done.</summary>
    public decimal? Cost { get; init; }

    /// <summary>How much of that mended mistakes of the tool itself.</summary>
    public decimal? RepairCost { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Choices { get; init; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsServerGone { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public int ExitCode => Status switch
    {
        "ready" => 0,
        "failed" => 2,
        "declined" => 3,
        "unverified" => 4,
        "cancelled" => 5,
        "waiting" => 6,
        _ => VitrineCommandLine.CouldNotRun,
    };

    public static PromptReport NotRun(string message) => new() { Status = "error", Message = message };

    /// <summary>Ctrl+C came before there was anything to stop.</summary>
    public static PromptReport NotBegun() => new() { Status = "cancelled", Message = "Stopped before the work began." };

    public string ToJson() => JsonSerializer.Serialize(this, WireForm.OfVerbs);

    public static async Task<PromptReport> OfAsync(ServerConnection server, TurnRecord turn, PromptProgress progress, PromptRequest request, CancellationToken cancellationToken)
    {
        var project = (await server.GetAsync<IReadOnlyList<ProjectRecord>>("/api/v1/projects", cancellationToken)).FirstOrDefault(project => project.Id == turn.ProjectId);
        var report = new PromptReport
        {
            Status = turn.State.ToString().ToLowerInvariant(),
            App = turn.AppSlug,
            Version = turn.VersionNumber,
            Url = $"{server.PagesAt}/p/{project?.Slug ?? turn.ProjectId.ToString()}/apps/{turn.AppSlug}/edit",
            Message = turn.Question ?? turn.Message,
            StageSeconds = turn.StageSeconds,
            Choices = turn.Choices,
            Questions = turn.Questions,
            Plan = turn.Plan,
            Cost = turn.Cost,
            RepairCost = turn.RepairCost,
            Estimate = progress.Estimate,
            IsServerGone = server.IsOwn,
        };
        if (turn.VersionNumber is not { } number) return report;
        var at = $"/api/v1/apps/{turn.AppId}/versions/{number}";
        var version = await server.GetAsync<VersionRecord>(at, cancellationToken);
        var gates = GateReport.Parse(version.GateReport);
        return report with
        {
            Status = version.Status.ToString().ToLowerInvariant() is var status && turn.State == TurnState.Cancelled ? "cancelled" : status,
            Contracts = [.. ContractFileParser.Parse(version.Contracts).File.Contracts.Select(Contract.Of)],
            Gates = [.. gates.Gates.Select(gate => new Gate(gate.Name, gate.Status.ToString().ToLowerInvariant(), gate.Milliseconds))],
            Diagnostics = gates.Diagnostics,
            Screenshots = await PromptOutput.WriteAsync(server, at, version, progress.Screenshots, request.Folder, turn, cancellationToken),
        };
    }

    internal sealed record Gate(string Name, string Status, long Milliseconds);

    internal sealed record Contract(string Name, string? Label, string Explore, IReadOnlyList<string> Dimensions, IReadOnlyList<string> Metrics)
    {
        public static Contract Of(QueryContract contract) => new(
            contract.Name,
            contract.Label,
            contract.Explore.Text,
            [.. contract.Dimensions.Select(dimension => dimension switch
            {
                ContractDimension.Slot slot => slot.Name,
                ContractDimension.Fixed field => field.Mention.Text,
                _ => throw new InvalidOperationException("A dimension of an unknown form."),
            })],
            [.. contract.Metrics.Select(metric => metric.Text)]);
    }
}
