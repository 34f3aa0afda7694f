using System.Text.Json;
using Vitrine.Agents.Clarifying;
using Vitrine.Jobs;
using Vitrine.Primitives;

namespace Vitrine.Agents.Turns;

/// <summary>
/// Writes what happens in one claim of a turn's job. Everything is written under the fencing number, so that a server that was thought dead adds nothing when it comes back.
/// </summary>
internal sealed class TurnLog(TurnBook book, JobContext job, Guid turnId, PassingWords? passing = null, string? fingerprint = null) : IAgentEvents
{
    private const int LongestText = 20_000;
    private const int LongestStep = 200;
    private const int LargestPlan = 256 * 1024;

    /// <summary>The plan that was told last.</summary>
    public string? Plan { get; private set; }

    /// <summary>Whether the last thing that happened is that somebody has to be waited for.</summary>
    public bool IsWaiting { get; private set; }

    public Task TextAsync(string text, CancellationToken cancellationToken)
        => string.IsNullOrWhiteSpace(text) ? Task.CompletedTask : AddAsync(TurnEventKinds.Text, new { text = Cut(text, LongestText) }, cancellationToken);

    public Task ThoughtAsync(string text, CancellationToken cancellationToken)
        => string.IsNullOrWhiteSpace(text) ? Task.CompletedTask : AddAsync(TurnEventKinds.Thought, new { text = Cut(text, LongestText) }, cancellationToken);

    public void Pass(PassingWord word) => passing?.Say(turnId, fingerprint ?? "", word);

    public Task WaitAsync(string reason, TimeSpan wait, int attempt, CancellationToken cancellationToken)
        => AddAsync(TurnEventKinds.Wait, new { reason = Cut(reason, LongestStep), seconds = Math.Round(wait.TotalSeconds, 1), attempt }, cancellationToken);

    public Task StepAsync(string label, CancellationToken cancellationToken) => AddAsync(TurnEventKinds.Step, new { label = Cut(label, LongestStep) }, cancellationToken);

    public Task PlanAsync(string planJson, CancellationToken cancellationToken)
    {
        if (planJson.Length > LargestPlan) throw new RefusalException("turns.plan-too-large", "The plan is too large. Ask for less at a time.", RefusalKind.TooLarge);
        Plan = planJson;
        return AddAsync(TurnEventKinds.Plan, new { plan = JsonSerializer.Deserialize<JsonElement>(planJson) }, cancellationToken);
    }

    public Task ClarifiedAsync(Clarification clarification, CancellationToken cancellationToken) => book.ChangeOpenAsync(job, turnId, (database, row) =>
    {
        // Told and kept together: whoever goes on with this turn finds it, and tells it no second time.
        row.Clarified = clarification.ToJson();
        if (clarification.Plan is not null) book.Add(database, row, TurnEventKinds.Plan, new { plan = clarification.Plan, left = clarification.Left });
        return Task.CompletedTask;
    }, cancellationToken);

    public Task AddAsync(string kind, object data, CancellationToken cancellationToken) => book.ChangeOpenAsync(job, turnId, (database, row) =>
    {
        book.Add(database, row, kind, data);
        IsWaiting = kind == TurnEventKinds.Wait;
        return Task.CompletedTask;
    }, cancellationToken);

    public async Task MoveAsync(TurnState to, CancellationToken cancellationToken)
        => _ = await book.ChangeAsync(job.OrganizationId, turnId, job.EnsureHeldAsync, (database, row) => Task.FromResult(book.TryMove(database, row, to)), cancellationToken) ?? throw TurnBook.Ended();

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)] + "…";
}
