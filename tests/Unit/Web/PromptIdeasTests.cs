using Vitrine.Projects.Catalog;
using Vitrine.Web.Showing;

namespace Vitrine.Unit.Web;

public sealed class PromptIdeasTests
{
    [Fact]
    public void An_idea_says_what_it_is_about()
    {
        var idea = Assert.Single(PromptIdeas.Of(View(Explore("halls", "Total count", "Average", "Open halls"))));
        Assert.StartsWith("Open halls by branch", idea, StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_ideas_are_about_the_same()
        => Assert.Equal(["Fines", "Loans"], PromptIdeas.Of(View(Explore("loans", "Fines", "Copies"), Explore("copies", "Fines", "Loans"))).Select(idea => idea.Split(' ')[0]));

    /// <summary>Data that ends before the year begins would make the first app that anybody sees an empty one.</summary>
    [Fact]
    public void No_idea_names_a_range_of_time_or_cuts_a_list_that_may_be_short()
    {
        var ideas = PromptIdeas.Of(View(Explore("a", "Fines"), Explore("b", "Loans"), Explore("c", "Copies"), Explore("d", "Readers")));
        Assert.Equal(4, ideas.Count);
        Assert.All(ideas, idea => Assert.Null(Vitrine.Agents.Composer.Reading.PromptReader.Read(idea, new DateOnly(2026, 1, 1)).Range));
        Assert.All(ideas, idea => Assert.DoesNotContain("top", idea, StringComparison.Ordinal));
    }

    [Fact]
    public void An_explore_of_which_no_figure_tells_anything_gives_none() => Assert.Empty(PromptIdeas.Of(View(Explore("rows", "Total count"))));

    private static CatalogView View(params CatalogExplore[] explores) => new("library", "", explores);

    private static CatalogExplore Explore(string name, params string[] metrics) => new(
        name, name, null, [Field(name, "Branch", "string"), Field(name, "Opened (month)", "date") with { Interval = "Month" }], [.. metrics.Select(label => Field(name, label, "number"))]);

    private static CatalogField Field(string model, string label, string type) => new($"{model}.{label}", label, model, null, type, null, null);
}
