using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Vitrine.Builds.Workspaces.Worker;

/// <summary>
/// Brings answers of the worker into form. They come out of the sandbox, so nothing of them is believed: forms, numbers and sizes are
/// checked, files are those that the app has, texts are cut and have no control characters.
/// </summary>
internal static partial class WorkerReading
{
    private const int MostFindings = 100, LongestText = 600, LongestHint = 300;

    /// <exception cref="InvalidDataException">The answer has not the form of a build.</exception>
    public static WorkerBuild Build(JsonElement answer, IReadOnlyCollection<string> files)
        => new(Text(answer, "script"), Text(answer, "css"), Findings(answer, files, "build.failed"), Number(answer, "milliseconds") ?? 0);

    /// <exception cref="InvalidDataException">The answer has not the form of findings.</exception>
    public static IReadOnlyList<WorkerFinding> Findings(JsonElement answer, IReadOnlyCollection<string> files, string otherCode)
    {
        if (!answer.TryGetProperty("findings", out var list) || list.ValueKind != JsonValueKind.Array) throw new InvalidDataException("findings");
        var findings = new List<WorkerFinding>();
        foreach (var item in list.EnumerateArray().Take(MostFindings))
        {
            if (item.ValueKind != JsonValueKind.Object) throw new InvalidDataException("findings");
            var code = Text(item, "code");
            var file = Text(item, "file");
            var line = Number(item, "line");
            findings.Add(new WorkerFinding(
                code is not null && Code().IsMatch(code) ? code : otherCode,
                file is not null && files.Contains(file) ? file : null,
                line,
                line is null ? null : Number(item, "column"),
                Clean(Text(item, "message") ?? "It failed without saying why.", LongestText),
                Text(item, "hint") is { Length: > 0 } hint ? Clean(hint, LongestHint) : null,
                Text(item, "severity") == "warning"));
        }

        return findings;
    }

    private static string? Text(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // It is no text, or one with half of a character in it.
            throw new InvalidDataException(name);
        }
    }

    private static int? Number(JsonElement item, string name)
        => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= 0 and < 10_000_000 ? number : null;

    /// <summary>The text, cut, without what moves a terminal's cursor or ends a line of a file.</summary>
    public static string Clean(string text, int longest)
    {
        var clean = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            if (clean.Length >= longest) return clean.Append('…').ToString();
            if (rune.Value == '\n') clean.Append('\n');
            else if (Rune.IsControl(rune)) clean.Append(' ');
            else clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }

    [GeneratedRegex(@"^(?:build|types)\.[a-z][a-z0-9-]{1,40}$")]
    private static partial Regex Code();
}
