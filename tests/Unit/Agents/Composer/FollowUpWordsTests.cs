using Vitrine.Agents.Composer.FollowUps;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Working;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>What is said of a follow-up: each thing once, and why where nothing changed.</summary>
public sealed class FollowUpWordsTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);

    private static readonly Vitrine.Agents.Composer.Catalog.CatalogField Lent = SmallCatalog.Dimension("loans.lent_on", "Lent on", "When it was lent.") with
    {
        Type = FieldType.Date,
        Grains = new Dictionary<TimeUnit, string> { [TimeUnit.Week] = "loans.lent_on_week", [TimeUnit.Month] = "loans.lent_on_month" },
    };

    private static readonly Vitrine.Agents.Composer.Catalog.CatalogExplore Explore = SmallCatalog.Of([SmallCatalog.State, SmallCatalog.Desk, SmallCatalog.Branch, Lent, SmallCatalog.Loans, SmallCatalog.Fines]) with { MainTime = Lent };

    [Theory]
    [InlineData("weekly instead", "Time is cut by week.")]
    [InlineData("only the North hall", "“north hall” is a value of Branch, so only rows with Branch = North hall count.")]
    public async Task What_was_done_is_said_once(string prompt, string said)
    {
        var (outcome, before) = await FollowAsync(prompt);
        var planned = Assert.IsType<PlanOutcome.Planned>(outcome);
        Assert.NotEqual(before, planned.Plan);
        Assert.Equal(said, Summary.Of(planned, planned.Plan, isNew: false, [], new FileChanges()));
    }

    [Theory]
    [InlineData("show it as a map", "There is no map in the kit. The app stays as it is.")]
    [InlineData("add fines to the table", "“Desks in detail” shows fines already. The app stays as it is.")]
    [InlineData("hmm", "I did not understand what to change. The app stays as it is.")]
    public async Task Why_nothing_was_done_is_said(string prompt, string said)
        => Assert.StartsWith(said, Assert.IsType<PlanOutcome.Declined>((await FollowAsync(prompt)).Outcome).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_chart_that_is_named_by_its_fields_leaves_the_table_of_the_same_fields_alone()
    {
        var (outcome, before) = await FollowAsync("show fines by desk as bars");
        var changed = Assert.IsType<PlanOutcome.Planned>(outcome).Plan.Widgets;
        Assert.Single(changed, widget => widget.Chart == ChartKind.Bar);
        Assert.Equal(before.Widgets.Count(widget => widget.Chart == ChartKind.Table), changed.Count(widget => widget.Chart == ChartKind.Table));
    }

    private static async Task<(PlanOutcome Outcome, AppPlan Before)> FollowAsync(string prompt)
    {
        var (book, stop) = (SmallCatalog.Book(Explore), TestContext.Current.CancellationToken);
        var before = Assert.IsType<PlanOutcome.Planned>(await new NewPlan(book, new SmallCatalog(), Today).PlanAsync("monthly fines and number of loans by desk, and a table of fines and number of loans by desk", null, stop)).Plan;
        return (await new FollowUpPlan(book, new SmallCatalog(), Today).ChangeAsync(before, prompt, stop), before);
    }
}
