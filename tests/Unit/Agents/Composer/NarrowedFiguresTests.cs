using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>Limits beside figures, what "excluding" reaches, and words that only say again or say of which kind.</summary>
public sealed class NarrowedFiguresTests
{
    /// <summary>A field that is called just so, beside one whose name has the same stem.</summary>
    [Theory]
    [InlineData("number of loans that are still renewed", 1)]
    [InlineData("number of loans that are renewed by branch", 1)]
    [InlineData("number of loans by branch and day of renewal", 0)]
    public async Task A_yes_or_no_field_narrows_though_a_time_is_called_alike(string prompt, int conditions)
    {
        var renewal = SmallCatalog.Dimension("loans.renewing", "Renewing", "When it was renewed.") with { Type = FieldType.Date, Grains = new Dictionary<TimeUnit, string> { [TimeUnit.Month] = "loans.renewing_month" } };
        var explore = SmallCatalog.Of([renewal, SmallCatalog.Dimension("loans.is_renewed", "Renewed", "Whether it was.") with { Type = FieldType.Boolean }, SmallCatalog.Branch, SmallCatalog.Desk, SmallCatalog.Loans, SmallCatalog.Fines]) with { MainTime = renewal };
        var planned = Assert.IsType<PlanOutcome.Planned>(await new NewPlan(SmallCatalog.Book(explore), new SmallCatalog(), new DateOnly(2026, 3, 15)).PlanAsync(prompt, null, TestContext.Current.CancellationToken));
        Assert.Equal(conditions, planned.Plan.Where.Count(condition => condition is { Field: "loans.is_renewed", Values: ["true"] }));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("number of loans by branch over 100 loans")]
    [InlineData("number of loans by branch, excluding window, over 100 loans")]
    [InlineData("number of loans by branch with more than 100 loans")]
    public async Task A_limit_with_the_word_of_the_figure_holds_the_figure(string prompt)
    {
        var plan = await PlanAsync(prompt);
        var bound = Assert.Single(plan.Where, condition => condition.IsOfMetric);
        Assert.Equal(("loans.loan_count", "greaterThan"), (bound.Field, bound.Operator));
        Assert.DoesNotContain(plan.Where, condition => condition.Operator is "isNull" or "notNull");
        Assert.All(plan.Widgets.Where(widget => widget.IsAsked).SelectMany(widget => widget.Dimensions), field => Assert.Equal("loans.branch", field.Name));
    }

    [Fact]
    public async Task What_is_excluded_by_a_limit_is_what_is_beyond_it()
        => Assert.Equal("lessThanOrEqual", Assert.Single((await PlanAsync("fines by branch, excluding loans over 100")).Where).Operator);

    [Fact]
    public async Task A_figure_after_an_excluded_value_is_wanted()
    {
        var plan = await PlanAsync("fines by branch without window, number of loans");
        Assert.Contains(plan.Widgets.SelectMany(widget => widget.Metrics), metric => metric.Name == "loans.loan_count");
        Assert.Equal("loans.desk", Assert.Single(plan.Where).Field);
    }

    [Fact]
    public async Task Of_means_there_is_no_donut()
    {
        var outcome = Assert.IsType<PlanOutcome.Planned>(await OutcomeAsync("average waiting time by desk as a donut"));
        Assert.DoesNotContain(outcome.Plan.Widgets, widget => widget.Chart == ChartKind.Donut && widget.Metrics[0].Name == "loans.average_wait");
        Assert.Contains(outcome.Notes.Assumptions, sentence => sentence.StartsWith("A donut shows the parts of a whole", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_map_is_said_and_replaced()
        => Assert.Contains(Assert.IsType<PlanOutcome.Planned>(await OutcomeAsync("show me a map of fines by branch")).Notes.Assumptions, sentence => sentence.StartsWith("There is no map in the kit", StringComparison.Ordinal));

    [Theory]
    [InlineData("fines lst 6 months")]
    [InlineData("fines for the lats 6 mnths")]
    public void A_slip_before_a_stretch_of_time_is_read(string prompt)
        => Assert.Equal(TimeRange.Last(6, TimeUnit.Month), PromptReader.Read(prompt, new DateOnly(2026, 3, 15), SmallCatalog.Book()).Range);

    [Theory]
    [InlineData("compare Q1 2026 with Q1 2025 fines per branch")]
    [InlineData("compare Q1 2026 to Q1 2025")]
    [InlineData("compare fines of Q1 2026 and Q1 2025")]
    [InlineData("compare Q1 2025 with Q1 2026")]
    [InlineData("fines Q1 2026 vs Q1 2025")]
    public void Two_stretches_are_held_against_each_other(string prompt)
    {
        var reading = PromptReader.Read(prompt, new DateOnly(2026, 5, 15));
        Assert.Equal(TimeRange.Between(new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31)), reading.Range);
        Assert.Equal(Comparison.PreviousYear, reading.Comparison);
    }

    [Theory]
    [InlineData("fines from January to June 2025")]
    [InlineData("compare branches from January to June 2025")]
    public void From_one_to_the_other_is_one_stretch(string prompt)
        => Assert.Equal(TimeRange.Between(new DateOnly(2025, 1, 1), new DateOnly(2025, 6, 30)), PromptReader.Read(prompt, new DateOnly(2026, 5, 15)).Range);

    private static async Task<AppPlan> PlanAsync(string prompt) => Assert.IsType<PlanOutcome.Planned>(await OutcomeAsync(prompt)).Plan;

    private static Task<PlanOutcome> OutcomeAsync(string prompt) => new NewPlan(SmallCatalog.Book(), new SmallCatalog(), new DateOnly(2026, 1, 1)).PlanAsync(prompt, null, Stop);
}
