using Microsoft.EntityFrameworkCore;
using Vitrine.Access;
using Vitrine.Agents.Turns;
using Vitrine.Ledger;
using Vitrine.Storage;

namespace Vitrine.Agents.Spending;

/// <summary>Tells what a prompt will cost before it is sent.</summary>
public sealed class EstimateTurn
{
    private readonly IDbContextFactory<VitrineDatabase> databases;
    private readonly TurnAccess access;
    private readonly AccessGuard guard;
    private readonly CodingAgents agents;
    private readonly TurnEstimates estimates;

    internal EstimateTurn(IDbContextFactory<VitrineDatabase> databases, TurnAccess access, AccessGuard guard, CodingAgents agents, TurnEstimates estimates)
        => (this.databases, this.access, this.guard, this.agents, this.estimates) = (databases, access, guard, agents, estimates);

    /// <summary>Of the first prompt of a new app, or a refusal for people who may make none in this project.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="kind">What the app is to look like; null for a dashboard.</param>
    /// <param name="model">Who is to write; null for the default.</param>
    /// <param name="principal">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TurnEstimate> HandleAsync(Guid projectId, AppKind? kind, string? model, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await guard.RequireAsync(principal, AccessAction.CreateDataApp, new ProjectSubject(principal.OrganizationId, projectId), cancellationToken);
        return await estimates.OfAsync(principal.OrganizationId, agents.Choose(model), kind ?? AppKind.Dashboard, isFirst: true, cancellationToken);
    }

    /// <summary>Of what a turn will cost still, which has begun and may wait for a person; nothing when it has ended, or has cost more than turns like it. Or a refusal for people who may not edit its app.</summary>
    public async Task<TurnEstimate> HandleForTurnAsync(Guid turnId, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        var turn = await access.RequireAsync(turnId, principal, cancellationToken);
        var whole = await estimates.OfAsync(turn.OrganizationId, turn.Agent, turn.Kind, isFirst: turn.Number == 1, cancellationToken);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var spent = (await LedgerBook.SumAsync(database, new LedgerScope(turn.OrganizationId) { TurnId = turn.Id }, cancellationToken)).Price;
        return TurnMoves.HasEnded(turn.State) ? new TurnEstimate(0, 0, whole.Turns, spent) : new TurnEstimate(Math.Max(0, whole.Usual - spent), Math.Max(0, whole.UpTo - spent), whole.Turns, spent);
    }

    /// <summary>Of the next prompt of an app, or a refusal for people who may not edit it.</summary>
    public async Task<TurnEstimate> HandleForAppAsync(Guid appId, string? model, Principal principal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(principal);
        await access.RequireAppAsync(appId, principal, cancellationToken);
        await using var database = await databases.OpenAsync(principal.OrganizationId, cancellationToken);
        var last = await database.Set<TurnRow>().AsNoTracking().Where(row => row.AppId == appId).OrderByDescending(row => row.Number).Select(row => (AppKind?)row.Kind).FirstOrDefaultAsync(cancellationToken);
        return await estimates.OfAsync(principal.OrganizationId, agents.Choose(model), last ?? AppKind.Dashboard, isFirst: last is null, cancellationToken);
    }
}
