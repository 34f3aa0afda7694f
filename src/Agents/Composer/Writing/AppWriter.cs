using System.Globalization;
using System.Text;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Writing;

/// <summary>Writes all files of an app from its plan.</summary>
internal static class AppWriter
{
    public const string QueriesPath = "src/queries.yml";
    public const string AppPath = "src/App.tsx";
    public const string ThemePath = "src/theme.css";

    /// <summary>Path and text of every file, in the order in which they are best written: contracts first, the page last.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Write(AppPlan plan)
    {
        var files = new List<KeyValuePair<string, string>> { new(QueriesPath, QueriesWriter.Write(plan)), new(ThemePath, ThemeWriter.Write(plan.Colour)) };
        files.AddRange(plan.Widgets.Select(widget => new KeyValuePair<string, string>(ComponentWriter.PathOf(widget), ComponentWriter.Write(widget))));
        if (plan.Template == TemplateWord.Dashboard && plan.Pages.Count > 1) files.AddRange(plan.Pages.Select(page => new KeyValuePair<string, string>($"src/pages/{PageName(page)}.tsx", Page(page))));
        files.Add(new(AppPath, plan.Template switch
        {
            TemplateWord.Dashboard => Dashboard(plan),
            TemplateWord.Slides => SlidesWriter.Write(plan),
            TemplateWord.Report => ReportWriter.Write(plan),
            _ => throw new InvalidOperationException($"Unknown template {plan.Template}."),
        }));
        return files;
    }

    /// <summary>The lines that import widgets' components.</summary>
    public static string Imports(IEnumerable<PlanWidget> widgets)
        => string.Concat(widgets.Select(ComponentWriter.NameOf).Order(StringComparer.Ordinal).Select(name => $"import {{ {name} }} from \"@/components/{name}\";\n"));

    private static string PageName(PlanPage page)
        => string.Concat(page.Name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(part => char.ToUpperInvariant(part[0]) + part[1..])) + "Page";

    private static string Dashboard(AppPlan plan)
    {
        var hasTabs = plan.Pages.Count > 1;
        var text = new StringBuilder();
        List<string> kit = hasTabs ? ["Page", "Tab", "Tabs"] : ["Cell", "Grid", "Page"];
        if (!hasTabs && plan.Pages[0].Widgets.All(widget => widget.Chart == ChartKind.Kpi)) kit = ["Page"];
        if (plan.Filters.Count > 0) kit.Add("FilterBar");
        text.Append(CultureInfo.InvariantCulture, $"import {{ {string.Join(", ", kit.Order(StringComparer.Ordinal))} }} from \"@vitrine/kit\";\n");
        text.Append(hasTabs ? string.Concat(plan.Pages.Select(page => $"import {{ {PageName(page)} }} from \"@/pages/{PageName(page)}\";\n")) : Imports(plan.Widgets));
        text.Append(CultureInfo.InvariantCulture, $"\nexport default function App() {{\n  return (\n    <Page\n      title={CodeText.Attribute(plan.Title)}\n");
        if (plan.Subtitle.Length > 0) text.Append(CultureInfo.InvariantCulture, $"      subtitle={CodeText.Attribute(plan.Subtitle)}\n");
        if (plan.Filters.Count > 0) text.Append("      filters={<FilterBar />}\n");
        text.Append("    >\n");
        if (hasTabs)
        {
            text.Append("      <Tabs>\n");
            foreach (var page in plan.Pages) text.Append(CultureInfo.InvariantCulture, $"        <Tab title={CodeText.Attribute(page.Title)}>\n          <{PageName(page)} />\n        </Tab>\n");
            text.Append("      </Tabs>\n");
        }
        else
        {
            text.Append(Cards(plan.Pages[0].Widgets, "      "));
        }

        return text.Append("    </Page>\n  );\n}\n").ToString();
    }

    private static string Page(PlanPage page)
    {
        List<string> kit = page.Widgets.Any(widget => widget.Chart != ChartKind.Kpi) ? ["Cell", "Grid", "Stack"] : ["Stack"];
        return $"import {{ {string.Join(", ", kit)} }} from \"@vitrine/kit\";\n{Imports(page.Widgets)}\nexport function {PageName(page)}() {{\n  return (\n    <Stack gap=\"lg\">\n{Cards(page.Widgets, "      ")}    </Stack>\n  );\n}}\n";
    }

    private static string Cards(IReadOnlyList<PlanWidget> widgets, string indent)
    {
        var text = new StringBuilder();
        foreach (var widget in widgets.Where(widget => widget.Chart == ChartKind.Kpi)) text.Append(CultureInfo.InvariantCulture, $"{indent}<{ComponentWriter.NameOf(widget)} />\n");
        var cards = widgets.Where(widget => widget.Chart != ChartKind.Kpi).ToList();
        if (cards.Count == 0) return text.ToString();
        text.Append(CultureInfo.InvariantCulture, $"{indent}<Grid>\n");
        foreach (var card in cards) text.Append(CultureInfo.InvariantCulture, $"{indent}  <Cell span={{{card.Span}}}>\n{indent}    <{ComponentWriter.NameOf(card)} />\n{indent}  </Cell>\n");
        return text.Append(CultureInfo.InvariantCulture, $"{indent}</Grid>\n").ToString();
    }
}
