using System.Globalization;
using System.Text;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Writing;

/// <summary>Writes <c>App.tsx</c> of a deck: a title, the headline numbers, one thought per slide.</summary>
internal static class SlidesWriter
{
    public static string Write(AppPlan plan)
    {
        var widgets = plan.Widgets.ToList();
        var sentences = SentenceWriter.Of(widgets, plan);
        List<string> kit = ["Deck", "Slide"];
        if (sentences.Any(sentence => sentence is not null)) kit.AddRange(["Narrative", "Stack"]);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"import {{ {string.Join(", ", kit.Order(StringComparer.Ordinal))} }} from \"@vitrine/kit\";\n{AppWriter.Imports(widgets)}");
        text.Append(CultureInfo.InvariantCulture, $"\nexport default function App() {{\n  return (\n    <Deck title={CodeText.Attribute(plan.Title)}>\n");
        text.Append(CultureInfo.InvariantCulture, $"      <Slide layout=\"title\" title={CodeText.Attribute(plan.Title)} subtitle={CodeText.Attribute(Opening(plan))} />\n");
        for (var at = 0; at < widgets.Count; at++)
        {
            var (widget, sentence) = (widgets[at], sentences[at]);
            text.Append(CultureInfo.InvariantCulture, $"      <Slide title={CodeText.Attribute(Heading(widget))}>\n");
            if (sentence is null) text.Append(CultureInfo.InvariantCulture, $"        <{ComponentWriter.NameOf(widget)} />\n");
            else text.Append(CultureInfo.InvariantCulture, $"        <Stack>\n          {SentenceWriter.Element(widget, sentence)}\n          <{ComponentWriter.NameOf(widget)} />\n        </Stack>\n");
            text.Append("      </Slide>\n");
        }

        return text.Append("    </Deck>\n  );\n}\n").ToString();
    }

    private static string Opening(AppPlan plan) => plan.Range is { } range ? Wording.Upper(range.Describe()) : plan.Subtitle;

    /// <summary>What the slide is about; the card on it does not say it again.</summary>
    private static string Heading(PlanWidget widget) => widget.Chart == ChartKind.Kpi ? "At a glance" : widget.Title;
}
