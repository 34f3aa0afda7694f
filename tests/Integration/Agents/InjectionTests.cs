using System.Text.Json;
using Vitrine.Agents;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.Tools;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Integration.Queries;
using Vitrine.Projects;
using Vitrine.Projects.Catalog;
using Vitrine.Queries.Execution;
using Vitrine.Queries.Limits;
using Vitrine.Storage.Objects;

namespace Vitrine.Integration.Agents;

/// <summary>
/// Attempts to talk a model into something by text that stands in the data. Here the model is talked into all of it: each attempt fails by what the tools are, not by anybody's good will. (What an app itself may do
/// in a browser, such as calling other hosts, is tried under <c>Browser/Hostile</c> and by the gates.)
/// </summary>
public sealed class InjectionTests : IAsyncDisposable
{
    private static readonly IReadOnlyList<Attempt> All = JsonSerializer.Deserialize<Attempt[]>(File.ReadAllText(TestData.File("injections/attempts.json")), JsonSerializerOptions.Web)!;

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-injections-").FullName;
    private readonly JaffleProject jaffle = new();
    private readonly ContractRunner runner = new(new QuerySettings(), TimeProvider.System);

    /// <summary>An attempt.</summary>
    /// <param name="Name">What is tried.</param>
    /// <param name="Carrier">Where the text stands.</param>
    /// <param name="Says">The text.</param>
    /// <param name="Calls">What a model does that believes it.</param>
    /// <param name="Refused">What it hears of the last of these; null where the call itself is harmless.</param>
    /// <param name="Never">What no answer may hold.</param>
    /// <param name="Exposure">What the project lets a model see, when it is more than samples.</param>
    public sealed record Attempt(string Name, string Carrier, string Says, IReadOnlyList<ToolCall> Calls, string? Refused, IReadOnlyList<string>? Never = null, string? Exposure = null);

    /// <summary>A call.</summary>
    public sealed record ToolCall(string Tool, JsonElement Input);

    public static TheoryData<string> Names => [.. All.Select(attempt => attempt.Name)];

    public async ValueTask DisposeAsync()
    {
        runner.Dispose();
        await jaffle.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void There_are_enough_of_them() => Assert.InRange(All.Select(attempt => attempt.Name).Distinct().Count(), 25, 1000);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_fails_whatever_the_model_believes(string name)
    {
        var attempt = All.Single(one => one.Name == name);
        var context = ContextOf(attempt.Exposure == "rows" ? DataExposure.Rows : DataExposure.Samples, AppSource.Empty.With("src/App.tsx", $"// {attempt.Says.ReplaceLineEndings(" ")}\nexport default () => null;\n"));
        var tools = new ToolBox(ToolList.All, context, new ToolBudget(new TurnSettings()));
        var calls = attempt.Calls.Select((call, at) => new ModelPart.Call($"c{at}", call.Tool, Input(call.Input))).ToList();
        var answer = new ModelAnswer(new ModelMessage(true, [.. calls]), ModelFinish.Tools, ModelUsage.None);
        var outcome = await new ToolRound(tools, new FolderObjectStore(folder)).RunAsync(answer, [], TestContext.Current.CancellationToken);

        var last = outcome.Results[^1];
        Assert.Equal(attempt.Refused is not null, last.IsError);
        if (attempt.Refused is { } words) Assert.Contains(words, last.Value, StringComparison.Ordinal);
        foreach (var secret in attempt.Never ?? []) Assert.DoesNotContain(outcome.Results, result => result.Value.Contains(secret, StringComparison.Ordinal));
        Assert.All(context.Source.Files.Keys, path => Assert.True(path is "src/App.tsx" or "src/queries.yml", path));
        Assert.Null(outcome.Ending);
    }

    [Theory]
    [InlineData(DataExposure.SchemaOnly)]
    [InlineData(DataExposure.Samples)]
    [InlineData(DataExposure.Rows)]
    public void What_the_running_app_says_is_told_where_rows_may_be_seen(DataExposure exposure)
    {
        const string Rows = "West=6386042.69";
        var context = ContextOf(exposure, AppSource.Empty.With("src/App.tsx", "export default () => null;\n"));
        GateDiagnostic[] findings =
        [
            GateDiagnostic.Error("render", "render.console-error", $"An error was written to the console: {Rows}", "Mend what it says.") with { WithoutData = "An error was written to the console." },
            GateDiagnostic.Error("render", "render.unknown", $"At 390 pixels: {Rows}", Rows, Rows, 7),
            GateDiagnostic.Error("accessibility", "accessibility.color-contrast", $"Contrast: \"{Rows}\".", Rows, "src/App.tsx", 1) with { WithoutData = "Contrast." },
            GateDiagnostic.Error("queries", "queries.failed", $"The contract all cannot be asked: no number: {Rows}", Rows, "src/App.tsx", 99),
            GateDiagnostic.Error("types", "types.ts2322", "Not a number.", null, "src/App.tsx", 1),
        ];
        var told = DiagnosticForm.Tell(GateReport.Of([new GateResult("all", GateStatus.Failed, 1, findings)]), [], context);

        Assert.Equal(exposure == DataExposure.Rows, told.Contains("6386042", StringComparison.Ordinal));
        foreach (var finding in findings) Assert.Contains(finding.Code, told, StringComparison.Ordinal);
        Assert.Contains("types.ts2322 in src/App.tsx:1: Not a number.", told, StringComparison.Ordinal);
        if (exposure == DataExposure.Rows) return;
        Assert.Contains("render.console-error: An error was written to the console. Mend what it says.", told, StringComparison.Ordinal);
        Assert.Contains("accessibility.color-contrast in src/App.tsx:1: Contrast.", told, StringComparison.Ordinal);
        Assert.Contains("queries.failed in src/App.tsx: What this finding quotes may hold rows", told, StringComparison.Ordinal);
    }

    private ToolContext ContextOf(DataExposure exposure, AppSource source)
    {
        var open = jaffle.Open();
        var project = new OpenProject(open.Project, open.Layer, open.Warehouse, open.Settings with { DataExposure = exposure }, open.DataVersion, TimeProvider.System);
        return new ToolContext(project, JaffleProject.Person("east_coast"), new AppFiles(source, (_, _, _) => Task.CompletedTask), null!, runner, isLanguageModel: true);
    }

    // "#300000" is as many letters.
    private static JsonElement Input(JsonElement input)
        => input.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is ['#', .. var count] && int.TryParse(count, System.Globalization.CultureInfo.InvariantCulture, out var letters)
            ? JsonSerializer.SerializeToElement(new { path = input.GetProperty("path").GetString(), text = new string('A', letters) })
            : input;
}
