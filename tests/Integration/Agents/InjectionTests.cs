using System.Text.Json;
using Vitrine.Agents;
using Vitrine.Agents.LanguageModels;
using Vitrine.Agents.LanguageModels.Calls;
using Vitrine.Agents.LanguageModels.Conversations;
using Vitrine.Agents.Tools;
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
        var open = jaffle.Open();
        var settings = open.Settings with { DataExposure = attempt.Exposure == "rows" ? DataExposure.Rows : DataExposure.Samples };
        var project = new OpenProject(open.Project, open.Layer, open.Warehouse, settings, open.DataVersion, TimeProvider.System);
        var files = new AppFiles(AppSource.Empty.With("src/App.tsx", $"// {attempt.Says.ReplaceLineEndings(" ")}\nexport default () => null;\n"), (_, _, _) => Task.CompletedTask);
        var tools = new ToolBox(ToolList.All, new ToolContext(project, JaffleProject.Person("east_coast"), files, null!, runner, isLanguageModel: true), new ToolBudget(new TurnSettings()));
        var calls = attempt.Calls.Select((call, at) => new ModelPart.Call($"c{at}", call.Tool, Input(call.Input))).ToList();
        var answer = new ModelAnswer(new ModelMessage(true, [.. calls]), ModelFinish.Tools, ModelUsage.None);
        var outcome = await new ToolRound(tools, new FolderObjectStore(folder)).RunAsync(answer, [], TestContext.Current.CancellationToken);

        var last = outcome.Results[^1];
        Assert.Equal(attempt.Refused is not null, last.IsError);
        if (attempt.Refused is { } words) Assert.Contains(words, last.Value, StringComparison.Ordinal);
        foreach (var secret in attempt.Never ?? []) Assert.DoesNotContain(outcome.Results, result => result.Value.Contains(secret, StringComparison.Ordinal));
        Assert.All(files.List(), path => Assert.True(path is "src/App.tsx" or "src/queries.yml", path));
        Assert.Null(outcome.Ending);
    }

    // "#300000" is as many letters.
    private static JsonElement Input(JsonElement input)
        => input.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String && text.GetString() is ['#', .. var count] && int.TryParse(count, System.Globalization.CultureInfo.InvariantCulture, out var letters)
            ? JsonSerializer.SerializeToElement(new { path = input.GetProperty("path").GetString(), text = new string('A', letters) })
            : input;
}
