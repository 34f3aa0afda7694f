using System.Text.Json;
using Vitrine.Access;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.Naming;
using Vitrine.Apps;
using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Jobs;
using Vitrine.Ledger.Budgets;
using Vitrine.Primitives;

namespace Vitrine.Agents.Turns;

/// <summary>Puts away what a turn made, whichever way its work ended.</summary>
internal sealed class TurnEnding(TurnBook book, EndTurn end, VersionBlobs blobs, SourceStore sources, PrincipalSource people, ChangeApp apps, BudgetBook budgets, JobQueue jobs, LanguageModelSettings models)
{
    /// <summary>What the agent said.</summary>
    public Task HandleAsync(TurnRun run, JobContext job, AgentEnding ending, CancellationToken cancellationToken) => ending switch
    {
        AgentEnding.Finished finished => FinishAsync(run, job, finished, cancellationToken),
        AgentEnding.Asking asking => WaitAsync(run, job, asking, null, cancellationToken),
        AgentEnding.Clarifying { Clarification: { } open } => WaitAsync(run, job, new AgentEnding.Asking(QuestionText.Of(open), QuestionText.ChoicesOf(open)), open, cancellationToken),
        AgentEnding.Declined declined => end.HandleAsync(run.Turn, TurnEnds.Declined(declined.Message), job.EnsureHeldAsync, cancellationToken),
        AgentEnding.GaveUp gaveUp => FailAsync(run, run.Turn, job, gaveUp.Code, gaveUp.Message, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(ending)),
    };

    /// <summary>Ends it as failed; what was written becomes a failed version.</summary>
    /// <param name="run">What it worked with; null when it did not get so far.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="job">The claim.</param>
    /// <param name="code">Why.</param>
    /// <param name="message">What a person can do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task FailAsync(TurnRun? run, TurnRow turn, JobContext job, string code, string message, CancellationToken cancellationToken)
        => KeepAsync(run, turn, job, message, version => TurnEnds.Failed(code, message, version), cancellationToken);

    /// <summary>Ends it as cancelled; what was written becomes a failed version.</summary>
    public Task CancelAsync(TurnRun? run, TurnRow turn, JobContext job, CancellationToken cancellationToken)
        => KeepAsync(run, turn, job, TurnEnds.Stopped, TurnEnds.Cancelled, cancellationToken);

    private async Task FinishAsync(TurnRun run, JobContext job, AgentEnding.Finished finished, CancellationToken cancellationToken)
    {
        // Only what was checked whole, and has not changed since, is what the gates speak of.
        var outcome = run.Checks.IsCurrent(finished.Outcome) ? finished.Outcome : await run.Checks.RunAsync(CheckScope.Full, cancellationToken);
        if (outcome.Report.Status == GateStatus.Failed)
        {
            await FailAsync(run, run.Turn, job, TurnEnds.GatesFailed.Code, TurnEnds.GatesFailed.Message, cancellationToken);
            return;
        }

        await run.Log.MoveAsync(TurnState.Storing, cancellationToken);
        var stored = run.Checks.Stored ?? await blobs.StoreAsync(run.Files.Source, outcome, cancellationToken);
        var author = await AuthorAsync(run, run.Turn, cancellationToken) ?? throw new RefusalException("turns.nobody", "Whoever prompted this is no longer here.", RefusalKind.NotFound);
        // Before the end, so that a turn that is done again does this again too.
        if (finished.Name is { } name && name != run.Task.AppName) await apps.HandleAsync(run.Turn.AppId, new ChangeApp.Request(name), author, cancellationToken);
        var isUnverified = outcome.Report.Status == GateStatus.Unverified;
        var version = VersionOf(run, outcome, stored, finished.Summary, finished.PlanJson ?? run.Log.Plan) with { Status = isUnverified ? VersionStatus.Unverified : VersionStatus.Ready };
        // From here on it is done whatever is asked: a stop that comes during the commit comes too late.
        await end.HandleAsync(
            run.Turn, version, author, result => TurnEnds.Done(finished.Summary, result, isUnverified), job.EnsureHeldAsync, CancellationToken.None, IsToBeNamed(run) ? database => NameApp.Enqueue(jobs, database, run.Turn) : null);
    }

    // A first version that a language model made, of an app that is called as its prompt begins. Agents that name it themselves have done so.
    private bool IsToBeNamed(TurnRun run)
        => models.NameApps && run.Turn is { Prompts: not null, ExpectedDraft: null } && run.Task.AppName == PromptText.NameFor(run.Turn.Prompt);

