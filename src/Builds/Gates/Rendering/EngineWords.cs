using System.Text.RegularExpressions;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>
/// Tells what an app threw without what it may have put into it. A thrown text can hold every row that the app was given; a sentence of the browser's engine or of React is told again, with a name in it only where
/// that name stands in the app's own files.
/// </summary>
/// <param name="files">Path and text of the app's files.</param>
internal sealed partial class EngineWords(IReadOnlyDictionary<string, string> files)
{
    private readonly HashSet<string> names = [.. files.Values.SelectMany(text => Name().Matches(text).Select(match => match.Value))];

    /// <summary>The engine's sentence; null when it is none.</summary>
    public string? Of(string thrown)
    {
        var text = Kind().Replace(thrown, "");
        if (Reading().Match(text) is { Success: true } read)
            return $"Cannot {read.Groups["verb"].Value} properties of {read.Groups["of"].Value}{(Known(read.Groups["name"].Value) is { } name ? $" ({read.Groups["how"].Value} '{name}')" : "")}";
        if (NotA().Match(text) is { Success: true } call) return $"{Path(call.Groups["name"].Value) ?? "Something"} is not {call.Groups["what"].Value}";
        if (Constant().IsMatch(text)) return "Assignment to constant variable";
        if (Before().Match(text) is { Success: true } early) return $"Cannot access {(Known(early.Groups["name"].Value) is { } variable ? $"'{variable}'" : "a variable")} before initialization";
        if (React().Match(text) is { Success: true } code) return $"React error #{code.Groups["code"].Value}";
        return Whole().Match(text) is { Success: true } whole ? whole.Value : null;
    }

    private string? Known(string name) => names.Contains(name) ? name : null;

    // Such as data.rows.map: told as far as each of its names is known.
    private string? Path(string path) => path.Split('.') is var parts && parts.All(part => names.Contains(part)) ? path : null;

    [GeneratedRegex(@"^(?:(?:Type|Reference|Range|Syntax)Error: )+", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^Cannot (?<verb>read|set) properties of (?<of>undefined|null)(?: \((?<how>reading|setting) '(?<name>[A-Za-z_$][\w$]{0,60})'\))?", RegexOptions.CultureInvariant)]
    private static partial Regex Reading();

    [GeneratedRegex(@"^(?<name>[A-Za-z_$][\w$.]{0,80})(?:\(\.\.\.\))? is not (?<what>a function or its return value is not iterable|a function|a constructor|defined|iterable)$", RegexOptions.CultureInvariant)]
    private static partial Regex NotA();

    [GeneratedRegex(@"^Assignment to constant variable\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex Constant();

    [GeneratedRegex(@"^Cannot access '(?<name>[A-Za-z_$][\w$]{0,60})' before initialization$", RegexOptions.CultureInvariant)]
    private static partial Regex Before();

    // React's own list has fewer than six hundred; its arguments are left out.
    [GeneratedRegex(@"^Minified React error #(?<code>[1-5]?\d{1,2});", RegexOptions.CultureInvariant)]
    private static partial Regex React();

    [GeneratedRegex(@"^(?:Maximum call stack size exceeded|Invalid array length|Invalid time value|Invalid string length|Unexpected end of JSON input|Cannot convert undefined or null to object|Converting circular structure to JSON|Maximum update depth exceeded|Too many re-renders|Rendered (?:more|fewer) hooks than|Objects are not valid as a React child|Element type is invalid)", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    [GeneratedRegex(@"[A-Za-z_$][\w$]*", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
