using System.Globalization;

namespace Vitrine.Integration.Composing;

/// <summary>
/// How well the composer understands: every prompt of <c>evals/composer</c> goes through the real composer and the real tools, over the real data, up to and including the contracts gate.
/// What fails of the set that nobody looks at while tuning is told by its numbers alone.
/// </summary>
public sealed class ComposerEvaluationTests(EvaluationProjects projects, ITestOutputHelper output) : IClassFixture<EvaluationProjects>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tuned", 97)]
    [InlineData("heldout", 80)]
    [InlineData("third", 90)]
    public async Task Enough_prompts_are_understood(string set, int percent)
    {
        var cases = EvaluationCase.Read(set);
        var failed = new List<string>();
        foreach (var one in cases)
        {
            var project = await projects.OpenAsync(one.Project);
            var wrong = Judge.Judgement(one, await new ComposerDesk(project).ComposeAsync(one.Prompts, Stop), project.Open.Layer, DateOnly.FromDateTime(project.Open.Now.Date));
            if (wrong.Count > 0) failed.Add(set == "heldout" ? one.Id : $"{one.Id} ({one.Project}): {string.Join(" → ", one.Prompts)}\n      {string.Join("\n      ", wrong)}");
        }

        var passed = cases.Count - failed.Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set}: {passed} of {cases.Count} prompts, {100.0 * passed / cases.Count:0.0} %"));
        foreach (var line in failed) output.WriteLine("  " + line);
        Assert.True(passed * 100 >= cases.Count * percent, $"{passed} of {cases.Count} is less than {percent} %:\n  {string.Join("\n  ", failed)}");
    }

    /// <summary>An expectation about a field that is not there tells nothing of the composer.</summary>
    [Theory]
    [InlineData("tuned")]
    [InlineData("heldout")]
    [InlineData("third")]
    public async Task What_is_expected_is_there(string set)
    {
        var wrong = new List<string>();
        foreach (var one in EvaluationCase.Read(set))
        {
            var missing = await Satisfiability.MissingAsync(one, await projects.OpenAsync(one.Project), Stop);
            if (missing.Count > 0) wrong.Add(set == "heldout" ? one.Id : $"{one.Id}: {string.Join(", ", missing)}");
        }

        Assert.Empty(wrong);
    }
}
