using System.Globalization;
using System.Text;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Writing;

/// <summary>Writes <c>App.tsx</c> of a report to print: a summary with live sentences, then two cards to a page, tables on pages of their own.</summary>
internal static class ReportWriter
{
    public static string Write(AppPlan plan)
    {
        var widgets = plan.Widgets.ToList();
        List<string> kit = ["PrintPage", "Report", "Stack"];
        if (plan.Filters.Count > 0) kit.Add("FilterBar");
        var sheets = Sheets(widgets);
        var ordered = sheets.SelectMany(sheet => sheet.Members).ToList();
        var sentences = ordered.Zip(SentenceWriter.Of(ordered, plan)).ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.Ordinal);
        if (sentences.Values.Any(sentence => sentence is not null)) kit.Add("Narrative");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"import {{ {string.Join(", ", kit.Order(StringComparer.Ordinal))} }} from \"@vitrine/kit\";\n{AppWriter.Imports(widgets)}");
        text.Append(CultureInfo.InvariantCulture, $"\nexport default function App() {{\n  return (\n    <Report\n      title={CodeText.Attribute(plan.Title)}\n");
        if (plan.Subtitle.Length > 0) text.Append(CultureInfo.InvariantCulture, $"      subtitle={CodeText.Attribute(plan.Subtitle)}\n");
        if (plan.Filters.Count > 0) text.Append("      filters={<FilterBar />}\n");
        text.Append("    >\n");
        foreach (var (title, members) in sheets)
        {
            text.Append(CultureInfo.InvariantCulture, $"      <PrintPage title={CodeText.Attribute(title)}>\n        <Stack gap=\"lg\">\n");
            foreach (var widget in members)
            {
                if (sentences[widget.Name] is { } sentence) text.Append(CultureInfo.InvariantCulture, $"          {SentenceWriter.Element(widget, sentence)}\n");
                text.Append(CultureInfo.InvariantCulture, $"          <{ComponentWriter.NameOf(widget)} />\n");
            }

            text.Append("        </Stack>\n      </PrintPage>\n");
        }

        return text.Append("    </Report>\n  );\n}\n").ToString();
    }

    private static List<(string Title, List<PlanWidget> Members)> Sheets(List<PlanWidget> widgets)
    {
        var sheets = new List<(string Title, List<PlanWidget> Members)>();
        var first = widgets.Where(widget => widget.Chart == ChartKind.Kpi).Concat(widgets.Where(widget => widget.Chart is not (ChartKind.Kpi or ChartKind.Table)).Take(1)).ToList();
        sheets.Add(("Summary", first));
        var rest = widgets.Except(first).ToList();
        foreach (var pair in rest.Where(widget => widget.Chart != ChartKind.Table).Chunk(2)) sheets.Add((pair[0].Dimensions.Count > 0 ? "By " + Wording.List(pair.SelectMany(card => card.Dimensions.Take(1)).Select(field => Wording.Lower(field.Label)).Distinct()) : "Development", [.. pair]));
        foreach (var table in rest.Where(widget => widget.Chart == ChartKind.Table)) sheets.Add(("Details", [table]));
        return sheets;
    }
}
