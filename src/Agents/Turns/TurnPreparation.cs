using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Agents.Clarifying;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.Prompts;
using Vitrine.Agents.Spending;
using Vitrine.Agents.Tools;
using Vitrine.Agents.Workbenches;
using Vitrine.Apps;
using Vitrine.Builds;
using Vitrine.Builds.Workspaces;
using Vitrine.Jobs;
using Vitrine.Ledger.Budgets;
using Vitrine.Primitives;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Execution;
using Vitrine.Sandboxes;
using Vitrine.Serving.Documents;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>
/// Makes ready what a turn works with: the person with the rights of this moment, the project, the files that it starts from, and a workbench. All of it is read anew each time, so that a
/// turn whose server was killed is done again as if for the first time.
/// </summary>
internal sealed class TurnPreparation(
    IDbContextFactory<VitrineDatabase> databases, PrincipalSource people, DataAppsSwitch dataApps, FindApp apps, ServableVersion versions, ProjectCatalog projects, AppTemplateSource templates,
    SourceStore sources, VersionBlobs blobs, IObjectStore objects, ContractRunner contracts, OpenWorkbench openWorkbench, TurnBook book, TurnSettings settings,
    PassingWords passing, ConversationStore conversations, LanguageModelSettings models, BudgetBook budgets, SandboxMoney sandboxes)
{
    private const int MostEarlier = 20;

    /// <summary>Prepares a turn that is in the state preparing, or refuses.</summary>
    public async Task<TurnRun> PrepareAsync(TurnRow turn, JobContext job, ICodingAgent agent, CancellationToken cancellationToken)
    {
        dataApps.Require();
        var author = await people.FindAsync(turn.PersonId, cancellationToken)
            ?? throw new RefusalException("turns.nobody", "Whoever prompted this is no longer here. Send the prompt again.", RefusalKind.NotFound);
        var app = await apps.HandleForEditingAsync(turn.AppId.ToString(), author, cancellationToken);
        var project = await projects.OpenAsync(turn.ProjectId, cancellationToken);
        var template = templates.Current;

        var stored = StoredWorkspace.Parse(turn.Workspace);
        var expectedDraft = stored is null ? app.DraftVersion : turn.ExpectedDraft;
        // Without a draft, what the last prompt left behind is gone on with, though it failed: nothing else would be meant.
        var baseNumber = stored is null ? turn.FromVersion ?? app.DraftVersion ?? await NewestAsync(turn, cancellationToken) : turn.BaseVersion;
        var version = baseNumber is { } number ? await versions.HandleAsync(turn.AppId, number, author, cancellationToken) : null;
        var start = version is null ? AppSource.Scaffold(template) : await ReadAsync(version.Source, cancellationToken);
        var source = stored is null ? start : await ReadAsync(new BlobHash(stored.Source), cancellationToken);

        var log = new TurnLog(book, job, turn.Id, passing, author.AttributesFingerprint);
        turn = await book.ChangeOpenAsync(job, turn.Id, (_, row) =>
        {
            (row.ExpectedDraft, row.BaseVersion, row.Fingerprint) = (expectedDraft, baseNumber, author.AttributesFingerprint);
            row.Prompts = agent.IsLanguageModel ? PromptLibrary.Hash : null;
            return Task.CompletedTask;
        }, cancellationToken);

        var bench = openWorkbench(new SandboxOwner(turn.OrganizationId, turn.ProjectId, turn.AppId, turn.Id, turn.PersonId), source);
        var files = new AppFiles(source, log.AddAsync);
        var request = new CheckRequest { Project = project, Author = author, Title = app.Name, Scope = CheckScope.Quick };
        var checks = new AppChecks(files, bench, request, log.AddAsync, log.MoveAsync, blobs, objects, settings);
        var context = new ToolContext(project, author, files, checks, contracts, agent.IsLanguageModel) { References = new References(template.ToolchainFolder), Exports = ExportsOf(template) };
        return new TurnRun
        {
            Turn = turn,
            Author = author,
            Project = project,
            Base = start,
            TemplateVersion = template.Version,
            Log = log,
            Files = files,
            Checks = checks,
            Tools = new ToolBox(ToolList.All, context, new ToolBudget(settings)),
            Bench = bench,
            Task = new AgentTask
            {
                TurnId = turn.Id,
                AppId = turn.AppId,
                Journal = new ModelJournal(book, job, turn, project.Settings.DataExposure, databases, conversations, sources, budgets, sandboxes, settings, models),
                Pause = job.StepAsideAsync,
                Prompt = turn.Prompt,
                Attachments = turn.ReadAttachments(),
                Kind = turn.Kind,
                AppName = app.Name,
                IsNewApp = version is null,
                Project = project,
                Author = author,
                Source = source,
                PlanJson = version?.Plan,
                Earlier = await EarlierAsync(turn, author, agent.IsLanguageModel ? project.Settings.DataExposure : DataExposure.Rows, cancellationToken),
                Question = turn.Answer is null ? null : await QuestionAsync(turn, project, agent, cancellationToken),
                QuestionId = turn.QuestionId,
                Answer = turn.Answer,
                Clarification = Clarification.Parse(turn.Clarified),
                MayClarify = version is null && stored is null,
                PlanFirst = turn.PlanFirst,
                Events = log,
            },
        };
    }

    /// <summary>What apps may import from where, by name. The kit comes first where React has a thing of the same name.</summary>
    public static Dictionary<string, string> ExportsOf(AppTemplate template)
        => template.Specifiers.OrderBy(module => module.Key == "react" ? 1 : 0).ThenBy(module => module.Key, StringComparer.Ordinal)
            .Where(module => module.Key != "react/jsx-runtime")
            .SelectMany(module => module.Value.Exports.Select(name => (Name: name, From: module.Key)))
            .DistinctBy(export => export.Name)
            .ToDictionary(export => export.Name, export => export.From, StringComparer.Ordinal);

    private async Task<int?> NewestAsync(TurnRow turn, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(turn.OrganizationId, cancellationToken);
        return await database.Set<TurnRow>().AsNoTracking().Where(row => row.AppId == turn.AppId && row.Number < turn.Number).MaxAsync(row => row.VersionNumber, cancellationToken);
    }

    private async Task<AppSource> ReadAsync(BlobHash hash, CancellationToken cancellationToken)
        => await sources.FindAsync(hash, cancellationToken)
            ?? throw new RefusalException("turns.source-lost", "The files of the version to start from are gone from the object store. Start from another version, or restore the store from a backup.", RefusalKind.Unavailable);

    // A model that could see more of the data than now may have quoted it in what it asked.
    private async Task<string?> QuestionAsync(TurnRow turn, OpenProject project, ICodingAgent agent, CancellationToken cancellationToken)
    {
        if (!agent.IsLanguageModel) return turn.Question;
        await using var database = await databases.OpenAsync(turn.OrganizationId, cancellationToken);
        var isMore = await database.Set<ModelCallRow>().AnyAsync(call => call.TurnId == turn.Id && call.Exposure > (int)project.Settings.DataExposure, cancellationToken);
        return isMore ? "something that quoted data which this project does not let you see any more" : turn.Question;
    }

    private async Task<IReadOnlyList<EarlierTurn>> EarlierAsync(TurnRow turn, Principal author, DataExposure exposure, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(turn.OrganizationId, cancellationToken);
        var rows = await database.Set<TurnRow>().AsNoTracking()
            .Where(row => row.AppId == turn.AppId && row.Number < turn.Number && row.State >= TurnState.Done)
            .OrderByDescending(row => row.Number)
            .Take(MostEarlier)
            .Select(row => new { row.Prompt, row.Attachments, row.Message, row.Fingerprint, row.State, Exposure = database.Set<ModelCallRow>().Where(call => call.TurnId == row.Id).Max(call => (int?)call.Exposure) })
            .ToListAsync(cancellationToken);
        // What was said to somebody who sees other data is not this author's to be told again; nor is a model told by an earlier turn what it may not see now. A failed turn quotes what gates saw on the page, and the
        // composer names values in what it says.
        return [.. Enumerable.Reverse(rows).Select(row => new EarlierTurn(row.Attachments == "[]" ? row.Prompt : $"{row.Prompt} (with pictures)", row.Fingerprint == author.AttributesFingerprint && Needed(row.State, row.Exposure) <= exposure ? row.Message ?? "" : ""))];

        static DataExposure Needed(TurnState state, int? exposure) => state != TurnState.Done ? DataExposure.Rows : (DataExposure?)exposure ?? DataExposure.Samples;
    }
}
