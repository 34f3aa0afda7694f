using Microsoft.Extensions.Configuration;
using Vitrine.Agents.LanguageModels;
using Vitrine.Integration.Composing;

namespace Vitrine.Integration.Evaluation;

/// <summary>Gives the prompts of <c>evals/apps</c> to any agent, by hand: <c>evals/README.md</c> says how. It ends with 1 when a prompt does not pass.</summary>
internal static class EvaluateApps
{
    public const string Verb = "evaluate-apps";

    private static readonly string[] Options = ["--provider", "--model", "--project", "--only", "--gates"];
    private static readonly string[] Projects = ["demo", "jaffle"];

    // The next prompt would end as this one did.
    private static readonly string[] Hopeless = ["model.key-refused", "model.forbidden", "model.no-credit", "model.unknown", "sandbox.unavailable", "build.no-worker", "template.missing", "template.unreadable"];

    public static async Task<int> RunAsync(string[] args)
    {
        if (Read(args) is not { } options) return Usage($"The options are {string.Join(", ", Options)}, each with a value.");
        var gates = options.GetValueOrDefault("--gates", "all");
        if (gates is not ("all" or "contracts")) return Usage("--gates can be all or contracts.");
        var chosen = options.TryGetValue("--project", out var name) ? [name] : Projects;
        if (chosen.Except(Projects).FirstOrDefault() is { } unknown) return Usage($"There is no project {unknown}; there is {string.Join(" and ", Projects)}.");
        await using var host = await EvaluationHost.StartAsync(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        var model = Find(host.Table, options);
        if (model is null && !IsComposer(options)) return Usage($"No such model is set up. There is {string.Join(", ", host.Table.Choices.Select(choice => $"{choice.Name} ({choice.Provider})").Append("the composer"))}. Set the key of its provider, as for a server.");

        var cases = AppCase.Read(chosen).Where(one => !options.TryGetValue("--only", out var words) || one.Prompt.Contains(words, StringComparison.OrdinalIgnoreCase)).ToList();
        if (cases.Count == 0) return Usage($"No prompt of {string.Join(" and ", chosen)} holds '{options["--only"]}'.");

        await using var projects = new EvaluationProjects();
        var evaluator = host.Open(projects, model, gates == "all", host.Template);
        var results = new List<AppResult>();
        foreach (var one in cases)
        {
            // One after the other: seconds are of one app alone.
            results.Add(await evaluator.RunAsync(one, CancellationToken.None));
            await Console.Error.WriteLineAsync($"{results.Count} of {cases.Count}: {one.Id} {(results[^1].HasPassed ? "pass" : "FAIL")}");
            if (!Hopeless.Contains(results[^1].EndedAs)) continue;
            await Console.Error.WriteLineAsync("The other prompts would end the same way and are left out.");
            break;
        }

        await Console.Out.WriteAsync(AppResult.Report($"{model?.Name ?? "composer"}, gates: {gates}", results));
        return results.TrueForAll(result => result.HasPassed) ? 0 : 1;
    }

    private static bool IsComposer(Dictionary<string, string> options) => !options.ContainsKey("--model") && options.GetValueOrDefault("--provider", "composer") == "composer";

    private static LanguageModel? Find(LanguageModelTable table, Dictionary<string, string> options)
    {
        if (IsComposer(options)) return null;
        var of = table.Choices.Where(model => !options.TryGetValue("--provider", out var provider) || model.Provider == provider).ToList();
        return options.TryGetValue("--model", out var name) ? of.Find(model => model.Name == name) : of.Find(model => model == table.Default) ?? of.FirstOrDefault();
    }

    private static Dictionary<string, string>? Read(string[] args)
    {
        if (args.Length % 2 != 0) return null;
        var pairs = args.Chunk(2).ToList();
        return pairs.TrueForAll(pair => Options.Contains(pair[0])) && pairs.DistinctBy(pair => pair[0]).Count() == pairs.Count ? pairs.ToDictionary(pair => pair[0], pair => pair[1]) : null;
    }

    private static int Usage(string problem)
    {
        Console.Error.WriteLine(problem);
        return 2;
    }
}
