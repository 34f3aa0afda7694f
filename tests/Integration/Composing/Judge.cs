using System.Globalization;
using Vitrine.Agents;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;
using YamlDotNet.RepresentationModel;

namespace Vitrine.Integration.Composing;

/// <summary>Holds what was composed to what was expected.</summary>
internal static class Judge
{
    /// <summary>More metrics than were asked for by this many are noise.</summary>
    private const int MostExtraMetrics = 1;

    /// <summary>What is not as expected; empty where all is.</summary>
    public static IReadOnlyList<string> Judgement(EvaluationCase one, Composed composed, SemanticLayer layer, DateOnly today)
    {
        var wrong = new List<string>();
        var expect = one.Expect;
        var isDeclineWanted = expect.TryGetValue("declined", out var declined) && EvaluationCase.Text(declined) == "true";
        foreach (var word in EvaluationCase.Texts(expect.GetValueOrDefault("says")).Where(word => !composed.Message.Contains(word, StringComparison.OrdinalIgnoreCase))) wrong.Add($"does not say “{word}”: {composed.Message}");
        if (isDeclineWanted != composed.IsDeclined) return [.. wrong, isDeclineWanted ? "not declined" : "declined: " + composed.Message];
        if (isDeclineWanted) return wrong;
        if (composed.Plan is not { } plan) return [.. wrong, $"no plan: {composed.Message}"];
        if (composed.Ending is AgentEnding.GaveUp) wrong.Add("fails its contracts: " + composed.Message);

        var widgets = plan.Widgets.ToList();
        var metrics = widgets.SelectMany(widget => widget.Metrics).Select(field => field.Name).Distinct().ToList();
        var dimensions = widgets.SelectMany(widget => widget.Dimensions).Select(field => field.Name).Concat(widgets.Select(widget => widget.Time?.Field).OfType<string>()).Distinct().ToList();
        var where = plan.Where.Concat(widgets.SelectMany(widget => widget.Where)).Distinct().ToList();
        var all = metrics.Concat(dimensions).Concat(where.Select(condition => condition.Field)).Concat(plan.Filters.Select(filter => filter.Field)).Distinct().ToList();

        var main = widgets.GroupBy(widget => widget.Explore).OrderByDescending(group => group.Count()).First().Key;
        if (expect.TryGetValue("explore", out var explore) && !EvaluationCase.Texts(explore).Contains(main)) wrong.Add($"explore {main}");
        var wanted = EvaluationCase.Choices(expect.GetValueOrDefault("metrics"));
        wrong.AddRange(wanted.Where(any => !any.Intersect(metrics).Any()).Select(any => $"no metric {string.Join(" or ", any)} in {string.Join(", ", metrics)}"));
        if (wanted.Count > 0 && metrics.Count > wanted.Count + MostExtraMetrics) wrong.Add($"too many metrics: {string.Join(", ", metrics)}");
        wrong.AddRange(EvaluationCase.Choices(expect.GetValueOrDefault("dimensions")).Where(any => !any.Intersect(dimensions).Any()).Select(any => $"no dimension {string.Join(" or ", any)} in {string.Join(", ", dimensions)}"));
        wrong.AddRange(EvaluationCase.Texts(expect.GetValueOrDefault("not")).Intersect(all).Select(field => $"uses {field}"));
        wrong.AddRange(all.Where(field => IsHidden(field, main, layer)).Select(field => $"uses the hidden {field}"));

        var charts = widgets.Select(widget => Camel(widget.Chart)).ToList();
        wrong.AddRange(EvaluationCase.Choices(expect.GetValueOrDefault("charts")).Where(any => !any.Intersect(charts).Any()).Select(any => $"no {string.Join(" or ", any)} among {string.Join(", ", charts)}"));
        if (expect.TryGetValue("grain", out var grain) && !widgets.Exists(widget => widget.Chart != ChartKind.Kpi && widget.Time is { } time && Camel(time.Grain) == EvaluationCase.Text(grain)))
            wrong.Add($"no grain {EvaluationCase.Text(grain)} among {string.Join(", ", widgets.Where(widget => widget.Chart != ChartKind.Kpi).Select(widget => widget.Time?.Grain))}");
        if (expect.TryGetValue("top", out var top) && !widgets.Exists(widget => widget is { IsRanked: true, IsBottom: false } && widget.Limit == Number(top))) wrong.Add("no top " + EvaluationCase.Text(top));
        if (expect.TryGetValue("bottom", out var bottom) && !widgets.Exists(widget => widget is { IsRanked: true, IsBottom: true } && widget.Limit == Number(bottom))) wrong.Add("no bottom " + EvaluationCase.Text(bottom));
        if (expect.TryGetValue("filters", out var filters)) wrong.AddRange(((YamlSequenceNode)filters).Where(filter => !where.Exists(condition => Is(condition, EvaluationCase.Entries(filter)))).Select(filter => $"no filter {filter} among {string.Join("; ", where.Select(Titles.Condition))}"));
        if (expect.TryGetValue("range", out var range) && !Is(plan.Range, EvaluationCase.Entries(range), today)) wrong.Add($"range {plan.Range?.Describe() ?? "none"}");
        if (expect.TryGetValue("keys", out var keys) && !EvaluationCase.Texts(keys).ToHashSet().SetEquals(widgets.SelectMany(widget => widget.Keys).Select(field => field.Name))) wrong.Add($"keys {string.Join(", ", widgets.SelectMany(widget => widget.Keys).Select(field => field.Name).Distinct())}");
        wrong.AddRange(EvaluationCase.Texts(expect.GetValueOrDefault("compared")).Where(field => !widgets.Exists(widget => widget.IsCompared && widget.Dimensions.Select(one => one.Name).Append(widget.Time?.Field).Contains(field))).Select(field => $"no card by {field} is compared"));
        if (expect.TryGetValue("name", out var name) && (composed.Ending as AgentEnding.Finished)?.Name != EvaluationCase.Text(name)) wrong.Add($"name {(composed.Ending as AgentEnding.Finished)?.Name}");
        wrong.AddRange(Page(plan, expect));
        return wrong;
    }

