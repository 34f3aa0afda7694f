using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.FollowUps;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Writing;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>Things of one name are told apart by their key, where names repeat; figures that are compared stand on the cards too; and what a figure leaves out already is no breakdown of it.</summary>
public sealed class NamesakesTests
{
    private static readonly CatalogField Reader = SmallCatalog.Dimension("readers.name", "Reader", "Who borrows.") with { Model = "readers", ModelLabel = "Readers" };

    private static readonly CatalogField Number = SmallCatalog.Dimension("readers.reader_id", "Reader number", "The card.") with { Model = "readers", ModelLabel = "Readers", Type = FieldType.Number, IsIdentifier = true };

    private static readonly CatalogField Lent = SmallCatalog.Dimension("loans.lent_on", "Lent on", "When it was lent.") with { Type = FieldType.Date, Grains = new Dictionary<TimeUnit, string> { [TimeUnit.Month] = "loans.lent_on_month" } };

    private static readonly CatalogExplore Explore = SmallCatalog.Of([Reader, Number, SmallCatalog.Branch, SmallCatalog.Desk, Lent, SmallCatalog.Loans, SmallCatalog.Fines]) with
    {
        MainTime = Lent,
        KeyOf = model => model == "readers" ? [Number] : [],
        HasKey = model => model == "readers",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("top 10 readers by fines")]
    [InlineData("table of the 20 best readers by fines")]
    public async Task A_list_of_persons_is_one_of_persons(string prompt)
    {
        var planned = await PlanAsync(prompt, Explore, Twice);
        var list = planned.Plan.Widgets.First(widget => widget.IsRanked);
        Assert.Equal("readers.reader_id", Assert.Single(list.Keys).Name);
        Assert.Contains("      - readers.name\n      - readers.reader_id\n", QueriesWriter.Write(planned.Plan), StringComparison.Ordinal);
        Assert.Contains(planned.Notes.Assumptions, sentence => sentence.StartsWith("Reader does not tell all readers apart, so reader number", StringComparison.Ordinal));
        if (list.Chart == ChartKind.Table) Assert.Contains("\"readers.reader_id\"", ComponentWriter.Write(list), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_do_not_repeat_need_no_key()
        => Assert.All((await PlanAsync("top 10 readers by fines", Explore, Once)).Plan.Widgets, widget => Assert.Empty(widget.Keys));

    [Theory]
    [InlineData("Plan name", 0)]
    [InlineData("Last name", 1)]
    [InlineData("Name", 1)]
    public async Task What_names_another_thing_is_no_name_of_the_rows(string label, int keys)
    {
        var name = SmallCatalog.Dimension("readers.label", label, "") with { Model = "readers", ModelLabel = "Readers" };
        var explore = Explore with { Fields = FieldNaming.WithNamesOfThings([name with { Names = [FieldName.Of(label, 1)] }, .. Explore.Fields.Where(field => field != Reader)]) };
        var list = (await PlanAsync($"table of fines by {label}", explore, Twice)).Plan.Widgets.First(widget => widget.Chart == ChartKind.Table);
        Assert.Equal(["readers.label"], list.Dimensions.Select(field => field.Name));
        Assert.Equal(keys, list.Keys.Count);
    }

    [Fact]
    public async Task A_key_that_nobody_may_see_is_said_where_names_repeat()
    {
        var explore = Explore with { KeyOf = _ => [], Fields = [.. Explore.Fields, SmallCatalog.Metric("readers.reader_count", "Readers", MetricType.CountDistinct, "How many.") with { Model = "readers", ModelLabel = "Readers" }] };
        var planned = await PlanAsync("top 10 readers by fines", explore, (_, widget) => widget.Name == "namesakes" ? [["Kim", 3d]] : null);
        Assert.Contains(planned.Notes.Assumptions, sentence => sentence.Contains("nothing that you may see does", StringComparison.Ordinal));
        Assert.All(planned.Plan.Widgets, widget => Assert.Empty(widget.Keys));
    }

    [Fact]
    public async Task A_follow_up_tells_them_apart_too()
    {
        var data = new SmallCatalog { Answer = Twice };
        var before = Assert.IsType<PlanOutcome.Planned>(await new NewPlan(SmallCatalog.Book(Explore), data, new DateOnly(2026, 1, 1)).PlanAsync("top 10 branches by fines", null, Stop)).Plan;
        var after = Assert.IsType<PlanOutcome.Planned>(await new FollowUpPlan(SmallCatalog.Book(Explore), data, new DateOnly(2026, 1, 1)).ChangeAsync(before, "break it down by reader instead", Stop)).Plan;
        Assert.Contains(after.Widgets, widget => widget.IsRanked && widget.Keys.Count == 1);
    }

    [Fact]
    public async Task What_a_figure_is_narrowed_by_is_no_breakdown_that_is_added()
    {
        var explore = Explore with { Fields = [.. Explore.Fields.Where(field => field.Name != "loans.fines"), SmallCatalog.Fines with { NarrowedBy = new HashSet<string> { "loans.desk" } }] };
        Assert.DoesNotContain((await PlanAsync("monthly fines", explore, (_, _) => null)).Plan.Widgets.SelectMany(widget => widget.Dimensions), field => field.Name == "loans.desk");
        Assert.Contains((await PlanAsync("monthly fines", Explore, (_, _) => null)).Plan.Widgets.SelectMany(widget => widget.Dimensions), field => field.Name == "loans.desk");
        // Asked for it is shown.
        Assert.Contains((await PlanAsync("fines by desk", explore, (_, _) => null)).Plan.Widgets.SelectMany(widget => widget.Dimensions), field => field.Name == "loans.desk");
    }

    [Fact]
    public async Task Cards_that_were_asked_for_compare_with_the_earlier_time_too()
    {
        var plan = (await PlanAsync("fines by branch vs last year as a bar chart", Explore, (_, _) => null)).Plan;
        var card = Assert.Single(plan.Widgets, widget => widget.IsAsked && widget.Chart == ChartKind.Bar);
        Assert.True(card.IsCompared);
        Assert.Contains(" comparison", ComponentWriter.Write(card), StringComparison.Ordinal);
        Assert.True(QueriesWriter.Write(plan).Split("to: previousYear").Length > 2, "only the headline numbers are compared");
        Assert.All((await PlanAsync("fines by branch as a bar chart", Explore, (_, _) => null)).Plan.Widgets, widget => Assert.False(widget.IsCompared));
    }

    private static IReadOnlyList<IReadOnlyList<object?>>? Twice(AppPlan plan, PlanWidget widget) => widget.Name == "namesakes" ? [["Ada", 1d, 5d], ["Kim", 2d, 6d], ["Kim", 3d, 7d]] : null;

    private static IReadOnlyList<IReadOnlyList<object?>>? Once(AppPlan plan, PlanWidget widget) => widget.Name == "namesakes" ? [["Ada", 1d, 5d], ["Kim", 2d, 6d], [null, 3d, 1d], [null, 4d, 1d]] : null;

    private static async Task<PlanOutcome.Planned> PlanAsync(string prompt, CatalogExplore explore, Func<AppPlan, PlanWidget, IReadOnlyList<IReadOnlyList<object?>>?> answer)
        => Assert.IsType<PlanOutcome.Planned>(await new NewPlan(SmallCatalog.Book(explore), new SmallCatalog { Answer = answer }, new DateOnly(2026, 1, 1)).PlanAsync(prompt, null, Stop));
}
