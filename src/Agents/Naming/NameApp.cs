using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Asides;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.Prompts;
using Vitrine.Agents.Spending;
using Vitrine.Agents.Tools;
using Vitrine.Agents.Turns;
using Vitrine.Apps;
using Vitrine.Builds.Workspaces;
using Vitrine.Jobs;
using Vitrine.Ledger;
using Vitrine.Ledger.Budgets;
using Vitrine.Projects.Catalog;
using Vitrine.Storage;

namespace Vitrine.Agents.Naming;

/// <summary>
/// After the first version of an app that nobody named: asks a language model once for a name and a description. A job of its own, so that no turn waits for it; where it comes to nothing, the app keeps the name that
/// its prompt gave it.
/// </summary>
[AccessCheck(AccessAction.ManageDataApp)]
internal sealed class NameApp(
    TurnBook book, PrincipalSource people, FindApp apps, DescribeApp describe, ServableVersion versions, DataAppsSwitch dataApps, ProjectCatalog projects, LanguageModelTable table, ModelClients clients, BudgetBook budgets,
    IDbContextFactory<VitrineDatabase> databases, ConversationStore conversations, SourceStore sources, SandboxMoney sandboxes, TurnSettings turns, LanguageModelSettings settings) : IJobHandler
{
    /// <summary>The kind of job.</summary>
    public const string JobKind = "name-app";

    private const int LongestName = 60, LongestDescription = 200, LongestContracts = 4_000;

    private const int MaximumOutput = 200;

    /// <summary>What it fills in.</summary>
    public static AnswerForm Form { get; } = new("name_app", "Names the app and describes it in a sentence.", ToolInput.Schema("""
        {"type":"object","properties":{"name":{"type":"string","maxLength":60},"description":{"type":"string","maxLength":200}},"required":["name","description"],"additionalProperties":false}
        """));

    public string Kind => JobKind;

    /// <summary>Queues it in the transaction that ends the turn.</summary>
    public static void Enqueue(JobQueue queue, VitrineDatabase database, TurnRow turn)
        => queue.Add(database, new JobRequest(JobKind, turn.OrganizationId, turn.PersonId, new TurnJob(turn.Id).ToJson()));

    public async Task RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (await book.FindAsync(job.OrganizationId, TurnJob.Parse(job.Payload).TurnId, cancellationToken) is not { } turn || await people.FindAsync(turn.PersonId, cancellationToken) is not { } author) return;
        // What a server that was killed had sent is booked first, whatever comes of the rest.
        await book.ChangeEndedAsync(job, turn.Id, (database, _) => budgets.CloseTurnAsync(database, turn.OrganizationId, turn.Id, cancellationToken), cancellationToken);
        dataApps.Require();
        var app = await apps.HandleForEditingAsync(turn.AppId.ToString(), author, cancellationToken);
        var own = PromptText.NameFor(turn.Prompt);
        if (app.Name != own || table.Choices.FirstOrDefault(model => model.Name == turn.Agent) is not { } model) return;
        if (turn.VersionNumber is not { } number) return;
        var version = await versions.HandleAsync(turn.AppId, number, author, cancellationToken);
        var project = await projects.OpenAsync(turn.ProjectId, cancellationToken);
        var journal = new ModelJournal(book, job, turn, project.Settings.DataExposure, databases, conversations, sources, budgets, sandboxes, turns, settings) { IsAfterEnd = true };
        var aside = new ModelAside(model, table.Small, clients, journal, new ModelAccount(turn.OrganizationId, turn.ProjectId, turn.AppId, turn.Id, turn.PersonId));
        if (await aside.AskAsync(new AsideQuestion(LedgerCause.Metadata, PromptLibrary.Naming, Text(turn, version.Contracts), Form, MaximumOutput), cancellationToken) is not { } input) return;
        var name = PromptText.Line(Member(input, "name"), LongestName).Trim('"', '“', '”', '\'', ' ');
        var description = PromptText.Line(Member(input, "description"), LongestDescription);
        if (name.Length == 0) return;
        await job.EnsureHeldAsync(cancellationToken);
        await describe.HandleAsync(turn.AppId, own, name, description.Length == 0 ? null : description, author, cancellationToken);
    }

    // Not what was said of it when it was done: that may hold values of the author's data, and everybody who sees the app reads its name and description.
    private static string Text(TurnRow turn, string contracts)
    {
        var text = new StringBuilder("What the person asked for:\n<request>\n").Append(Fence.Disarm(turn.Prompt)).Append("\n</request>\n\nWhat data it shows:\n");
        return text.Append(Fence.Around("contracts", contracts.Length <= LongestContracts ? contracts : contracts[..LongestContracts])).ToString();
    }

    private static string? Member(JsonElement input, string name) => input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
