using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Agents.Attachments;
using Vitrine.Agents.Spending;
using Vitrine.Apps;
using Vitrine.Ledger.Budgets;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.Turns;

/// <summary>Takes a prompt: makes the app when there is none yet, stores the turn and queues its work. It answers at once.</summary>
public sealed class StartTurn
{
    // Prompts of an app that may wait at a time: more is a loop somewhere, not a person.
    private const int MostUnended = 20;

    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly CreateApp create;
    private readonly ServableVersion versions;
    private readonly TurnAccess access;
    private readonly TurnBook book;
    private readonly TurnOrder order;
    private readonly CodingAgents agents;
    private readonly TurnEstimates estimates;
    private readonly BudgetBook budgets;
    private readonly AttachmentTray tray;

    internal StartTurn(
        IDbContextFactory<VitrineDatabase> databases, CreateApp create, ServableVersion versions, TurnAccess access, TurnBook book, TurnOrder order, CodingAgents agents, TurnEstimates estimates, BudgetBook budgets, AttachmentTray tray)
    {
        (this.estimates, this.budgets, this.tray) = (estimates, budgets, tray);
        this.agents = agents;
        this.databases = databases;
        this.create = create;
        this.versions = versions;
        this.access = access;
        this.book = book;
        this.order = order;
    }

    /// <summary>What is asked for.</summary>
    /// <param name="ProjectId">The project.</param>
    /// <param name="AppId">The app; null for a new one, which is personal.</param>
    /// <param name="Prompt">1 to 20,000 characters.</param>
    /// <param name="Kind">What it is to look like; null for a dashboard, or for what the app's first prompt said.</param>
    /// <param name="AppName">A new app's name; null to make one from the prompt.</param>
    /// <param name="FromVersion">The version to start from, failed or not; null for the draft as it is when the turn starts.</param>
    /// <param name="Model">Who is to write: one of <see cref="CodingAgents.Choices"/>; null for the default.</param>
    /// <param name="Attachments">What goes along, by the ids of <see cref="AddAttachment"/>: at most four, each once; null for nothing.</param>
    /// <param name="PlanFirst">Whether a plan is to be shown before a new app is built; only language models can.</param>
    public sealed record Request(
        Guid ProjectId, Guid? AppId, string Prompt, AppKind? Kind = null, string? AppName = null, int? FromVersion = null, string? Model = null, IReadOnlyList<Guid>? Attachments = null, bool PlanFirst = false);

    /// <summary>Takes it, or refuses.</summary>
    public async Task<TurnRecord> HandleAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(principal);
        request = request with { Prompt = PromptText.Clean(request.Prompt), Model = agents.Choose(request.Model), Attachments = request.Attachments ?? [] };
        if (request.Attachments.Count > 0) agents.EnsureSees(request.Model);
        if (request.PlanFirst && request.AppId is not null) throw new RefusalException("turns.no-plan", "A plan comes before the first build; this app has begun. Say in the prompt what should change.");
        if (request.PlanFirst && request.Model == agents.WithoutModel) throw new RefusalException("turns.no-plan", "Who needs no language model builds at once and shows the plan meanwhile. Choose a language model, or leave the plan out.");
        var turn = request.AppId is { } app
            ? await PromptAsync(request, await access.RequireAppAsync(app, principal, cancellationToken), principal, cancellationToken)
            : await BeginAsync(request, principal, cancellationToken);
        order.Wake();
        return await access.RecordAsync(turn, principal, cancellationToken);
    }

    private async Task<TurnRow> BeginAsync(Request request, Principal principal, CancellationToken cancellationToken)
    {
        if (request.FromVersion is not null) throw new RefusalException("turns.no-version", "A new app has no version to start from.");
        var attached = await tray.StoreAsync(request.Attachments!, request.ProjectId, principal, cancellationToken);
        TurnRow? turn = null;
        var wanted = new CreateApp.Request(request.ProjectId, request.AppName ?? PromptText.NameFor(request.Prompt));
        await create.HandleAsync(wanted, principal, async (database, app, stop) =>
        {
            await AttachmentTray.SpendAsync(database, request.Attachments!, principal, stop);
            turn = Add(database, request, attached, app, principal, number: 1, request.Kind ?? AppKind.Dashboard);
            await EnsureRoomAsync(database, turn, stop);
            await database.SaveChangesAsync(stop);
        }, cancellationToken);
        return turn!;
    }

    private async Task<TurnRow> PromptAsync(Request request, AppRecord app, Principal principal, CancellationToken cancellationToken)
    {
        if (app.ProjectId != request.ProjectId) throw AccessGuard.NotFound();
        if (request.FromVersion is { } number) await versions.HandleAsync(app.Id, number, principal, cancellationToken);
        var attached = await tray.StoreAsync(request.Attachments!, request.ProjectId, principal, cancellationToken);
        for (var attempt = 0; ; attempt++)
        {
            await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
            await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
            var turns = database.Set<TurnRow>().AsNoTracking().Where(row => row.AppId == app.Id);
            if (await turns.CountAsync(row => row.State < TurnState.Done, cancellationToken) >= MostUnended)
                throw new RefusalException("turns.too-many", $"This app has {MostUnended} prompts that are not done yet. Wait for them, or stop some.", RefusalKind.TooMany);
            var last = await turns.OrderByDescending(row => row.Number).Select(row => new { row.Number, row.Kind }).FirstOrDefaultAsync(cancellationToken);
            await AttachmentTray.SpendAsync(database, request.Attachments!, principal, cancellationToken);
            var turn = Add(database, request, attached, app, principal, (last?.Number ?? 0) + 1, request.Kind ?? last?.Kind ?? AppKind.Dashboard);
            await EnsureRoomAsync(database, turn, cancellationToken);
            try
            {
                await database.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException) when (attempt < 5)
            {
                // Somebody prompted the same app this moment and has the number; the next look sees it.
                continue;
            }

            await transaction.CommitAsync(cancellationToken);
            return turn;
        }
    }

    // Whoever prompts hears at once that there is no money, and not when the turn begins.
    private async Task EnsureRoomAsync(VitrineDatabase database, TurnRow turn, CancellationToken cancellationToken)
    {
        if (turn.Agent == agents.WithoutModel) return;
        var estimate = await estimates.OfAsync(turn.OrganizationId, turn.Agent, turn.Kind, turn.Number == 1, cancellationToken);
        await budgets.EnsureRoomAsync(database, TurnMoney.PayerOf(turn), estimate.Usual, cancellationToken);
    }

    private TurnRow Add(VitrineDatabase database, Request request, IReadOnlyList<Attachment> attached, AppRecord app, Principal principal, int number, AppKind kind)
    {
        var turn = new TurnRow
        {
            Id = book.NewId(),
            OrganizationId = principal.OrganizationId,
            ProjectId = app.ProjectId,
            AppId = app.Id,
            AppSlug = app.Slug,
            Number = number,
            PersonId = principal.PersonId,
            Kind = kind,
            Prompt = request.Prompt,
            Attachments = JsonSerializer.Serialize(attached, JsonSerializerOptions.Web),
            Agent = request.Model!,
            FromVersion = request.FromVersion,
            PlanFirst = request.PlanFirst,
            State = TurnState.Queued,
            StateSince = book.Now,
            QueuedAt = book.Now,
            Fingerprint = principal.AttributesFingerprint,
        };
        database.Add(turn);
        book.Add(database, turn, TurnEventKinds.Stage, new { stage = TurnBook.NameOf(TurnState.Queued) });
        order.Enqueue(database, turn);
        return turn;
    }
}
