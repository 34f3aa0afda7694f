using Vitrine.Agents;
using Vitrine.Agents.Workbenches;
using Vitrine.Browsers;
using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Composing;
using Vitrine.Sandboxes;
using Vitrine.Storage;

namespace Vitrine.Browser.Gates;

/// <summary>What the composer makes of a prompt passes all six gates: in real sandboxes, a real browser, over the real data of two projects.</summary>
public sealed class ComposedAppTests(GateHost host, EvaluationProjects projects) : IClassFixture<GateHost>, IClassFixture<EvaluationProjects>
{
    /// <summary>A few for each kind of app and both projects; the others take two minutes more and belong to <c>./test --all</c>.</summary>
    public static TheoryData<string, AppKind, string> Prompts()
    {
        var prompts = new TheoryData<string, AppKind, string>
        {
            { "demo", AppKind.Dashboard, "Monthly revenue by region with top products" },
            { "demo", AppKind.Report, "Revenue, orders and average order value by store" },
            { "demo", AppKind.Custom, "Heatmap of orders by weekday and customer segment, and average order value by payment method" },
            { "jaffle", AppKind.Slides, "Order status by fulfillment center in 2025" },
            { "jaffle", AppKind.Dashboard, "Top 5 shipping methods by order amount in 2025, compared with the year before" },
        };
        if (!SlowTests.AreAskedFor) return prompts;

        prompts.Add("demo", AppKind.Dashboard, "Weekly support tickets by topic, response time and customer satisfaction");
        prompts.Add("demo", AppKind.Dashboard, "Marketing spend and return on ad spend by campaign, last 12 months");
        prompts.Add("demo", AppKind.Slides, "Returns by reason and category this year");
        prompts.Add("demo", AppKind.Dashboard, "Average order value by sales channel, this year vs last year, as a bar chart");
        prompts.Add("jaffle", AppKind.Dashboard, "Orders and shipping revenue by quarter and fulfillment center since 2023");
        prompts.Add("jaffle", AppKind.Dashboard, "Overview of customers");
        prompts.Add("jaffle", AppKind.Custom, "Order amount by delivery speed and shipping method, orders by weekday, all time");
        return prompts;
    }

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task A_prompt_becomes_an_app_that_is_ready(string name, AppKind kind, string prompt)
    {
        var project = await projects.OpenAsync(name);
        var composed = await ComposeAsync(project, kind, prompt);
        // Once more, as the verdict says, when the machine was too busy to give the browser its time.
        if (composed.Ending is AgentEnding.Finished { Outcome: var first } && GateHost.WasTooBusy(first)) composed = await ComposeAsync(project, kind, prompt);

        Assert.True(composed.Ending is AgentEnding.Finished, string.Join(' ', [composed.Message, .. composed.Said]));
        var outcome = ((AgentEnding.Finished)composed.Ending).Outcome;
        Keep($"{name}-{kind}-{prompt}", outcome);
        Assert.True(outcome.Report.Status == GateStatus.Passed, outcome.Report.ToJson());
        Assert.Equal(["contracts", "types", "build", "render", "queries", "accessibility"], outcome.Report.Gates.Select(gate => gate.Name));
        Assert.All(outcome.Report.Gates, gate => Assert.Equal(GateStatus.Passed, gate.Status));
        // A first attempt that had to be mended would have lost a card.
        Assert.DoesNotContain(composed.Said, said => said.Contains("did not pass", StringComparison.Ordinal));
        Assert.Contains("desktop", outcome.Screenshots.Select(picture => picture.Name));
        Assert.Contains("phone", outcome.Screenshots.Select(picture => picture.Name));
        Assert.NotNull(outcome.Thumbnail);
    }

    private async Task<Composed> ComposeAsync(EvaluationProject project, AppKind kind, string prompt)
    {
        await using var bench = new SandboxWorkbench(host.Get<WorkspacePool>(), host.Get<BrowserPool>(), host.Get<BuildPipeline>(), new SandboxOwner(Guid.Empty, null, null, null, EvaluationProject.Author.PersonId), AppSource.Empty);
        return await new ComposerDesk(project, bench, host.Get<IObjectStore>()).ComposeAsync(prompt, null, TestContext.Current.CancellationToken, kind);
    }

    /// <summary>Leaves the pictures where a person can look at them.</summary>
    private static void Keep(string name, CheckOutcome outcome)
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestData.Root, "artifacts", "gate-pictures", "composed", string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-')))).FullName;
        File.WriteAllText(Path.Combine(folder, "report.json"), outcome.Report.ToJson());
        foreach (var picture in outcome.Screenshots) File.WriteAllBytes(Path.Combine(folder, picture.Name + ".png"), picture.Png.ToArray());
        if (outcome.Thumbnail is { } thumbnail) File.WriteAllBytes(Path.Combine(folder, "thumbnail.png"), thumbnail.ToArray());
    }
}
