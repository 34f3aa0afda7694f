using Vitrine.Agents.Composer.FollowUps;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Writing;
using YamlDotNet.RepresentationModel;

namespace Vitrine.Unit.Agents.Composer;

public sealed class PlanChoiceTests
{
    /// <summary>What a hostile author of a dbt project or a hostile row could hold.</summary>
    private const string Hostile = "\"'</script><script>alert(1)</script> {{ x }} ${y} `z`\n- a: [b, *c] # & !!python/object";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_that_are_compared_are_a_breakdown_by_their_field()
    {
        var plan = await PlanAsync("loans on window vs machine");
        Assert.Contains(plan.Widgets, widget => widget.Dimensions.Any(field => field.Name == "loans.desk"));
        Assert.Equal(["Machine", "Window"], plan.Where.Single().Values.Order());
    }

    [Fact]
    public async Task What_is_done_by_something_is_narrowed_to_it()
    {
        var plan = await PlanAsync("loans handed over by machine per branch");
        Assert.Equal(("loans.desk", "Machine"), (plan.Where.Single().Field, plan.Where.Single().Values.Single()));
    }

    [Fact]
    public async Task A_description_is_said_aloud()
    {
        var outcome = (PlanOutcome.Planned)await OutcomeAsync("charged by branch");
        Assert.Contains(outcome.Plan.Widgets, widget => widget.Metrics.Any(metric => metric.Name == "loans.fines"));
        Assert.Contains(outcome.Notes.Assumptions, sentence => sentence.Contains("by its description", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_wins_over_a_description()
    {
        var plan = await PlanAsync("fines by branch");
        Assert.Equal("loans.fines", plan.Widgets.First(widget => widget.Dimensions.Count > 0).Metrics[0].Name);
    }

    [Fact]
    public async Task What_nothing_explains_is_declined() => Assert.IsType<PlanOutcome.Declined>(await OutcomeAsync("elephants by branch"));

    [Fact]
    public async Task Instead_exchanges_the_breakdown_wherever_it_stands()
    {
        var plan = await FollowAsync(await PlanAsync("Number of loans by branch"), "break it down by desk instead");
        Assert.DoesNotContain(plan.Widgets.SelectMany(widget => widget.Dimensions), field => field.Name == "loans.branch");
        Assert.Contains(plan.Widgets.SelectMany(widget => widget.Dimensions), field => field.Name == "loans.desk");
    }

    [Fact]
    public async Task Only_the_table_is_left_when_only_it_is_wanted()
    {
        var plan = await FollowAsync(await PlanAsync("Number of loans and fines by branch with a table"), "show only the table");
        Assert.All(plan.Widgets, widget => Assert.Equal(ChartKind.Table, widget.Chart));
        Assert.NotEmpty(plan.Widgets);
    }

    [Fact]
    public async Task Text_of_catalogs_and_data_stays_text()
    {
        var explore = SmallCatalog.Of([SmallCatalog.Branch with { Label = "Branch " + Hostile, Description = Hostile }, SmallCatalog.Desk, SmallCatalog.Fines with { Label = "Fines " + Hostile, Description = Hostile }]);
        var data = new SmallCatalog().With("loans.desk", "Window", Hostile).With("loans.branch", Hostile, "North hall");
        foreach (var template in new[] { TemplateWord.Dashboard, TemplateWord.Slides, TemplateWord.Report })
        {
            var outcome = await new NewPlan(SmallCatalog.Book(explore), data, new DateOnly(2026, 1, 1)).PlanAsync("fines by branch, only window", template, Stop);
            var plan = Assert.IsType<PlanOutcome.Planned>(outcome).Plan;
            plan = plan with { Where = [.. plan.Where, new PlanCondition { Field = "loans.desk", Label = Hostile, Operator = "equals", Values = [Hostile] }], Pages = [.. plan.Pages.Select(page => page with { Widgets = [.. page.Widgets.Select(widget => widget with { Where = [new PlanCondition { Field = "loans.desk", Label = "Desk", Operator = "equals", Values = [Hostile] }] })] })] };
            foreach (var (path, text) in AppWriter.Write(plan))
            {
                Assert.DoesNotContain("</script", text, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
                if (path == AppWriter.QueriesPath) Check(text);
            }
        }
    }

    /// <summary>The contracts are one mapping, and the hostile text is one value of it.</summary>
    private static void Check(string contracts)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(contracts));
        Assert.Equal(["contracts", "version"], ((YamlMappingNode)yaml.Documents.Single().RootNode).Children.Keys.Select(key => ((YamlScalarNode)key).Value).Where(key => key != "filters").Order());
        Assert.Contains(yaml.Documents[0].AllNodes.OfType<YamlScalarNode>(), scalar => scalar.Value == Hostile);
    }

    private static async Task<AppPlan> PlanAsync(string prompt) => Assert.IsType<PlanOutcome.Planned>(await OutcomeAsync(prompt)).Plan;

    private static Task<PlanOutcome> OutcomeAsync(string prompt) => new NewPlan(SmallCatalog.Book(), new SmallCatalog(), new DateOnly(2026, 1, 1)).PlanAsync(prompt, null, Stop);

    private static async Task<AppPlan> FollowAsync(AppPlan plan, string prompt)
        => Assert.IsType<PlanOutcome.Planned>(await new FollowUpPlan(SmallCatalog.Book(), new SmallCatalog(), new DateOnly(2026, 1, 1)).ChangeAsync(plan, prompt, Stop)).Plan;
}
