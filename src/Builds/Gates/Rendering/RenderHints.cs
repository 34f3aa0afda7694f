namespace Vitrine.Builds.Gates.Rendering;

/// <summary>What to do about what the probe finds.</summary>
internal static class RenderHints
{
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
