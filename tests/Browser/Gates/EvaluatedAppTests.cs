using Vitrine.Agents.Composer;
using Vitrine.Agents.Workbenches;
using Vitrine.Browsers;
using Vitrine.Builds;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Composing;
using Vitrine.Integration.Evaluation;
using Vitrine.Sandboxes;
using Vitrine.Serving.Frames;
using Vitrine.Storage;

namespace Vitrine.Browser.Gates;

/// <summary>A few prompts of <c>evals/apps</c> through all gates, and figures of their pages against SQL; the others are checked by their contracts alone, which takes a hundredth of the time.</summary>
public sealed class EvaluatedAppTests(GateHost host, EvaluationProjects projects) : IClassFixture<GateHost>, IClassFixture<EvaluationProjects>
{
    [Theory]
    [InlineData("demo", "Revenue by region in 2025")]
    [InlineData("demo", "Top 10 products by revenue in 2025")]
    [InlineData("jaffle", "Total order amount by month in 2025")]
    public async Task A_prompt_passes_with_every_gate(string project, string prompt)
    {
        var one = AppCase.Read(project).Single(one => one.Prompt == prompt);
        var owner = new SandboxOwner(Guid.Empty, null, null, null, EvaluationProject.Author.PersonId);
        var evaluator = new AppEvaluator(projects, new ComposerAgent(), open: () => new SandboxWorkbench(host.Get<WorkspacePool>(), host.Get<BrowserPool>(), host.Get<BuildPipeline>(), owner, AppSource.Empty), objects: host.Get<IObjectStore>(), reader: new PageReader(host.Get<BrowserPool>(), host.Get<HostScript>()));

        Assert.Empty((await evaluator.RunAsync(one, TestContext.Current.CancellationToken)).Wrong);
    }
}
