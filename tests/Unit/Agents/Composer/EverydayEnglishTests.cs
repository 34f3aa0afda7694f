using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.FollowUps;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>How people say things when they do not think of a catalog: one test for each way.</summary>
public sealed class EverydayEnglishTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);

    private static readonly CatalogField Lost = SmallCatalog.Metric("loans.lost_loans", "Lost loans", MetricType.Count, "Loans that never came back.");

    private static readonly CatalogField TotalFee = SmallCatalog.Metric("loans.total_fee", "Total fee", MetricType.Sum, "What readers paid for copies.", "USD");

    private static readonly CatalogField AverageFee = SmallCatalog.Metric("loans.average_fee", "Average fee", MetricType.Average, "Mean fee.", "USD");

    private static readonly CatalogField WaitCost = SmallCatalog.Metric("loans.average_binding_cost", "Average binding cost", MetricType.Average, "Mean cost of a binding.", "USD");

    private static readonly CatalogField Member = SmallCatalog.Dimension("loans.is_member", "Member", "Whether the reader is a member.") with { Type = FieldType.Boolean };

    private static readonly CatalogExplore Explore = SmallCatalog.Of([SmallCatalog.State, SmallCatalog.Desk, SmallCatalog.Branch, Member, SmallCatalog.Late, SmallCatalog.Loans, SmallCatalog.Wait, SmallCatalog.Fines, Lost, TotalFee, AverageFee, WaitCost]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("loans since the beginning of 2024", "since 1 Jan 2024")]
    [InlineData("loans since the start of the year", "since 1 Jan 2026")]
    [InlineData("loans until the end of last month", "until 28 Feb 2026")]
    [InlineData("loans in the first three months of 2025", "1 Jan 2025 to 31 Mar 2025")]
    [InlineData("loans in the last 2 weeks of June 2025", "17 Jun 2025 to 30 Jun 2025")]
    [InlineData("loans last summer", "1 Jun 2025 to 31 Aug 2025")]
    [InlineData("loans since last spring", "since 1 Mar 2025")]
    [InlineData("loans in winter 2024", "1 Dec 2024 to 28 Feb 2025")]
    [InlineData("loans for the past quarter", "last quarter")]
    [InlineData("loans since the beginning", "all time")]
    [InlineData("loans in spring colours", null)]
    public void Ranges_of_time(string prompt, string? range) => Assert.Equal(range, Read(prompt).Range?.Describe());

    [Theory]
    [InlineData("loans this month so far, against the same stretch last year")]
    [InlineData("loans against the same days a year ago")]
    [InlineData("compare that with the year before")]
    [InlineData("set it against the year before")]
    public void Comparisons(string prompt) => Assert.Equal(Comparison.PreviousYear, Read(prompt).Comparison);

    [Theory]
    [InlineData("Front desk here: loans by branch", "loans by branch")]
    [InlineData("The open day kickoff is next week!! Loans by branch", "Loans by branch")]
    [InlineData("loans by branch for our yearly review", "loans by branch")]
    [InlineData("Board update: loans by branch", "loans by branch")]
    public void What_is_said_around_a_prompt_is_no_part_of_it(string prompt, string rest)
        => Assert.Equal(PromptText.Read(rest).Words.Select(word => word.Text), SmallTalk.Without(PromptText.Read(prompt), SmallCatalog.Book()).Words.Select(word => word.Text).Where(word => word.Any(char.IsLetter)));

    [Theory]
    [InlineData("How are we doing? Loans by branch")]
    [InlineData("loans for the branch review by desk")]
    [InlineData("Branch review: loans by desk")]
    [InlineData("I have loans by branch in mind")]
    public void What_is_asked_for_is_no_small_talk(string prompt) => Assert.Equal(PromptText.Read(prompt).Count, SmallTalk.Without(PromptText.Read(prompt), SmallCatalog.Book()).Count);

    [Fact]
    public void A_sign_is_a_word() => Assert.Equal("percent", PromptText.Read("late %")[1].Text);

    [Theory]
    [InlineData("use green as the colour")]
    [InlineData("take green for the accent colour")]
    public void A_colour_may_be_told_what_it_is_for(string prompt) => Assert.Equal("green", Read(prompt).First<Mark.Colour>()?.Name);

    [Theory]
    [InlineData("total and average fee by branch")]
    [InlineData("fees, total as well as average, by branch")]
    [InlineData("total fee by branch, and the average per loan")]
    public async Task Two_ways_to_sum_up_one_thing_are_two_figures(string prompt)
        => Assert.Superset(new HashSet<string> { "loans.total_fee", "loans.average_fee" }, MetricsOf(await PlanAsync(prompt)));

    [Fact]
    public async Task A_part_as_a_share_of_something_is_its_rate() => Assert.Contains("loans.late_rate", MetricsOf(await PlanAsync("lateness as a percentage of loans by branch")));

    [Fact]
    public async Task What_is_to_be_done_is_no_value()
    {
        var outcome = await new NewPlan(SmallCatalog.Book(Explore), new SmallCatalog().With("loans.desk", "LEND", "Window"), Today).PlanAsync("number of loans by branch that took long to lend", null, Stop);
        Assert.Empty(Assert.IsType<PlanOutcome.Planned>(outcome).Plan.Where);
    }

    [Fact]
    public async Task Codes_of_something_are_that() => Assert.Contains((await PlanAsync("number of loans by desk code")).Widgets, widget => widget.IsAsked && widget.Dimensions.Any(field => field.Name == "loans.desk"));

    [Theory]
    [InlineData("loans by branch and how many of those were lost")]
    [InlineData("number of loans by branch and how many of them have been lost")]
    public async Task Some_of_those_are_a_figure_of_their_own(string prompt) => Assert.Superset(new HashSet<string> { "loans.loan_count", "loans.lost_loans" }, MetricsOf(await PlanAsync(prompt)));

    [Fact]
    public async Task What_something_costs_is_its_cost() => Assert.Contains("loans.average_binding_cost", MetricsOf(await PlanAsync("What does a binding cost us on average per branch?")));

    [Fact]
    public async Task What_people_did_may_be_told_by_a_description() => Assert.Contains("loans.total_fee", MetricsOf(await PlanAsync("what readers paid us for copies by branch")));

    [Theory]
    [InlineData("fines of members vs everybody else")]
    [InlineData("fines, members compared to the rest")]
    [InlineData("fines of members and non-members")]
    public async Task Against_the_rest_is_a_breakdown_by_yes_and_no(string prompt)
    {
        var plan = await PlanAsync(prompt);
        Assert.Contains(plan.Widgets, widget => widget.IsAsked && widget.Dimensions.Any(field => field.Name == "loans.is_member"));
        Assert.Empty(plan.Where);
    }

    [Fact]
    public async Task Values_with_nothing_else_to_cut_by_are_the_breakdown()
        => Assert.Contains((await PlanAsync("How many fines with window and how many with machine?")).Widgets, widget => widget.IsAsked && widget.Dimensions.Any(field => field.Name == "loans.desk"));

    [Theory]
    [InlineData("number of loans by branch, window left out")]
    [InlineData("number of loans by branch, window excluded")]
    [InlineData("number of loans by branch with the exception of window")]
    public async Task What_is_left_out_may_be_said_behind(string prompt)
    {
        var condition = (await PlanAsync(prompt)).Where.Single();
        Assert.Equal(("loans.desk", "notEquals", "Window"), (condition.Field, condition.Operator, condition.Values.Single()));
    }

    [Fact]
    public async Task What_is_left_out_goes_on_over_or_with()
        => Assert.Equal(["Machine", "Window"], (await PlanAsync("number of loans by branch. Leave out anything from window or with machine")).Where.Single(condition => condition.Operator == "notEquals").Values.Order());

    [Theory]
    [InlineData("fines spread over branches")]
    [InlineData("how are fines distributed across branches")]
    public async Task Spread_over_is_by(string prompt) => Assert.Contains((await PlanAsync(prompt)).Widgets, widget => widget.IsAsked && widget.Dimensions.Any(field => field.Name == "loans.branch"));

    [Fact]
    public async Task The_ones_with_most_of_it_are_ranked_by_what_was_named()
    {
        var plan = await PlanAsync("fines for the 2 branches with the most of it");
        Assert.Contains(plan.Widgets, widget => widget is { IsRanked: true, Limit: 2, IsBottom: false } && widget.Metrics[0].Name == "loans.fines");
    }

    [Fact]
    public async Task A_thing_of_business_that_is_not_there_is_not_passed_over() => Assert.IsType<PlanOutcome.Declined>(await OutcomeAsync("How many loans per branch are in the warehouse"));

    [Theory]
    [InlineData("no, I meant fines, not loans")]
    [InlineData("sorry, not loans but fines")]
    [InlineData("I wanted fines")]
    public async Task A_correction_exchanges_the_figure(string prompt)
    {
        var metrics = MetricsOf(await FollowAsync(await PlanAsync("Number of loans by branch"), prompt));
        Assert.Contains("loans.fines", metrics);
        Assert.DoesNotContain("loans.loan_count", metrics);
    }

    [Fact]
    public async Task Bars_are_stacked_by_one_field_more()
    {
        var plan = await FollowAsync(await PlanAsync("Number of loans by branch"), "can you stack the bars by desk?");
        Assert.Contains(plan.Widgets, widget => widget.Chart == ChartKind.StackedBar && widget.Dimensions.Select(field => field.Name).SequenceEqual(["loans.branch", "loans.desk"]));
    }

    [Theory]
    [InlineData("drop the window ones")]
    [InlineData("remove window loans")]
    public async Task Dropping_the_ones_with_a_value_leaves_them_out(string prompt)
    {
        var condition = (await FollowAsync(await PlanAsync("Number of loans by branch"), prompt)).Where.Single();
        Assert.Equal(("loans.desk", "notEquals"), (condition.Field, condition.Operator));
    }

    [Fact]
    public async Task Several_fields_can_be_left_to_viewers()
        => Assert.Superset(new HashSet<string> { "loans.desk", "loans.state" }, (await FollowAsync(await PlanAsync("Fines by branch"), "my team should be able to filter this by desk and by state on their own")).Filters.Select(filter => filter.Field).ToHashSet());

    private static PromptReading Read(string prompt) => PromptReader.Read(prompt, Today);

    private static HashSet<string> MetricsOf(AppPlan plan) => [.. plan.Widgets.SelectMany(widget => widget.Metrics).Select(field => field.Name)];

    private static async Task<AppPlan> PlanAsync(string prompt) => Assert.IsType<PlanOutcome.Planned>(await OutcomeAsync(prompt)).Plan;

    private static Task<PlanOutcome> OutcomeAsync(string prompt) => new NewPlan(SmallCatalog.Book(Explore), new SmallCatalog(), Today).PlanAsync(prompt, null, Stop);

    private static async Task<AppPlan> FollowAsync(AppPlan plan, string prompt) => Assert.IsType<PlanOutcome.Planned>(await new FollowUpPlan(SmallCatalog.Book(Explore), new SmallCatalog(), Today).ChangeAsync(plan, prompt, Stop)).Plan;
}