    private async Task WaitAsync(TurnRun run, JobContext job, AgentEnding.Asking asking, Clarification? open, CancellationToken cancellationToken)
    {
        var (question, choices) = asking;
        var workspace = await StoreAsync(run, cancellationToken);
        // Before anybody hears of the question: from the moment it can be read, the turn holds nothing.
        await run.Bench.EndAsync();
        var waiting = await book.ChangeAsync(run.Turn.OrganizationId, run.Turn.Id, job.EnsureHeldAsync, async (database, row) =>
        {
            if (row.CancelRequested || !book.TryMove(database, row, TurnState.Waiting)) return false;
            (row.JobId, row.Workspace, row.Answer) = (null, workspace.ToJson(), null);
            (row.Question, row.Choices, row.QuestionId) = (question, JsonSerializer.Serialize(choices), asking.CallId ?? book.NewId());
            if (open is not null) row.Clarified = open.ToJson();
            book.Add(database, row, TurnEventKinds.Question, new { question, choices, questions = open?.Questions ?? [new TurnQuestion(question, choices)], plan = open?.ShownPlan, left = open is { ShowsPlan: true } ? open.Left : [] });
            await budgets.CloseTurnAsync(database, row.OrganizationId, row.Id, cancellationToken);
            return true;
        }, cancellationToken);
        // Somebody stopped it while it made up its question: the job's own mark would be lost with the job.
        if (waiting is null) await CancelAsync(run, run.Turn, job, cancellationToken);
    }

    private async Task KeepAsync(TurnRun? run, TurnRow turn, JobContext job, string summary, Func<int?, TurnEnd> how, CancellationToken cancellationToken)
    {
        NewVersion? version = null;
        var isLost = false;
        try
        {
            version = await VersionAsync(run, turn, summary, cancellationToken);
        }
        catch (RefusalException refusal) when (refusal.Kind == RefusalKind.Unavailable)
        {
            // A full disk, or a bucket that is away: the turn ends all the same, or it would be tried again for as long as that lasts.
            isLost = true;
        }

        if (version is { } kept && await AuthorAsync(run, turn, cancellationToken) is { } author)
        {
            try
            {
                await end.HandleAsync(run?.Turn ?? turn, kept, author, result => how(result.Number), job.EnsureHeldAsync, CancellationToken.None);
                return;
            }
            catch (RefusalException refusal) when (refusal.Kind is RefusalKind.Forbidden or RefusalKind.NotFound)
            {
                // Whoever prompted may not edit the app any more, or it is gone: nothing is kept in their name.
            }
        }

        await end.HandleAsync(turn, isLost ? TurnEnds.NotKept(how(null)) : how(null), job.EnsureHeldAsync, CancellationToken.None);
    }

    private async Task<NewVersion?> VersionAsync(TurnRun? run, TurnRow turn, string summary, CancellationToken cancellationToken)
    {
        if (run is null) return StoredWorkspace.Parse(turn.Workspace) is { HasChanges: true } stored ? FailedVersion.Of(turn, stored, summary) : null;
        if (!run.HasChanges) return null;
        var failed = FailedVersion.Of(run.Turn, await StoreAsync(run, cancellationToken), summary, run.Checks.Last?.Report, run.Log.Plan ?? run.Task.PlanJson);
        return run.Checks is { Last: { } outcome, Stored: { } blobs } && run.Checks.IsCurrent(outcome) ? failed with { Bundle = blobs.Bundle, Screenshots = blobs.Screenshots } : failed;
    }

    /// <summary>Who prompted, with the rights of this moment; the attributes stay those whose data the pictures show.</summary>
    private async Task<Principal?> AuthorAsync(TurnRun? run, TurnRow turn, CancellationToken cancellationToken)
    {
        var author = await people.FindAsync(turn.PersonId, cancellationToken);
        return author is null || run is null ? author : author with { Attributes = run.Author.Attributes };
    }

    private async Task<StoredWorkspace> StoreAsync(TurnRun run, CancellationToken cancellationToken)
    {
        var hash = await sources.PutAsync(run.Files.Source, cancellationToken);
        return new StoredWorkspace(hash.Hex, run.HasChanges, run.Files.Source.Contracts, run.TemplateVersion, run.Project.Layer.Hash);
    }

    private static NewVersion VersionOf(TurnRun run, CheckOutcome outcome, StoredBlobs stored, string summary, string? plan) => new()
    {
        AppId = run.Turn.AppId,
        Status = VersionStatus.Ready,
        Source = stored.Source,
        Bundle = stored.Bundle,
        TemplateVersion = outcome.TemplateVersion,
        SemanticHash = outcome.SemanticHash,
        Contracts = outcome.ContractsText,
        GateReport = outcome.Report.ToJson(),
        Plan = plan,
        Screenshots = stored.Screenshots,
        Thumbnail = stored.Thumbnail,
        TurnId = run.Turn.Id,
        Prompt = run.Turn.Prompt,
        Summary = summary,
    };
}
