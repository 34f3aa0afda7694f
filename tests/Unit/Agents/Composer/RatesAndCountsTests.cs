using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>Rates that are called half so or not at all, things that no explore begins with, figures per thing, and words for how things stand.</summary>
public sealed class RatesAndCountsTests
{
    private static readonly CatalogField Margin = SmallCatalog.Metric("loans.gross", "Gross margin", MetricType.Sum, "Fines less what they cost.", "USD");

    private static readonly CatalogField MarginRate = SmallCatalog.Metric("loans.margin_rate", "Margin rate", MetricType.Number, "Gross margin as a share of fines.", "%");

    private static readonly CatalogField PerReader = SmallCatalog.Metric("loans.revenue_per_reader", "Revenue per reader", MetricType.Number, "Fines by reader.", "USD");

    private static readonly CatalogField Readers = SmallCatalog.Metric("readers.reader_count", "Number of readers", MetricType.CountDistinct, "How many people.") with { Model = "readers", ModelLabel = "Readers", Names = [FieldName.Of("Number of readers", 1), FieldName.Of("readers", 0.95)] };

    private static readonly CatalogField Lent = SmallCatalog.Dimension("loans.when", "Lent", "When it was lent.") with { Type = FieldType.Date, Grains = new Dictionary<TimeUnit, string> { [TimeUnit.Month] = "loans.when_month" } };

    [Fact]
    public async Task A_rate_is_found_though_half_of_its_words_stand_in_its_description()
        => Assert.Equal("loans.margin_rate", Asked(await PlanAsync("gross margin rate by branch", SmallCatalog.Branch, Margin, MarginRate)).Metrics[0].Name);

    [Theory]
    [InlineData("fines rate by branch", "“fines rate”")]
    [InlineData("the rate of fines by branch", "“rate of fines”")]
    public async Task Where_there_is_no_rate_that_is_said(string prompt, string words)
        => Assert.Contains($"There is no rate for {words} in the data, so Fines itself is shown.", (await PlanAsync(prompt, SmallCatalog.Branch, SmallCatalog.Fines, SmallCatalog.Loans)).Notes.Assumptions);

    [Theory]
    [InlineData("fines by branch, only new readers")]
    [InlineData("fines from new readers by branch")]
    public async Task A_figure_that_was_meant_to_narrow_is_said_to_narrow_nothing(string prompt)
    {
        var fresh = SmallCatalog.Metric("loans.new_readers", "New readers", MetricType.CountDistinct, "Who came for the first time.");
        var planned = await PlanAsync(prompt, SmallCatalog.Branch, SmallCatalog.Fines, SmallCatalog.Loans, fresh);
        Assert.Contains("“new readers” is a figure of its own and narrows no other, so Fines is that of all and stands beside it.", planned.Notes.Assumptions);
    }

    [Fact]
    public async Task A_figure_that_alone_is_wanted_is_not_said_to_narrow_nothing()
        => Assert.DoesNotContain((await PlanAsync("only number of loans by branch", SmallCatalog.Branch, SmallCatalog.Fines, SmallCatalog.Loans)).Notes.Assumptions, sentence => sentence.Contains("narrows no other", StringComparison.Ordinal));

    [Theory]
    [InlineData("margin rate by branch")]
    [InlineData("gross margin by branch")]
    public async Task Of_rates_that_there_are_nothing_is_said(string prompt)
        => Assert.DoesNotContain((await PlanAsync(prompt, SmallCatalog.Branch, Margin, MarginRate)).Notes.Assumptions, sentence => sentence.Contains("no rate", StringComparison.Ordinal));

    [Fact]
    public async Task Things_that_no_explore_begins_with_are_counted_where_most_of_them_stand()
    {
        var returns = Explore([SmallCatalog.Branch with { Name = "returns.branch", Model = "returns" }, Readers], "returns");
        var loans = Explore([SmallCatalog.Branch, Lent, Readers], "loans") with { ModelCount = 5, MainTime = Lent };
        var book = new CatalogBook([returns, loans], ["Branch", "Number of readers"]);
        var data = new SmallCatalog { Answer = (_, widget) => widget is { Chart: ChartKind.Kpi } ? [[widget.Explore == "loans" ? 90L : 20L]] : null };
        var planned = Assert.IsType<PlanOutcome.Planned>(await new NewPlan(book, data, new DateOnly(2026, 3, 15)).PlanAsync("number of readers by branch", null, TestContext.Current.CancellationToken));
        Assert.Equal("loans", Asked(planned).Explore);
        Assert.Equal(TimeRangeKind.All, planned.Plan.Range!.Kind);
        Assert.Contains("No table of readers can be asked by itself, so Number of readers counts those that Loans has.", planned.Notes.Assumptions);
    }

    [Fact]
    public async Task What_is_done_most_per_thing_is_the_figure_per_thing()
        => Assert.Equal("loans.revenue_per_reader", Asked(await PlanAsync("Which branches earn most per reader?", SmallCatalog.Branch, SmallCatalog.Fines, PerReader, Readers)).Metrics[0].Name);

    [Fact]
    public async Task Where_no_figure_is_per_thing_that_is_said_and_things_are_not_counted_instead()
    {
        var planned = await PlanAsync("Which branches earn most per reader?", SmallCatalog.Branch, SmallCatalog.Fines, Readers);
        Assert.Equal("loans.fines", Asked(planned).Metrics[0].Name);
        Assert.Contains("No figure of the data is per reader, so Fines is shown as a whole.", planned.Notes.Assumptions);
    }

    [Fact]
    public async Task Things_are_shown_though_nobody_knows_which_of_them_are_open()
    {
        var planned = await PlanAsync("open loans by branch", SmallCatalog.Branch, SmallCatalog.Metric("loans.safe", "Safe unique loan count total", MetricType.CountDistinct, "Each once."));
        Assert.Contains("open", planned.Notes.Unknown);
    }

    [Fact]
    public async Task What_was_done_is_a_state_of_the_rows()
    {
        var planned = await PlanAsync("How many loans did we win and how many did we lose, by branch?", SmallCatalog.Dimension("loans.stage", "Stage", "How it went."), SmallCatalog.Branch, SmallCatalog.Loans);
        Assert.Equal(["Won", "Lost"], Assert.Single(planned.Plan.Where).Values);
        Assert.Contains(planned.Plan.Widgets, widget => widget.Dimensions.Any(field => field.Name == "loans.stage") && widget.Dimensions.Any(field => field.Name == "loans.branch"));
    }

    private static PlanWidget Asked(PlanOutcome.Planned planned) => planned.Plan.Widgets.First(widget => widget is { IsAsked: true, Chart: not ChartKind.Kpi });

    private static CatalogExplore Explore(CatalogField[] fields, string name) => SmallCatalog.Of(fields) with { Name = name, Label = Wording.Upper(name), BaseModel = name, Names = [FieldName.Of(name, 1)] };

    private static async Task<PlanOutcome.Planned> PlanAsync(string prompt, params CatalogField[] fields)
        => Assert.IsType<PlanOutcome.Planned>(await new NewPlan(SmallCatalog.Book(SmallCatalog.Of(fields)), new SmallCatalog().With("loans.stage", "New", "Won", "Lost"), new DateOnly(2026, 3, 15)).PlanAsync(prompt, null, TestContext.Current.CancellationToken));
}
