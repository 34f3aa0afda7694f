using YamlDotNet.RepresentationModel;

namespace Vitrine.Integration.Composing;

/// <summary>A prompt with what is expected of it; <c>evals/composer/README.md</c> has the form.</summary>
/// <param name="Id">File and place, from 1.</param>
/// <param name="Project">Over which project.</param>
/// <param name="Prompts">Earlier prompts, and the one that is judged as the last.</param>
/// <param name="Expect">The expectations by their keys.</param>
internal sealed record EvaluationCase(string Id, string Project, IReadOnlyList<string> Prompts, IReadOnlyDictionary<string, YamlNode> Expect)
{
    private static readonly string[] Known =
        ["explore", "metrics", "dimensions", "grain", "filters", "range", "compare", "top", "bottom", "charts", "template", "title", "colour", "pages", "controls", "not", "declined", "says", "keys", "compared", "name"];

    public static IReadOnlyList<EvaluationCase> Read(string set)
    {
        using var text = File.OpenText(Path.Combine(TestData.Root, "evals", "composer", set + ".yml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return [.. ((YamlSequenceNode)yaml.Documents[0].RootNode).Select((node, at) => Read((YamlMappingNode)node, $"{set} {at + 1}"))];
    }

    private static EvaluationCase Read(YamlMappingNode node, string id)
    {
        var entries = Entries(node);
        var expect = Entries((YamlMappingNode)entries["expect"]);
        // An expectation that nobody checks would always be met.
        if (entries.Keys.Except(["prompt", "project", "after", "expect"]).Concat(expect.Keys.Except(Known)).FirstOrDefault() is { } unknown) throw new InvalidDataException($"{id}: nobody knows the key {unknown}.");
        return new EvaluationCase(id, Text(entries["project"]), [.. Texts(entries.GetValueOrDefault("after")), Text(entries["prompt"])], expect);
    }

    public static Dictionary<string, YamlNode> Entries(YamlNode node) => ((YamlMappingNode)node).ToDictionary(entry => Text(entry.Key), entry => entry.Value);

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    /// <summary>One text or a list of them.</summary>
    public static IReadOnlyList<string> Texts(YamlNode? node) => node switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Select(Text)],
        _ => [Text(node)],
    };

    /// <summary>A list in which each item is one text or any of several.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Choices(YamlNode? node) => node switch
    {
        null => [],
        YamlSequenceNode list => [.. list.Select(Texts)],
        _ => [[Text(node)]],
    };
}
