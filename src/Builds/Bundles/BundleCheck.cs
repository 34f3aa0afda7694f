using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Primitives;
using Vitrine.Serving.Documents;

namespace Vitrine.Builds.Bundles;

/// <summary>
/// What came out of the sandbox, held to the bytes: sizes, form, and what it imports. The last is read from the script itself, where the
/// bundler passes the template's globals to the function that wraps the app, and not from what the worker says.
/// </summary>
internal static partial class BundleCheck
{
    /// <summary>In UTF-8 bytes. The largest composed app has a tenth of it.</summary>
    public const int MostScriptBytes = 512 << 10;

    /// <summary>In UTF-8 bytes, the kit's share included.</summary>
    public const int MostCssBytes = 256 << 10;

    public static Result Run(AppTemplate template, string script, string css)
    {
        var problems = new List<Diagnostic>();
        CheckSize(script, MostScriptBytes, "script", problems);
        CheckSize(css, MostCssBytes, "stylesheet", problems);
        // Whatever else is wrong with it: a sandbox may send much more.
        if (problems.Count > 0) return new Result([], problems);
        var imports = Imports(template, script, problems);
        if (DynamicImport().IsMatch(script)) problems.Add(new("build.dynamic-import", "The built script loads a module while it runs.", Hint: "Import it at the top of the file: an app is one script."));
        foreach (var at in CssAddress().Matches(css).Take(3))
            problems.Add(new("build.outside-address", $"The stylesheet fetches from elsewhere: {at.Value[..Math.Min(at.Value.Length, 80)]}.", Hint: "An app has no network. Use the theme's colours, or an image as data: of a few kilobytes."));
        return new Result(imports, problems);
    }

    private static void CheckSize(string text, int most, string name, List<Diagnostic> problems)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        if (size > most) problems.Add(new("build.too-large", $"The app's {name} has {size:N0} bytes; {most:N0} are allowed.", Hint: "Data belongs into contracts, not into the source."));
    }

    private static List<string> Imports(AppTemplate template, string script, List<Diagnostic> problems)
    {
        if (Wrapped().Match(script) is not { Success: true } wrapped)
        {
            problems.Add(new("build.bad-script", "The built script is not one function over the template's modules."));
            return [];
        }

        var imports = new List<string>();
        var byGlobal = template.Specifiers.GroupBy(entry => entry.Value.Global, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Key, StringComparer.Ordinal);
        foreach (var global in wrapped.Groups["globals"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (byGlobal.TryGetValue(global, out var specifier)) imports.Add(specifier);
            else problems.Add(new("build.unknown-import", $"The built script uses '{global[..Math.Min(global.Length, 60)]}', which is no module of the template."));
        }

        return imports;
    }

    public sealed record Result(IReadOnlyList<string> Imports, IReadOnlyList<Diagnostic> Problems);

    [GeneratedRegex(@"^\(function\([\w$, ]*\)\s*\{.*\}\)\((?<globals>[\w$., ]*)\);?\s*$", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Wrapped();

    [GeneratedRegex(@"(?<![\w$.])import\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex DynamicImport();

    // Spaces are taken once and for all: to try each number of them takes minutes for what fits into a stylesheet. The limit would be a fault, and is none that is met.
    [GeneratedRegex("""@import|(?<![\w-])(?:url|src|image|image-set)\((?>\s*)["']?(?!\s*["']?(?:data:|#))[^)]{0,80}""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CssAddress();
}
