using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.FollowUps;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>Several changes in one sentence, and words that the data knows better than the catalog.</summary>
public sealed class JoinedChangesTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);

    private static readonly CatalogField Lent = SmallCatalog.Dimension("loans.lent_on", "Lent on", "When it was lent.") with
    {
        Type = FieldType.Date,
        Grains = new Dictionary<TimeUnit, string> { [TimeUnit.Week] = "loans.lent_on_week", [TimeUnit.Month] = "loans.lent_on_month" },
    };

    private static readonly CatalogField Keeper = SmallCatalog.Dimension("loans.keeper", "Keeper", "Who keeps the shelf.");

    private static readonly CatalogField Asked = SmallCatalog.Metric("loans.asked", "Asked for", MetricType.Sum, "Books that somebody asked for.");

    private static readonly CatalogField Reserved = SmallCatalog.Metric("loans.reserved", "Reserved", MetricType.Sum, "Books that were put aside.");

    private static readonly CatalogField Fetched = SmallCatalog.Metric("loans.fetched", "Fetched", MetricType.Sum, "Books that were fetched.");

    private static readonly CatalogField Renewals = SmallCatalog.Metric("loans.renewal_count", "Renewal count", MetricType.Count, "Loans that went on.");

    private static readonly CatalogField Recalls = SmallCatalog.Metric("loans.recall_count", "Recall count", MetricType.Count, "Loans that were called back.");

    private static readonly CatalogField Response = SmallCatalog.Metric("loans.average_response", "Average response time (minutes)", MetricType.Average, "Minutes until somebody came.");

    private static readonly CatalogExplore Explore = SmallCatalog.Of([SmallCatalog.State, SmallCatalog.Desk, SmallCatalog.Branch, Keeper, Lent, SmallCatalog.Late, Asked, Reserved, Fetched, SmallCatalog.Loans, SmallCatalog.Wait, SmallCatalog.Fines, Renewals, Recalls, Response]) with { MainTime = Lent };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static SmallCatalog Data => new SmallCatalog().With("loans.keeper", "Prof. Ash", "Prof. Birch", "Prof. Cedar").With("loans.state", "renewed", "recalled", "shelved");

    [Fact]
    public async Task A_number_and_an_exchange_are_two_changes()
    {
        var plan = await FollowAsync("top 3 branches by fines", "make it 2, and renewal count instead of fines");
        Assert.Contains(plan.Widgets, widget => widget is { IsRanked: true, Limit: 2 } && widget.Metrics[0].Name == "loans.renewal_count");
        Assert.DoesNotContain(plan.Widgets.SelectMany(widget => widget.Metrics), metric => metric.Name == "loans.fines");
    }

    [Theory]
    [InlineData("make it 20")]
    [InlineData("make it 20, and renewal count instead of fines")]
    public async Task A_number_that_cuts_a_list_is_not_looked_for_in_the_data(string prompt)
        => Assert.Empty((await ChangeAsync("top 3 branches by fines", prompt)).Notes.Unknown);

    [Fact]
    public async Task What_is_joined_to_an_exchange_is_done_too()
        => Assert.Contains((await FollowAsync("fines by branch", "renewal count instead of fines, and the top 2 branches")).Widgets, widget => widget is { IsRanked: true, Limit: 2 } && widget.Metrics[0].Name == "loans.renewal_count");

    [Fact]
    public async Task Two_figures_instead_of_one_stay_together()
        => Assert.DoesNotContain((await FollowAsync("fines by branch", "show renewal count and recall count instead of fines")).Widgets.SelectMany(widget => widget.Metrics), metric => metric.Name == "loans.fines");

    [Theory]
    [InlineData("make it 6 months instead")]
    [InlineData("add recall count, and make it 6 months")]
    [InlineData("6 months please")]
    public async Task A_length_of_time_is_the_range(string prompt) => Assert.Equal("the last 6 complete months", (await FollowAsync("fines by branch over the last 3 months", prompt)).Range?.Describe());

    [Fact]
    public async Task A_funnel_of_one_figure_has_what_leads_to_it()
        => Assert.Equal(["loans.asked", "loans.reserved", "loans.fetched"], Assert.Single((await PlanAsync("funnel of fetched")).Plan.Widgets, widget => widget.Chart == ChartKind.Funnel).Metrics.Select(metric => metric.Name));

    [Fact]
    public async Task A_funnel_by_what_is_no_step_is_of_the_figures_and_the_breakdown_stands_beside_it()
    {
        var (plan, _, notes, _) = await PlanAsync("funnel of fetched by desk");
        Assert.Equal(3, Assert.Single(plan.Widgets, widget => widget.Chart == ChartKind.Funnel).Metrics.Count);
        Assert.Contains(plan.Widgets, widget => widget.Chart == ChartKind.HorizontalBar && widget.Dimensions[0].Name == "loans.desk" && widget.Metrics[0].Name == "loans.fetched");
        Assert.Contains(notes.Assumptions, said => said.Contains("Desks are no steps", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_of_values_against_each_other_is_no_word_of_the_question()
    {
        var plan = (await PlanAsync("how fast do we answer window vs machine?")).Plan;
        Assert.Contains(plan.Widgets, widget => widget.Metrics[0].Name == "loans.average_response" && widget.Dimensions.Any(field => field.Name == "loans.desk"));
    }

    [Theory]
    [InlineData("fines per professor")]
    [InlineData("fines by keeper professor")]
    public async Task People_are_found_by_their_title(string prompt) => Assert.Contains((await PlanAsync(prompt)).Plan.Widgets, widget => widget.IsAsked && widget.Dimensions.Any(field => field.Name == "loans.keeper"));

    [Fact]
    public async Task What_is_counted_is_no_value_of_rows()
    {
        var plan = (await PlanAsync("renewals and recalls by branch")).Plan;
        Assert.Empty(plan.Where);
        Assert.Superset(new HashSet<string> { "loans.renewal_count", "loans.recall_count" }, plan.Widgets.SelectMany(widget => widget.Metrics).Select(metric => metric.Name).ToHashSet());
    }

    [Theory]
    [InlineData("which branches went over their fines")]
    [InlineData("branches that exceeded fines")]
    public async Task A_figure_as_a_bound_is_said(string prompt) => Assert.Contains((await PlanAsync(prompt)).Notes.Assumptions, sentence => sentence.Contains("another figure", StringComparison.Ordinal));

    private static async Task<PlanOutcome.Planned> PlanAsync(string prompt) => Assert.IsType<PlanOutcome.Planned>(await new NewPlan(SmallCatalog.Book(Explore), Data, Today).PlanAsync(prompt, null, Stop));

    private static async Task<AppPlan> FollowAsync(string first, string prompt) => (await ChangeAsync(first, prompt)).Plan;

    private static async Task<PlanOutcome.Planned> ChangeAsync(string first, string prompt)
        => Assert.IsType<PlanOutcome.Planned>(await new FollowUpPlan(SmallCatalog.Book(Explore), Data, Today).ChangeAsync((await PlanAsync(first)).Plan, prompt, Stop));
}
