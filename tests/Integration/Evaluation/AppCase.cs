using Vitrine.Agents;
using Vitrine.Integration.Composing;
using YamlDotNet.RepresentationModel;

namespace Vitrine.Integration.Evaluation;

/// <summary>A prompt with checks that need no judge; <c>evals/README.md</c> has the form.</summary>
/// <param name="Id">File and place, from 1.</param>
/// <param name="Project">Over which project.</param>
/// <param name="Kind">What it is to look like.</param>
/// <param name="Prompt">The prompt.</param>
/// <param name="Contracts">What contracts there have to be.</param>
/// <param name="ForbiddenFields">Fields that no contract may ask for.</param>
/// <param name="ForbiddenText">Patterns that no file may hold.</param>
/// <param name="IsDeclined">Whether it has to be declined, since the data is not there.</param>
internal sealed record AppCase(
    string Id, string Project, AppKind Kind, string Prompt, IReadOnlyList<WantedContract> Contracts, IReadOnlyList<string> ForbiddenFields, IReadOnlyList<string> ForbiddenText, bool IsDeclined)
{
    /// <summary>The prompts over a project, or over both.</summary>
    public static IReadOnlyList<AppCase> Read(params IEnumerable<string> projects) => [.. projects.SelectMany(ReadFile)];

    private static IEnumerable<AppCase> ReadFile(string project)
    {
        using var text = File.OpenText(Path.Combine(TestData.Root, "evals", "apps", project + ".yml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return ((YamlSequenceNode)yaml.Documents[0].RootNode).Select((node, at) => Read(project, EvaluationCase.Entries(node), $"{project} {at + 1}")).ToList();
    }

    private static AppCase Read(string project, Dictionary<string, YamlNode> entries, string id)
    {
        // A check that nobody makes would always pass.
        Known(id, entries, "prompt", "kind", "contracts", "forbidden", "declined");
        var forbidden = entries.TryGetValue("forbidden", out var node) ? EvaluationCase.Entries(node) : [];
        Known(id, forbidden, "fields", "text");
        var kind = entries.TryGetValue("kind", out var written) ? Enum.Parse<AppKind>(EvaluationCase.Text(written), ignoreCase: true) : AppKind.Dashboard;
        var contracts = entries.TryGetValue("contracts", out var list) ? ((YamlSequenceNode)list).Select(one => Contract(id, EvaluationCase.Entries(one))).ToList() : [];
        var isDeclined = entries.TryGetValue("declined", out var declined) && EvaluationCase.Text(declined) == "true";
        if (!isDeclined && contracts.Count == 0) throw new InvalidDataException($"{id}: it expects nothing.");
        return new AppCase(id, project, kind, EvaluationCase.Text(entries["prompt"]), contracts, EvaluationCase.Texts(forbidden.GetValueOrDefault("fields")), EvaluationCase.Texts(forbidden.GetValueOrDefault("text")), isDeclined);
    }

    private static WantedContract Contract(string id, Dictionary<string, YamlNode> entries)
    {
        Known(id, entries, "metrics", "dimensions", "grain", "filters", "rows");
        var filters = entries.TryGetValue("filters", out var node) ? ((YamlSequenceNode)node).Select(one => Filter(id, EvaluationCase.Entries(one))).ToList() : [];
        return new WantedContract(
            EvaluationCase.Texts(entries.GetValueOrDefault("metrics")),
            EvaluationCase.Texts(entries.GetValueOrDefault("dimensions")),
            entries.TryGetValue("grain", out var grain) ? EvaluationCase.Text(grain) : null,
            filters,
            entries.TryGetValue("rows", out var rows) ? EvaluationCase.Text(rows) : null);
    }

    private static WantedFilter Filter(string id, Dictionary<string, YamlNode> entries)
    {
        Known(id, entries, "field", "operator", "values");
        return new WantedFilter(EvaluationCase.Text(entries["field"]), entries.TryGetValue("operator", out var name) ? EvaluationCase.Text(name) : null, EvaluationCase.Texts(entries.GetValueOrDefault("values")));
    }

    private static void Known(string id, Dictionary<string, YamlNode> entries, params string[] keys)
    {
        if (entries.Keys.Except(keys).FirstOrDefault() is { } unknown) throw new InvalidDataException($"{id}: nobody knows the key {unknown}.");
    }
}
