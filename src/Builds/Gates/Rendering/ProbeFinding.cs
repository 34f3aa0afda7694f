namespace Vitrine.Builds.Gates.Rendering;

/// <summary>What <c>probe.js</c> found.</summary>
/// <param name="Code">Such as <c>overflow</c>.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Loc">The stamp of the nearest element of the app, such as <c>src/App.tsx:12</c>.</param>
internal sealed record ProbeFinding(string Code, string Message, string? Loc)
{
    /// <summary>File and line of a stamp; nulls when it has none.</summary>
    public static (string? File, int? Line) Place(string? loc)
    {
        if (loc is null || loc.LastIndexOf(':') is not (> 0 and var at)) return (loc, null);
        return int.TryParse(loc[(at + 1)..], out var line) ? (loc[..at], line) : (loc, null);
    }
}
