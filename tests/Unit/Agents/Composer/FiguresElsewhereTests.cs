using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Working;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>Figures of one prompt that no single explore has: each is asked where it is.</summary>
public sealed class FiguresElsewhereTests
{
    private static readonly CatalogField Rating = SmallCatalog.Metric("visits.rating", "Reader rating", MetricType.Average, "Mean of the marks.") with { Model = "visits" };

    private static readonly CatalogField Visits = SmallCatalog.Metric("visits.visit_count", "Number of visits", MetricType.Count, "How often somebody came in.") with { Model = "visits" };

    private static readonly CatalogField VisitsPerLoan = SmallCatalog.Metric("loans.visits_per_loan", "Average visits per loan", MetricType.Average, "How often somebody came in for a loan.");

    private static readonly CatalogField Fines = SmallCatalog.Fines;

    private static readonly CatalogExplore LoansExplore = SmallCatalog.Of([SmallCatalog.Branch, SmallCatalog.Desk, SmallCatalog.Loans, Fines, VisitsPerLoan]);

    private static readonly CatalogExplore VisitsExplore = SmallCatalog.Of([SmallCatalog.Branch with { Name = "visits.branch", Model = "visits" }, SmallCatalog.Dimension("visits.entrance", "Entrance", "Where they came in.") with { Model = "visits" }, Rating, Visits]) with { Name = "visits", Label = "Visits", BaseModel = "visits", Names = [FieldName.Of("Visits", 1)] };

    [Fact]
    public async Task A_figure_of_another_explore_is_asked_there_and_not_called_unknown()
    {
        var planned = await PlanAsync("fines, number of loans and reader rating by branch");
        Assert.Empty(planned.Notes.Unknown);
        Assert.Equal(["loans: loans.fines by loans.branch", "loans: loans.loan_count by loans.branch", "visits: visits.rating by visits.branch"], Cards(planned));
    }

    [Fact]
    public async Task A_figure_that_is_called_just_so_elsewhere_is_not_replaced_by_one_that_is_called_nearly_so()
        => Assert.Equal(["loans: loans.fines by loans.branch", "visits: visits.visit_count by visits.branch"], Cards(await PlanAsync("fines and number of visits by branch")));

    [Fact]
    public async Task What_only_another_explore_has_is_not_said_to_be_nowhere()
    {
        var planned = await PlanAsync("fines by branch and entrance");
        var summary = Summary.Of(planned, planned.Plan, isNew: true, [], new FileChanges());
        Assert.Contains("“entrance” was left out: Entrance belongs to Visits, which cannot be asked together with Loans.", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("did not understand", summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fines by branch", "“fines”")]
    [InlineData("number of loans by branch", "“number of loans”")]
    public async Task What_is_called_so_is_not_talked_about(string prompt, string words)
        => Assert.DoesNotContain((await PlanAsync(prompt)).Notes.Assumptions, sentence => sentence.Contains(words, StringComparison.Ordinal));

    private static IEnumerable<string> Cards(PlanOutcome.Planned planned)
        => planned.Plan.Widgets.Where(widget => widget is { IsAsked: true, Chart: not ChartKind.Kpi }).SelectMany(widget => widget.Metrics.Select(metric => $"{widget.Explore}: {metric.Name} by {string.Join(',', widget.Dimensions.Select(field => field.Name))}"));

    private static async Task<PlanOutcome.Planned> PlanAsync(string prompt)
    {
        var book = new CatalogBook([LoansExplore, VisitsExplore], [.. LoansExplore.Fields.Concat(VisitsExplore.Fields).Select(field => field.Label)]);
        return Assert.IsType<PlanOutcome.Planned>(await new NewPlan(book, new SmallCatalog().With("visits.branch", "North hall", "South hall"), new DateOnly(2026, 3, 15)).PlanAsync(prompt, null, TestContext.Current.CancellationToken));
    }
}
