using Microsoft.EntityFrameworkCore;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.Turns;
using Vitrine.Ledger;
using Vitrine.Storage;

namespace Vitrine.Agents.Spending;

/// <summary>Tells from the turns that were before what one like them will cost: of the same model, for the same kind of app, and equally a first prompt or a later one.</summary>
internal sealed class TurnEstimates(IDbContextFactory<VitrineDatabase> databases, LedgerBook ledger, LanguageModelTable models, SandboxMoney sandboxes)
{
    // Prompts, tools and models change; what was long ago says little.
    private const int MostTurns = 30;

    // Fewer say nothing of the dear ones.
    private const int FewestTurns = 3;

    // Tokens of November 2026: a first app takes about twelve calls, a change six. Most of what they read comes from the cache.
    private static readonly ModelUsage FirstPrompt = new(4_000, 18_000, 260_000, 60_000);
    private static readonly ModelUsage LaterPrompt = new(2_000, 6_000, 120_000, 25_000);

    // What was measured of other models: four of five turns stay below twice the usual.
    private const decimal DefaultSpread = 2;

    /// <summary>The estimate for one turn.</summary>
    /// <param name="organizationId">Whose turns are looked at.</param>
    /// <param name="agent">Who writes.</param>
    /// <param name="kind">What the app looks like.</param>
    /// <param name="isFirst">Whether it makes an app rather than changing one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<TurnEstimate> OfAsync(Guid organizationId, string agent, AppKind kind, bool isFirst, CancellationToken cancellationToken)
    {
        await using var database = await databases.OpenAsync(organizationId, cancellationToken);
        // A turn whose model never answered, as with a key that is refused, tells nothing of what prompts cost.
        var isModel = models.All.Any(model => model.Name == agent);
        var turns = await database.Set<TurnRow>().AsNoTracking()
            .Where(row => !isModel || database.Set<ModelCallRow>().Any(call => call.TurnId == row.Id && call.Answer != null))
            .Where(row => row.Agent == agent && row.Kind == kind && (isFirst ? row.Number == 1 : row.Number > 1) && (row.State == TurnState.Done || row.State == TurnState.Failed))
            .OrderByDescending(row => row.EndedAt)
            .Take(MostTurns)
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
        var costs = (await ledger.SumByTurnAsync(organizationId, turns, cancellationToken)).Values.Select(sum => sum.Price).Order().ToList();
        if (costs.Count >= FewestTurns) return new TurnEstimate(costs[(costs.Count - 1) / 2], costs[(int)Math.Ceiling(costs.Count * 0.8) - 1], costs.Count);
        var usual = sandboxes.Usual + (models.All.FirstOrDefault(model => model.Name == agent)?.Prices.Of(isFirst ? FirstPrompt : LaterPrompt) ?? 0);
        return new TurnEstimate(usual, usual * DefaultSpread, 0);
    }
}
