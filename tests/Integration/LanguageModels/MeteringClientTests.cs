using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Ledger;
using Vitrine.Ledger.Budgets;

namespace Vitrine.Integration.LanguageModels;

/// <summary>What a call is booked at, whatever its provider tells of it.</summary>
public sealed class MeteringClientTests
{
    private static readonly Guid Organization = new("00000000-0000-0000-0000-000000000001");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_whose_provider_tells_no_tokens_is_booked_at_its_reservation()
    {
        // Gateways that speak OpenAI's protocol may leave the usage out; at nothing, no budget would ever end.
        var row = await BookAsync((request, _) => new ModelAnswer(ModelMessage.Said("Yes."), ModelFinish.Stop, ModelUsage.None) { CallId = request.CallId });
        Assert.Equal((0.12m, 1000, 10_000), (row.Price, row.CacheWrite, row.Output));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_costs_what_was_told_and_heard_of_it_and_no_more_than_was_reserved()
    {
        var some = await BookAsync((_, _) => throw new ModelCallException(ModelFailure.Dropped) { Usage = new ModelUsage(1000, 1, 0, 0), Heard = 4_000 });
        Assert.Equal((0.06m, 1), (some.Price, some.Output));
        var all = await BookAsync((_, _) => throw new ModelCallException(ModelFailure.Dropped) { Usage = new ModelUsage(1000, 1, 0, 0), Heard = 4_000_000 });
        Assert.Equal(0.12m, all.Price);
    }

    private static async Task<LedgerRow> BookAsync(Func<ModelRequest, IModelListener, ModelAnswer> answer)
    {
        await using var host = await StateHost.StartAsync(null);
        // 20 dollars for a million tokens that are read, 10 for as many that are written.
        var model = new LanguageModel { Name = "m", Label = "M", Provider = "openai", Prices = new ModelPrices(20m, 10m, 20m, 20m, default) };
        var account = new ModelAccount(Organization, Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var request = new ModelRequest { Model = model, System = [], Tools = [], Messages = [], MaximumOutput = 10_000, CallId = Guid.CreateVersion7() };
        await using (var database = await host.OpenAsync())
        {
            await using var transaction = await database.Database.BeginTransactionAsync(Stop);
            await host.Get<BudgetBook>().ReserveCallAsync(database, new CallDemand
            {
                CallId = request.CallId,
                Payer = new Payer(account.OrganizationId, account.ProjectId, account.AppId, account.TurnId, account.PersonId),
                Cause = LedgerCause.User,
                Provider = model.Provider,
                Model = model.Name,
                InputAtMost = 1000,
                MaximumOutput = request.MaximumOutput,
                LeastOutput = 100,
                PriceAtMost = output => model.Prices.AtMost(1000, output),
                Expires = host.Clock.GetUtcNow().AddHours(1),
            }, Stop);
            await transaction.CommitAsync(Stop);
        }

        var client = new MeteringClient(new Scripted(answer), host.Get<BudgetBook>(), account, host.Clock, NullLogger.Instance);
        try
        {
            await client.AskAsync(request, new DeafListener(), Stop);
        }
        catch (ModelCallException failure)
        {
            Assert.Equal(ModelFailure.Dropped, failure.Failure);
        }

        await using var after = await host.OpenAsync();
        Assert.Empty(await after.Set<ReservationRow>().IgnoreQueryFilters().ToListAsync(Stop));
        return Assert.Single(await after.Set<LedgerRow>().IgnoreQueryFilters().AsNoTracking().ToListAsync(Stop));
    }

    private sealed class Scripted(Func<ModelRequest, IModelListener, ModelAnswer> answer) : IModelClient
    {
        public Task<ModelAnswer> AskAsync(ModelRequest request, IModelListener listener, CancellationToken cancellationToken) => Task.FromResult(answer(request, listener));
    }
}
