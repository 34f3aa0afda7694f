using System.Globalization;
using Vitrine.Agents;
using Vitrine.Agents.Composer;
using Vitrine.Integration.Composing;
using Vitrine.Integration.LanguageModels;

namespace Vitrine.Integration.Evaluation;

/// <summary>The prompts of <c>evals/apps</c>: with the composer up to the contracts gate, and one with a language model on the loopback server, so that the evaluation of real ones is known to work.</summary>
public sealed class AppEvaluationTests(EvaluationProjects projects, ITestOutputHelper output) : IClassFixture<EvaluationProjects>
{
    private const int Percent = 95;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_composer_passes()
    {
        var results = new List<AppResult>();
        foreach (var one in AppCase.Read("demo", "jaffle")) results.Add(await new AppEvaluator(projects, new ComposerAgent()).RunAsync(one, Stop));
        var report = AppResult.Report("composer", results);
        output.WriteLine(report);
        Assert.True(results.Count >= 40, string.Create(CultureInfo.InvariantCulture, $"There are {results.Count} prompts."));
        Assert.True(results.Count(result => result.HasPassed) * 100 >= results.Count * Percent, report);
    }

    [Theory]
    [InlineData("Revenue\n$1,234.50\nOrders", true)]
    [InlineData("Revenue\n$11,234.50\n$1,234.500", false)]
    [InlineData("12", false)]
    public void A_page_without_the_figures_of_its_contract_is_told(string page, bool hasThem)
    {
        var wanted = new WantedContract(["orders.revenue"], ["customers.region"], null, [], null);
        Assert.Equal(hasThem, AppJudge.Missing(wanted, page, ["$1,234.50", "12"]) is null);
        Assert.Null(AppJudge.Missing(wanted, page, ["12"]));
    }

    [Fact]
    public async Task A_language_model_is_judged_and_its_tokens_are_counted()
    {
        await using var server = await MessagesServer.StartAsync(ShopScript.Answer);
        await using var host = await EvaluationHost.StartAsync(ModelDesk.Configure(server.Address.ToString(), MessagesServer.Key));
        var model = host.Table.Default!;
        // What the script makes, and what it does not.
        var all = "select customer_region, sum(net_amount), count(*) from orders where status <> 'cancelled' group by 1";
        var wanted = new WantedContract(["orders.revenue"], ["customers.region"], null, [], "select customer_region, sum(net_amount) from orders where status <> 'cancelled' group by 1");
        var one = new AppCase("own 1", "demo", AppKind.Dashboard, "Revenue by region", [wanted], ["orders.revenue_inflated"], ["https?://"], IsDeclined: false);
        var good = await host.Open(projects, model, hasAllGates: false, null).RunAsync(one, Stop);
        Assert.Empty(good.Wrong);
        Assert.Equal((server.Requests.Count, server.Told.Sum(told => told.Input), server.Told.Sum(told => told.Output)), (good.Rounds, good.Usage.Input, good.Usage.Output));
        Assert.Equal(model.Prices.Of(good.Usage), good.Dollars);
        Assert.True(good.Dollars > 0);
        Assert.Empty(server.Complaints);

        var bad = await host.Open(projects, model, hasAllGates: false, null).RunAsync(
            one with
            {
                Contracts =
                [
                    wanted with { Rows = "select customer_region, sum(net_amount) from orders group by 1" },
                    wanted with { Metrics = ["orders.revenue", "orders.order_count"], Rows = all },
                    wanted with { Dimensions = ["stores.channel"] },
                    wanted with { Filters = [new WantedFilter("orders.status", "equals", ["completed"])] },
                ],
                ForbiddenFields = ["orders.order_count"],
                ForbiddenText = ["AreaChart"],
            },
            Stop);
        Assert.Equal(6, bad.Wrong.Count);
        Assert.Contains("FAIL", AppResult.Report("a model", [bad]), StringComparison.Ordinal);
    }
}
