using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>What a page opens with: a range that has something of its figure, or what is said where it has not.</summary>
public sealed class OpeningRangeTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);

    private static readonly CatalogField Lent = SmallCatalog.Dimension("loans.lent_on", "Lent on", "When it was lent.") with
    {
        Type = FieldType.Date,
        Grains = new Dictionary<TimeUnit, string> { [TimeUnit.Day] = "loans.lent_on_day", [TimeUnit.Month] = "loans.lent_on_month" },
    };

    private static readonly CatalogExplore Explore = SmallCatalog.Of([SmallCatalog.Branch, SmallCatalog.Desk, Lent, SmallCatalog.Loans, SmallCatalog.Wait, SmallCatalog.Fines]) with { MainTime = Lent };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_figure_of_now_opens_with_what_is_now()
        => Assert.Equal(TimeRange.Last(90, TimeUnit.Day), (await PlanAsync("Number of loans by branch", ("2026-03-01", 34))).Plan.Range);

    [Fact]
    public async Task Months_in_which_a_count_is_nothing_are_none()
        => Assert.Equal(TimeRange.Last(90, TimeUnit.Day), (await PlanAsync("Number of loans by branch", ("2025-01-01", 0), ("2025-06-01", 0), ("2026-03-01", 34))).Plan.Range);

    [Fact]
    public async Task The_month_that_is_not_over_counts_where_it_has_most()
    {
        var planned = await PlanAsync("Number of loans by branch", ("2025-05-01", 3), ("2026-02-01", 4), ("2026-03-01", 34));
        Assert.Equal(TimeRange.Last(12, TimeUnit.Month) with { Completed = false }, planned.Plan.Range);
        Assert.Contains(planned.Notes.Assumptions, sentence => sentence.Contains("this month included", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_steady_figure_opens_with_complete_months()
        => Assert.Equal(TimeRange.Last(12, TimeUnit.Month), (await PlanAsync("Number of loans by branch", ("2025-05-01", 30), ("2026-02-01", 40), ("2026-03-01", 34))).Plan.Range);

    [Fact]
    public async Task What_ended_opens_with_its_last_year()
        => Assert.Equal(TimeRange.Between(new DateOnly(2024, 2, 1), new DateOnly(2024, 9, 30)), (await PlanAsync("Number of loans by branch", ("2024-02-01", 30), ("2024-09-01", 4))).Plan.Range);

    [Theory]
    [InlineData("how many loans do we have")]
    [InlineData("How many loans are there by branch?")]
    [InlineData("number of loans in total")]
    public async Task All_there_are_are_counted(string prompt) => Assert.Equal(TimeRangeKind.All, (await PlanAsync(prompt, ("2026-02-01", 4))).Plan.Range?.Kind);

    [Theory]
    [InlineData("how many loans do we have per month")]
    [InlineData("how many loans did we have last month")]
    [InlineData("Number of loans by branch")]
    public async Task A_trend_and_a_range_are_kept(string prompt) => Assert.NotEqual(TimeRangeKind.All, (await PlanAsync(prompt, ("2026-02-01", 4))).Plan.Range?.Kind);

    [Fact]
    public async Task A_named_range_without_rows_is_said()
    {
        var planned = await PlanAsync("Number of loans by branch in 2018", ("2024-02-01", 30), ("2026-02-01", 40));
        Assert.Contains(planned.Notes.Assumptions, sentence => sentence.Contains("opens empty: the data of Loans goes from February 2024 to February 2026", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_named_range_with_rows_is_not_talked_about()
        => Assert.DoesNotContain((await PlanAsync("Number of loans by branch in 2024", ("2024-02-01", 30))).Notes.Assumptions, sentence => sentence.Contains("empty", StringComparison.Ordinal));

    [Theory]
    [InlineData("Fines by branch in 2025", "2024-03-01", null)]
    [InlineData("Fines by branch in 2025", "2024-01-01", Comparison.PreviousPeriod)]
    [InlineData("Fines by branch in 2024", "2023-01-01", Comparison.PreviousPeriod)]
    [InlineData("Fines by branch, last 18 months", "2024-03-01", null)]
    [InlineData("Fines by branch, last 12 months", "2024-03-01", Comparison.PreviousPeriod)]
    [InlineData("Fines by branch this year", "2025-04-01", null)]
    [InlineData("Fines by branch in 2025 compared with the year before", "2024-03-01", Comparison.PreviousYear)]
    public async Task What_is_not_whole_in_the_data_is_compared_with_only_where_that_was_asked_for_and_is_said(string prompt, string first, object? compare)
    {
        var planned = await PlanAsync(prompt, (first, 30), ("2026-02-01", 40));
        Assert.Equal(compare, planned.Plan.Compare);
        var isWhole = compare is Comparison.PreviousPeriod;
        Assert.Equal(isWhole ? 0 : 1, planned.Notes.Assumptions.Count(sentence => sentence.Contains($"begins in {DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture).ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture)}, so", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_ranking_without_a_figure_says_what_it_goes_by()
        => Assert.Contains((await PlanAsync("top 5 branches", ("2026-02-01", 40))).Notes.Assumptions, sentence => sentence == "“top 5” goes by Fines, since no figure was named.");

    /// <summary>A plan over data with so much of every figure in these months.</summary>
    private static async Task<PlanOutcome.Planned> PlanAsync(string prompt, params (string Month, int Amount)[] months)
    {
        var data = new SmallCatalog
        {
            Answer = (plan, widget) => widget.Time is not null && widget.Chart != ChartKind.Kpi
                ? [.. months.Select(month => (IReadOnlyList<object?>)[month.Month, .. widget.Metrics.Select(_ => (object?)(double)month.Amount)])]
                : [[.. widget.Dimensions.Select(_ => (object?)"North hall"), .. widget.Metrics.Select(_ => (object?)(double)months.Where(month => IsIn(plan.Range, DateOnly.Parse(month.Month, System.Globalization.CultureInfo.InvariantCulture))).Sum(month => month.Amount))]],
        }.With("loans.lent_on_month", [.. months.Where(month => month.Amount > 0).Select(month => month.Month)]);
        return Assert.IsType<PlanOutcome.Planned>(await new NewPlan(SmallCatalog.Book(Explore), data, Today).PlanAsync(prompt, null, Stop));
    }

    private static bool IsIn(TimeRange? range, DateOnly month) => range is not { Kind: TimeRangeKind.Between } || (month >= range.From && month <= range.To);
}
