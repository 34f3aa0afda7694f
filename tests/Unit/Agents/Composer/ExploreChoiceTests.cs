using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>Which of several explores answers, and that it is said where labels alone do not tell.</summary>
public sealed class ExploreChoiceTests
{
    private static readonly CatalogField Age = Of("readers", SmallCatalog.Metric("readers.average_age", "Average age", MetricType.Average, "How old readers are."));

    private static readonly CatalogField Card = SmallCatalog.Dimension("loans.card_name", "Card name", "Which card.");

    private static readonly CatalogField OldAge = Of("books", SmallCatalog.Metric("books.average_book_age", "Average book age", MetricType.Average, "How old books are."));

    private static readonly CatalogField Cover = Of("books", SmallCatalog.Dimension("books.library_card", "Library card", "Which card is inside."));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_explore_with_all_names_word_for_word_wins_over_one_with_nearly_the_same_of_its_own()
    {
        var loans = SmallCatalog.Of([Card, Age]) with { ModelCount = 4 };
        var books = Explore("books", [Cover, OldAge]);
        var planned = await PlanAsync("average age by card name", loans, books);
        Assert.All(planned.Plan.Widgets, widget => Assert.Equal("loans", widget.Explore));
    }

    [Fact]
    public async Task Of_figures_of_one_name_the_one_with_most_to_cut_by_is_taken_and_the_others_are_named()
    {
        var alone = Explore("books", [Cover, Of("books", SmallCatalog.Metric("books.fees", "Total fees", MetricType.Sum, "Fees."))]);
        var joined = Explore("halls", [Of("halls", SmallCatalog.Dimension("halls.wing", "Wing", "Part of the hall.")), Of("halls", SmallCatalog.Metric("halls.fees", "Total fees", MetricType.Sum, "Fees."))]) with { ModelCount = 3 };
        var planned = await PlanAsync("total fees", alone, joined);
        Assert.All(planned.Plan.Widgets, widget => Assert.Equal("halls", widget.Explore));
        Assert.Contains(planned.Notes.Assumptions, sentence => sentence == "Several tables have a figure called Total fees: this is that of Halls. Books has one too; name the table to have its own.");
    }

    private static CatalogField Of(string model, CatalogField field) => field with { Model = model, ModelLabel = char.ToUpperInvariant(model[0]) + model[1..] };

    private static CatalogExplore Explore(string name, IReadOnlyList<CatalogField> fields) => SmallCatalog.Of(fields) with { Name = name, Label = char.ToUpperInvariant(name[0]) + name[1..], BaseModel = name, Names = [FieldName.Of(name, 1)] };

    private static async Task<PlanOutcome.Planned> PlanAsync(string prompt, params CatalogExplore[] explores)
    {
        var book = new CatalogBook(explores, [.. explores.SelectMany(explore => explore.Fields).Select(field => field.Label)]);
        return Assert.IsType<PlanOutcome.Planned>(await new NewPlan(book, new SmallCatalog(), new DateOnly(2026, 1, 1)).PlanAsync(prompt, null, Stop));
    }
}