    private static IEnumerable<string> Page(AppPlan plan, IReadOnlyDictionary<string, YamlNode> expect)
    {
        if (expect.TryGetValue("compare", out var compare) && (plan.Compare is { } comparison ? Camel(comparison) : "none") != EvaluationCase.Text(compare)) yield return $"compared with {plan.Compare}";
        if (expect.TryGetValue("template", out var template) && Camel(plan.Template) != EvaluationCase.Text(template)) yield return $"template {plan.Template}";
        if (expect.TryGetValue("title", out var title) && plan.Title != EvaluationCase.Text(title)) yield return $"title {plan.Title}";
        if (expect.TryGetValue("colour", out var colour) && plan.Colour != EvaluationCase.Text(colour)) yield return $"colour {plan.Colour}";
        if (expect.TryGetValue("pages", out var pages) && plan.Pages.Count != Number(pages)) yield return $"{plan.Pages.Count} pages";
        foreach (var control in EvaluationCase.Texts(expect.GetValueOrDefault("controls")).Where(control => plan.Filters.All(filter => filter.Field != control))) yield return $"no control for {control}";
    }

    private static bool Is(PlanCondition condition, Dictionary<string, YamlNode> wanted)
        => EvaluationCase.Texts(wanted["field"]).Contains(condition.Field)
            && (!wanted.TryGetValue("operator", out var name) || EvaluationCase.Texts(name).Contains(condition.Operator))
            && (!wanted.TryGetValue("values", out var values) || EvaluationCase.Texts(values).ToHashSet().SetEquals(condition.Values));

    private static bool Is(TimeRange? range, Dictionary<string, YamlNode> wanted, DateOnly today)
    {
        if (range is null) return false;
        if (wanted.TryGetValue("last", out var last)) return range.Kind == TimeRangeKind.Last && range.Count == Number(last) && Camel(range.Unit) == EvaluationCase.Text(wanted["unit"]).TrimEnd('s');
        if (wanted.TryGetValue("current", out var current)) return range.Kind == TimeRangeKind.Current && Camel(range.Unit) == EvaluationCase.Text(current);
        if (wanted.TryGetValue("previous", out var previous)) return range is { Kind: TimeRangeKind.Last, Count: 1, Completed: true } && Camel(range.Unit) == EvaluationCase.Text(previous);
        if (wanted.ContainsKey("all")) return range.Kind == TimeRangeKind.All;
        return range.Kind == TimeRangeKind.Between
            && (Day(wanted, "from") is { } from ? range.From == from : range.From is null || range.From <= new DateOnly(2000, 1, 1))
            && (Day(wanted, "to") is { } to ? range.To == to : range.To is null || range.To == today);
    }

    private static DateOnly? Day(Dictionary<string, YamlNode> wanted, string key)
        => wanted.TryGetValue(key, out var day) ? DateOnly.ParseExact(EvaluationCase.Text(day), "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static bool IsHidden(string name, string explore, SemanticLayer layer)
        => FieldReference.TryParse(name, out var reference) && layer.TryGetExplore(explore, out var found) && found.TryGetField(reference, out var field) && field.Hidden;

    private static int Number(YamlNode node) => int.Parse(EvaluationCase.Text(node), CultureInfo.InvariantCulture);

    private static string Camel<TValue>(TValue value) where TValue : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
