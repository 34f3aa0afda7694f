namespace Vitrine.Builds.Gates.Rendering;

/// <summary>What the probe can find, in words that hold nothing of the page, and what to do about it.</summary>
internal static class RenderHints
{
    /// <summary>What was found; null for what no probe of ours finds: its answer comes out of the app's own frame.</summary>
    public static string? Finding(string code) => code switch
    {
        "blank" => "The page is blank.",
        "overflow" => "The page is wider than the screen.",
        "bad-text" => "The page shows NaN, undefined, Infinity, Invalid Date or [object …].",
        "raw-date" => "The page shows a raw date.",
        "stuck-loading" => "Something is still loading when the app says that it is done.",
        "empty-chart" => "A chart's container has no size.",
        "forbidden-element" => "The page holds an element that apps may not have: an iframe, object, embed, or a link or meta element that reaches elsewhere.",
        _ => null,
    };

    /// <summary>What to do.</summary>
    public static string? Of(string code) => code switch
    {
        "blank" => "Return something from the App component: a page with at least a heading.",
        "overflow" => "Put wide content into the kit's grid and tables, which wrap and scroll; avoid fixed widths.",
        "bad-text" => "Show the formatted text of a cell, and guard against values that are not there.",
        "raw-date" => "Show the formatted text of a cell instead of its raw value.",
        "stuck-loading" => "Show the skeleton only while the query's status is loading.",
        "empty-chart" => "Let the kit's charts size themselves; do not wrap them in elements without height.",
        "forbidden-element" => "Remove the element: nothing can be loaded from elsewhere.",
        _ => null,
    };
}
