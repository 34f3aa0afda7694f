namespace Vitrine.Builds.Gates.Rendering;

/// <summary>What the probe can find, in words that hold nothing of the page, and what to do about it.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record RenderHint(string Finding, string Remedy)
{
    private static readonly Dictionary<string, RenderHint> Known = new(StringComparer.Ordinal)
    {
        ["blank"] = new("The page is blank.", "Return something from the App component: a page with at least a heading."),
        ["overflow"] = new("The page is wider than the screen.", "Put wide content into the kit's grid and tables, which wrap and scroll; avoid fixed widths."),
        ["bad-text"] = new("The page shows NaN, undefined, Infinity, Invalid Date or [object …].", "Show the formatted text of a cell, and guard against values that are not there."),
        ["raw-date"] = new("The page shows a raw date.", "Show the formatted text of a cell instead of its raw value."),
        ["stuck-loading"] = new("Something is still loading when the app says that it is done.", "Show the skeleton only while the query's status is loading."),
        ["empty-chart"] = new("A chart's container has no size.", "Let the kit's charts size themselves; do not wrap them in elements without height."),
        ["forbidden-element"] = new("The page holds an element that apps may not have: an iframe, object, embed, or a link or meta element that reaches elsewhere.", "Remove the element: nothing can be loaded from elsewhere."),
    };

    /// <summary>Of a code of the probe; null for what no probe of ours finds: its answer comes out of the app's own frame.</summary>
    public static RenderHint? Of(string code) => Known.GetValueOrDefault(code);
}
