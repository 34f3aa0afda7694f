using System.Globalization;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;
using Vitrine.Queries.Execution;
using Vitrine.Serving.Documents;

namespace Vitrine.Browser.Gates;

/// <summary>Apps with one fault each fail with the diagnostic that names it, and a good one passes all gates.</summary>
public sealed class BrokenAppTests(GateHost host) : IClassFixture<GateHost>
{
    private static string Folder { get; } = TestData.File("apps");

    public static TheoryData<string> Broken => [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)).Where(name => name != "good").Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_good_app_passes_every_gate()
    {
        var outcome = await host.CheckAsync(Read("good"));

        Assert.True(outcome.Report.Status == GateStatus.Passed, outcome.Report.ToJson());
        Assert.Equal(["contracts", "types", "build", "render", "queries", "accessibility"], outcome.Report.Gates.Select(gate => gate.Name));
        Assert.Equal(["desktop", "desktop-tab-2", "phone"], outcome.Screenshots.Select(picture => picture.Name).Order(StringComparer.Ordinal));
        Assert.All(outcome.Screenshots, picture => Assert.True(picture.Png.Length > 5_000));
        Assert.Equal(["by_month", "by_status", "kpis"], outcome.Prefetch.Select(question => question.Contract).Distinct().Order(StringComparer.Ordinal));
        Assert.NotNull(outcome.Thumbnail);
        Keep("good", outcome);
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_app_fails_with_what_is_wrong(string name)
    {
        var source = Read(name);
        if (name == "copied-number") source = await WithFigureAsync(source);
        var outcome = await host.CheckAsync(source);

        Keep(name, outcome);
        Assert.Equal(GateStatus.Failed, outcome.Report.Status);
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(Folder, name, "expected.txt"), TestContext.Current.CancellationToken))
        {
            var (gate, code) = (line.Split(' ')[0], line.Split(' ')[1]);
            Assert.True(
                outcome.Report.Diagnostics.Any(finding => finding.Gate == gate && finding.Severity == DiagnosticSeverity.Error && (code == "*" || finding.Code == code)),
                $"{line} was expected. Found: {string.Join("; ", outcome.Report.Diagnostics.Select(finding => $"{finding.Gate} {finding.Code} {finding.File}:{finding.Line} {finding.Message}"))}");
        }
    }

    [Fact]
    public async Task The_browser_is_as_good_as_before_after_a_page_that_hangs()
    {
        await host.CheckAsync(Read("endless-loop"));
        var outcome = await host.CheckAsync(Read("good"));
        Assert.True(outcome.Report.Status == GateStatus.Passed, outcome.Report.ToJson());
    }

    private AppSource Read(string name)
    {
        var folder = Path.Combine(Folder, name);
        var source = AppSource.Scaffold(host.Get<AppTemplateSource>().Current);
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "src"), "*", SearchOption.AllDirectories))
            source = source.With(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file));
        return source;
    }

    private async Task<AppSource> WithFigureAsync(AppSource source)
    {
        var project = host.Jaffle.Open();
        var contracts = Vitrine.Queries.Contracts.ContractFileParser.Parse(source.Contracts).File;
        var result = await host.Get<ContractRunner>().RunAsync(project, GateHost.Author, contracts, "by_status", default, null, false, TestContext.Current.CancellationToken);
        var figure = result.Rows.SelectMany(row => row).Select(cell => cell.Raw).OfType<IConvertible>().Where(raw => raw is long or double).Select(raw => raw.ToDouble(CultureInfo.InvariantCulture)).First(raw => raw > 1100 && raw % 100 != 0);
        return source.With("src/App.tsx", source.Files["src/App.tsx"].Replace("COPIED", Math.Round(figure).ToString("N0", CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    /// <summary>Leaves the pictures and the report where a person can look at them.</summary>
    private static void Keep(string name, Vitrine.Builds.CheckOutcome outcome)
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestData.Root, "artifacts", "gate-pictures", name)).FullName;
        File.WriteAllText(Path.Combine(folder, "report.json"), outcome.Report.ToJson());
        foreach (var picture in outcome.Screenshots) File.WriteAllBytes(Path.Combine(folder, picture.Name + ".png"), picture.Png.ToArray());
        if (outcome.Thumbnail is { } thumbnail) File.WriteAllBytes(Path.Combine(folder, "thumbnail.png"), thumbnail.ToArray());
    }
}
