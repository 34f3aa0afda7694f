using Markdig;
using Microsoft.AspNetCore.Components;

namespace Vitrine.Web.Components;

/// <summary>Markdown of an agent as HTML, without any HTML of its own, links or pictures: what it says is not ours.</summary>
internal static class RichText
{
    private static readonly MarkdownPipeline Form = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static MarkupString Of(string markdown)
    {
        var document = Markdown.Parse(markdown, Form);
        foreach (var link in Markdig.Syntax.MarkdownObjectExtensions.Descendants(document).OfType<Markdig.Syntax.Inlines.LinkInline>().ToList())
        {
            if (link.IsImage || !(link.Url?.StartsWith('/') ?? false)) link.Url = "#";
        }

        return new MarkupString(document.ToHtml(Form));
    }
}
