using Vitrine.Agents;
using Vitrine.Agents.Composer.Catalog;
using Vitrine.Semantics.Model;
using YamlDotNet.RepresentationModel;

namespace Vitrine.Integration.Composing;

/// <summary>Whether anybody could meet an expectation: its fields, grains and values are in the project.</summary>
internal static class Satisfiability
{
    /// <summary>What of it is not there; empty where all is.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(EvaluationCase one, EvaluationProject project, CancellationToken cancellationToken)
    {
        var book = CatalogReader.Read(project.Open.Layer, project.Open.ContextFor(EvaluationProject.Author).Identity);
        var missing = new List<string>();
        var named = EvaluationCase.Texts(one.Expect.GetValueOrDefault("explore"));
        missing.AddRange(named.Where(name => book.Explores.All(explore => explore.Name != name)).Select(name => $"explore {name}"));
        var explores = book.Explores.Where(explore => named.Count == 0 || named.Contains(explore.Name)).ToList();
        foreach (var any in EvaluationCase.Choices(one.Expect.GetValueOrDefault("metrics")).Concat(EvaluationCase.Choices(one.Expect.GetValueOrDefault("dimensions"))).Append(EvaluationCase.Texts(one.Expect.GetValueOrDefault("controls"))))
        {
            if (any.Count > 0 && !any.Any(field => book.Explores.Any(explore => explore.Find(field) is not null))) missing.Add($"field {string.Join(" or ", any)}");
        }

        var metrics = EvaluationCase.Choices(one.Expect.GetValueOrDefault("metrics"));
        var able = explores.Where(explore => metrics.All(any => any.Any(field => explore.Find(field) is not null))).ToList();
        if (one.Expect.TryGetValue("grain", out var grain) && able.Count > 0 && !able.Exists(explore => explore.Fields.Any(field => field.IsTime && field.Grains.Keys.Any(unit => string.Equals(unit.ToString(), EvaluationCase.Text(grain), StringComparison.OrdinalIgnoreCase)))))
            missing.Add($"grain {EvaluationCase.Text(grain)}");
        if (one.Expect.TryGetValue("filters", out var filters))
        {
            foreach (var filter in (YamlSequenceNode)filters) missing.AddRange(await MissingAsync(EvaluationCase.Entries(filter), book, project, cancellationToken));
        }

        return missing;
    }

    private static async Task<IReadOnlyList<string>> MissingAsync(Dictionary<string, YamlNode> filter, CatalogBook book, EvaluationProject project, CancellationToken cancellationToken)
    {
        var wanted = EvaluationCase.Texts(filter.GetValueOrDefault("values"));
        foreach (var name in EvaluationCase.Texts(filter["field"]))
        {
            var explore = book.Explores.OrderBy(explore => explore.BaseModel == name.Split('.')[0] ? 0 : 1).FirstOrDefault(explore => explore.Find(name) is not null);
            if (explore?.Find(name) is not { } field) continue;
            if (field.Type != FieldType.String || wanted.Count == 0) return [];
            var tools = new ToolBox([], new ToolContext(project.Open, EvaluationProject.Author, null!, null!, project.Contracts, isLanguageModel: false), null!);
            var known = await tools.SampleValuesAsync(explore.Name, name, null, cancellationToken);
            if (known.Truncated || wanted.All(value => known.Values.Any(cell => Equals(cell.Raw, value)))) return [];
        }

        return [$"filter {string.Join(" or ", EvaluationCase.Texts(filter["field"]))} = {string.Join(", ", wanted)}"];
    }
}
