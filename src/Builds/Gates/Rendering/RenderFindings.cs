using System.Text.RegularExpressions;

namespace Vitrine.Builds.Gates.Rendering;

/// <summary>Makes findings of what a page did by itself: errors, violations, questions that were refused.</summary>
internal static partial class RenderFindings
{
    private const string Gate = "render", Stopped = "The page's policy stopped something.";

    // What the console, the page and the app's own frame put before the same words.
    private static readonly string[] Prefixes = ["Uncaught (in promise) ", "Uncaught ", "TypeError: ", "ReferenceError: ", "RangeError: ", "SyntaxError: ", "Error: "];

    public static IEnumerable<GateDiagnostic> Of(IReadOnlyList<BridgeEntry> events, GatePage page, EngineWords engine)
    {
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in events)
        {
            if (Of(entry, engine) is { } finding && told.Add(finding.Message)) yield return finding;
            if (entry is { Kind: "error", Message: { } text }) told.Add(Plain(text));
        }

        foreach (var error in page.PageErrors.Select(Plain).Where(told.Add))
            yield return Uncaught(error, engine);
        foreach (var address in page.Routes.Refused)
            yield return GateDiagnostic.Error(Gate, "render.blocked-request", $"The app tried to reach {address}.", "Apps have no network: ask for data with useQuery.") with { WithoutData = "The app tried to reach another host." };
        foreach (var text in page.ConsoleErrors)
        {
            var plain = Plain(text);
            if (told.Contains(plain) || IsOfBrowser(text) || !told.Add(plain)) continue;
            yield return IsViolation(text)
                ? GateDiagnostic.Error(Gate, "render.csp-violation", $"The page's policy stopped something: {plain}", "Nothing may be loaded or run from elsewhere.") with { WithoutData = Stopped }
                : GateDiagnostic.Error(Gate, "render.console-error", $"An error was written to the console: {plain}", "Mend what it says; an app that works writes no errors.") with { WithoutData = engine.Of(plain) is { } known ? $"An error was written to the console: {known}" : "An error was written to the console." };
        }
    }

    private static GateDiagnostic Uncaught(string error, EngineWords engine)
        => GateDiagnostic.Error(Gate, "render.uncaught-error", $"Uncaught: {error}", "Find what throws and handle the case.") with { WithoutData = engine.Of(error) is { } known ? $"Uncaught: {known}" : "The app throws an error that it does not catch." };

    private static GateDiagnostic? Of(BridgeEntry entry, EngineWords engine) => entry switch
    {
        { Kind: "error", Message: { } message } => Uncaught(Plain(message), engine),
        { Kind: "violation" } => GateDiagnostic.Error(Gate, "render.csp-violation", $"The page's policy stopped something: {entry.Code} {entry.Message}".TrimEnd(), "Nothing may be loaded or run from elsewhere.") with { WithoutData = Stopped },
        { Kind: "answer", Ok: false, Code: "cancelled" } => null,
        { Kind: "answer", Ok: false, Type: "query" or "values" or "underlying" } => GateDiagnostic.Error(
            Gate, "render.query-failed", $"{(entry.Type == "values" ? "The options of" : "The question")} {entry.Subject} {(entry.Type == "values" ? "were" : "was")} refused: {entry.Message}", "Ask only for what src/queries.yml declares, with arguments that it allows.") with
        { WithoutData = entry.Type == "values" ? "The options of a filter were refused." : "A question of the app was refused." },
        { Kind: "answer", Ok: false, Code: "unsupported" } => GateDiagnostic.Warning(Gate, "render.unsupported", $"The page does not answer '{entry.Type}'.") with { WithoutData = "The page does not answer one of the app's messages." },
        { Kind: "dropped", Message: { } why } => GateDiagnostic.Error(Gate, "render.bad-message", $"The app sent a message that the page does not take: {why}.", "Use the kit's functions; do not speak to the page directly.") with { WithoutData = "The app sent a message that the page does not take." },
        _ => null,
    };

    private static bool IsViolation(string text) => text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase) || text.Contains("Permissions policy", StringComparison.OrdinalIgnoreCase);

    // A refused question is told once, by its name; the browser's line about the response adds nothing.
    private static bool IsOfBrowser(string text) => text.StartsWith("Failed to load resource", StringComparison.Ordinal);

    private static string Plain(string text)
    {
        var line = Spaces().Replace(text.Split('\n')[0], " ").Trim();
        foreach (var prefix in Prefixes)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)) line = line[prefix.Length..];
        }

        return line.Length > 300 ? line[..300] + "…" : line;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
