using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>What a first prompt has to name, what it opens with, and which of its words are kept or said to be left.</summary>
public sealed class FirstPromptTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);

    private static readonly CatalogField Lent = SmallCatalog.Dimension("loans.lent_on", "Lent on", "When it was lent.") with
    {
        Type = FieldType.Date,
        Grains = new Dictionary<TimeUnit, string> { [TimeUnit.Day] = "loans.lent_on_day", [TimeUnit.Week] = "loans.lent_on_week", [TimeUnit.Month] = "loans.lent_on_month" },
    };

    private static readonly CatalogField FirstLoan = SmallCatalog.Dimension("loans.is_first_loan", "First loan", "Whether the reader had none before.") with { Type = FieldType.Boolean };

    private static readonly CatalogField Readers = SmallCatalog.Metric("loans.reader_count", "Readers", MetricType.CountDistinct, "How many people.");

    private static readonly CatalogExplore Explore = SmallCatalog.Of([SmallCatalog.State, SmallCatalog.Desk, SmallCatalog.Branch, Lent, FirstLoan, SmallCatalog.Late, SmallCatalog.Loans, SmallCatalog.Wait, SmallCatalog.Fines, Readers]) with { MainTime = Lent };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("make it weekly")]
    [InlineData("make it wekly")]
    [InlineData("show it as bars")]
    [InlineData("make this a heatmap")]
    [InlineData("weekly instead")]
    [InlineData("make the bars stacked")]
    [InlineData("last 6 months")]
    [InlineData("the top 10")]
    [InlineData("make it purple")]
    public async Task What_says_how_and_not_what_is_declined(string prompt)
        => Assert.Contains("no app yet", Assert.IsType<PlanOutcome.Declined>(await OutcomeAsync(prompt)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("flurbs by month")]
    [InlineData("mkae it weekly")]
    public async Task An_unknown_word_becomes_no_subject(string prompt) => Assert.IsType<PlanOutcome.Declined>(await OutcomeAsync(prompt));

    [Theory]
    [InlineData("an overview of everything for last year")]
    [InlineData("a dashboard, weekly")]
    [InlineData("a monthly report")]
    [InlineData("how did last month go?")]
    [InlineData("what happened last week?")]
    public async Task An_overview_names_all_there_is(string prompt) => Assert.NotEmpty((await PlanAsync(prompt)).Plan.Widgets);

    [Theory]
    [InlineData("fines by branch as a heatmap")]
    [InlineData("fines by branch last 6 monhts as heatmap")]
    public async Task A_heatmap_of_one_breakdown_has_time_for_its_other_side(string prompt)
    {
        var card = Assert.Single((await PlanAsync(prompt)).Plan.Widgets, widget => widget.Chart == ChartKind.Heatmap);
        Assert.Equal("loans.branch", card.Dimensions.Single().Name);
        Assert.Equal("loans.lent_on", card.Time?.Field);
    }

    [Theory]
    [InlineData("fines as a heatmap", "A heatmap")]
    [InlineData("fines by branch as stacked bars", "Stacked bars")]
    [InlineData("fines by branch as a line chart", "A line chart")]
    public async Task A_chart_that_is_not_kept_is_said(string prompt, string said)
        => Assert.Contains((await PlanAsync(prompt)).Notes.Assumptions, sentence => sentence.StartsWith(said, StringComparison.Ordinal) && sentence.Contains("in its place", StringComparison.Ordinal));

    [Theory]
    [InlineData("fines by branch as bars")]
    [InlineData("fines as a bar chart")]
    [InlineData("fines as a donut")]
    [InlineData("fines by branch and desk as stacked bars")]
    public async Task A_chart_that_is_kept_needs_no_word(string prompt)
        => Assert.DoesNotContain((await PlanAsync(prompt)).Notes.Assumptions, sentence => sentence.Contains("in its place", StringComparison.Ordinal));

    [Theory]
    [InlineData("2023-02-01", "2024-06-01", "1 Jul 2023 to 30 Jun 2024", true)]
    [InlineData("2024-03-01", "2024-06-01", "1 Mar 2024 to 30 Jun 2024", true)]
    [InlineData("2024-03-01", "2025-07-01", "the last 12 complete months", false)]
    public async Task A_page_opens_where_there_are_rows(string first, string last, string range, bool isSaid)
    {
        var outcome = await PlanAsync("fines by branch", new SmallCatalog().With("loans.lent_on_month", first, last));
        Assert.Equal(range, outcome.Plan.Range?.Describe());
        Assert.Equal(isSaid, outcome.Notes.Assumptions.Any(sentence => sentence.Contains("ends in June 2024", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_list_is_ranked_by_is_no_headline_beside_other_figures()
    {
        var headlines = (await PlanAsync("number of loans and readers; top 3 branches by fines")).Plan.Widgets.Where(widget => widget.Chart == ChartKind.Kpi).SelectMany(widget => widget.Metrics).Select(metric => metric.Name);
        Assert.Equal(["loans.loan_count", "loans.reader_count"], headlines);
    }

    [Fact]
    public async Task A_list_alone_has_its_figure_for_a_headline()
        => Assert.Contains((await PlanAsync("top 3 branches by fines")).Plan.Widgets, widget => widget.Chart == ChartKind.Kpi && widget.Metrics.Any(metric => metric.Name == "loans.fines"));

    [Theory]
    [InlineData("fines by new vs returning readers", "loans.fines")]
    [InlineData("fines of new and returning readers", "loans.fines")]
    [InlineData("fines, first-time versus repeat readers", "loans.fines")]
    [InlineData("new vs returning readers", "loans.reader_count")]
    public async Task Old_and_new_are_told_apart_by_a_flag(string prompt, string metric)
    {
        var plan = (await PlanAsync(prompt)).Plan;
        Assert.Contains(plan.Widgets, widget => widget.IsAsked && widget.Metrics[0].Name == metric && widget.Dimensions.Any(field => field.Name == "loans.is_first_loan"));
        Assert.Empty(plan.Where);
    }

    [Fact]
    public async Task Lowest_and_highest_cut_nothing_off()
    {
        var plan = (await PlanAsync("lowest and highest fines by branch")).Plan;
        Assert.Contains(plan.Widgets, widget => widget is { IsAsked: true, IsRanked: false } && widget.Metrics[0].Name == "loans.fines" && widget.Dimensions.Any(field => field.Name == "loans.branch"));
        Assert.DoesNotContain(plan.Widgets, widget => widget.IsRanked);
    }

    [Fact]
    public async Task Those_who_do_more_than_the_others_are_listed()
        => Assert.Contains((await PlanAsync("which branches earn more than the others")).Plan.Widgets, widget => widget.IsRanked && widget.Dimensions.Any(field => field.Name == "loans.branch"));

    [Fact]
    public async Task The_share_of_a_value_is_that_value_beside_the_others()
    {
        var outcome = await PlanAsync("share of loans from the machine");
        Assert.Empty(outcome.Plan.Where);
        Assert.Contains(outcome.Plan.Widgets, widget => widget is { Chart: ChartKind.Donut, IsAsked: true } && widget.Dimensions.Any(field => field.Name == "loans.desk"));
        Assert.DoesNotContain(outcome.Notes.Assumptions, sentence => sentence.Contains("so only rows", StringComparison.Ordinal));
    }

    private static async Task<PlanOutcome.Planned> PlanAsync(string prompt, SmallCatalog? data = null) => Assert.IsType<PlanOutcome.Planned>(await OutcomeAsync(prompt, data));

    private static Task<PlanOutcome> OutcomeAsync(string prompt, SmallCatalog? data = null) => new NewPlan(SmallCatalog.Book(Explore), data ?? new SmallCatalog(), Today).PlanAsync(prompt, null, Stop);
}
