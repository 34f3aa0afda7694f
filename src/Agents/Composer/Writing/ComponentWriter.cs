using System.Globalization;
using System.Text;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Writing;

/// <summary>Writes the component of one widget. Its bytes depend on the widget, the kind of app and nothing else, so that a follow-up leaves the others alone.</summary>
internal static class ComponentWriter
{
    public static string PathOf(PlanWidget widget) => $"src/components/{NameOf(widget)}.tsx";

    /// <summary>"revenue_by_region" is <c>RevenueByRegion</c>.</summary>
    public static string NameOf(PlanWidget widget)
        => string.Concat(widget.Name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    public static string Write(PlanWidget widget)
    {
        if (widget.Chart == ChartKind.Kpi) return Headlines(widget);
        var (picture, skeleton) = Picture(widget);
        var name = picture[1..picture.IndexOf(' ', StringComparison.Ordinal)];
        var isTable = name == "DataTable";
        var text = new StringBuilder();
        text.Append(isTable ? "import { DataTable, QueryCard } from \"@vitrine/kit\";\n" : $"import {{ QueryCard }} from \"@vitrine/kit\";\nimport {{ {name} }} from \"@vitrine/kit/charts\";\n");
        text.Append(CultureInfo.InvariantCulture, $"\nexport function {NameOf(widget)}() {{\n  return (\n    <QueryCard\n      title={CodeText.Attribute(widget.Title)}\n");
        if (widget.Subtitle.Length > 0) text.Append(CultureInfo.InvariantCulture, $"      subtitle={CodeText.Attribute(widget.Subtitle)}\n");
        text.Append(CultureInfo.InvariantCulture, $"      contract=\"{widget.Name}\"\n");
        if (skeleton is not null) text.Append(CultureInfo.InvariantCulture, $"      skeleton=\"{skeleton}\"\n");
        if (widget.Time is { Choices.Count: > 1 }) text.Append("      slots={[\"period\"]}\n");
        // What lies beyond a top N is what nobody asked for; beyond a breakdown by size are the small ones.
        if (widget.IsRanked) text.Append("      truncation=\"none\"\n");
        else if (widget is { Chart: ChartKind.HorizontalBar, IsSortedByName: false }) text.Append("      truncation=\"note\"\n");
        text.Append(CultureInfo.InvariantCulture, $"    >\n      {{(data) => {picture}}}\n    </QueryCard>\n  );\n}}\n");
        return text.ToString();
    }

    private static (string Picture, string? Skeleton) Picture(PlanWidget widget)
    {
        var metric = widget.Metrics[0].Name;
        var metrics = widget.Metrics.Count == 1 ? $"\"{metric}\"" : $"{{[{string.Join(", ", widget.Metrics.Select(one => $"\"{one.Name}\""))}]}}";
        var x = widget.Time is { } time ? QueriesWriter.TimeKey(time) : widget.Dimensions.Count > 0 ? widget.Dimensions[0].Name : null;
        var series = widget.Time is null ? widget.Dimensions.ElementAtOrDefault(1)?.Name : widget.Dimensions.ElementAtOrDefault(0)?.Name;
        var split = series is null ? "" : $" series=\"{series}\"";
        var y = series is null ? metrics : $"\"{metric}\"";
        var filter = Filter(widget);
        var compared = widget.IsCompared ? " comparison" : "";
        return widget.Chart switch
        {
            ChartKind.Table => ($"<DataTable data={{data}} columns={{[{Columns(widget)}]}} />", "table"),
            _ when x is null && widget.Chart != ChartKind.Funnel => ($"<DataTable data={{data}} columns={{[{Columns(widget)}]}} />", "table"),
            ChartKind.Line or ChartKind.Area or ChartKind.Bar when series is null && widget.Metrics.Count == 2 && widget.Metrics[0].Unit != widget.Metrics[1].Unit
                => widget.Time is null && widget.Chart == ChartKind.Bar
                    ? ($"<BarChart data={{data}} x=\"{x}\" y=\"{metric}\"{filter} />", null)
                    : ($"<ComboChart data={{data}} x=\"{x}\" bars=\"{widget.Metrics[1].Name}\" line=\"{metric}\" />", null),
            ChartKind.Line => ($"<LineChart data={{data}} x=\"{x}\" y={y}{split}{compared} />", null),
            ChartKind.Area => ($"<AreaChart data={{data}} x=\"{x}\" y={y}{split}{(series is null ? "" : " stacked")}{compared} />", null),
            ChartKind.Bar => ($"<BarChart data={{data}} x=\"{x}\" y={y}{split}{compared}{filter} />", null),
            ChartKind.StackedBar => ($"<StackedBarChart data={{data}} x=\"{x}\" y={y}{split}{filter} />", null),
            ChartKind.HorizontalBar => ($"<BarList data={{data}} x=\"{x}\" y=\"{metric}\"{(widget.Metrics.Count > 1 ? $" detail=\"{widget.Metrics[1].Name}\"" : "")}{(widget.Limit == 12 ? "" : string.Create(CultureInfo.InvariantCulture, $" max={{{widget.Limit}}}"))}{filter} />", "bars"),
            ChartKind.Donut => ($"<DonutChart data={{data}} x=\"{x}\" y=\"{metric}\"{filter} />", "donut"),
            ChartKind.Scatter => ($"<ScatterChart data={{data}} x=\"{metric}\" y=\"{widget.Metrics[^1].Name}\" name=\"{x}\" />", null),
            ChartKind.Heatmap when series is not null => ($"<Heatmap data={{data}} x=\"{x}\" y=\"{series}\" value=\"{metric}\" labels />", null),
            ChartKind.Heatmap => ($"<BarChart data={{data}} x=\"{x}\" y=\"{metric}\" />", null),
            ChartKind.Funnel when x is null => ($"<FunnelChart data={{data}} steps={{[{string.Join(", ", widget.Metrics.Select(one => $"{{ metric: \"{one.Name}\" }}"))}]}} />", "bars"),
            ChartKind.Funnel => ($"<FunnelChart data={{data}} x=\"{x}\" y=\"{metric}\" />", "bars"),
            _ => throw new InvalidOperationException($"Unknown chart {widget.Chart}."),
        };
    }

    /// <summary>A click on a category sets the page filter of the same field, where there is one.</summary>
    private static string Filter(PlanWidget widget)
        => widget is { Time: null, Dimensions.Count: > 0, CrossFilter: { } name } ? $" filter=\"{name}\"" : "";

    private static string Columns(PlanWidget widget)
    {
        var columns = new List<string>();
        if (widget.Time is { } time) columns.Add($"\"{QueriesWriter.TimeKey(time)}\"");
        columns.AddRange(widget.Dimensions.Concat(widget.Keys).Select(field => $"\"{field.Name}\""));
        // One bar per table: the figure it is sorted by.
        columns.AddRange(widget.Metrics.Select((metric, at) => (at == 0 && metric.IsAdditive && widget.Time is null, widget.IsCompared) switch
        {
            (true, false) => $"{{ key: \"{metric.Name}\", bar: true }}",
            (_, true) => $"{{ key: \"{metric.Name}\", delta: {(metric.LowerIsBetter ? "\"lowerIsBetter\"" : "true")} }}",
            _ => $"\"{metric.Name}\"",
        }));
        return string.Join(", ", columns);
    }

    private static string Headlines(PlanWidget widget)
    {
        var text = new StringBuilder("import { KpiRow } from \"@vitrine/kit\";\n");
        text.Append(CultureInfo.InvariantCulture, $"\nexport function {NameOf(widget)}() {{\n  return (\n    <KpiRow\n      contract=\"{widget.Name}\"\n      cards={{[\n");
        foreach (var metric in widget.Metrics) text.Append(CultureInfo.InvariantCulture, $"        {{ metric: \"{metric.Name}\"{(metric.LowerIsBetter ? ", lowerIsBetter: true" : "")} }},\n");
        text.Append("      ]}\n");
        if (widget.Time is { } time) text.Append(CultureInfo.InvariantCulture, $"      trend={{{{ contract: \"{QueriesWriter.SparkName(widget)}\", x: \"{time.Choices[0]}\" }}}}\n");
        return text.Append("    />\n  );\n}\n").ToString();
    }
}
