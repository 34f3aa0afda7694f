using Vitrine.Builds.Gates;

namespace Vitrine.Agents.Tools.Fixing;

/// <summary>A <c>&gt;</c> or <c>}</c> in the text of a component, which JSX takes for its own.</summary>
internal sealed class UnescapedTextFixer : ISourceFixer
{
    public (string Text, string Note)? Mend(string path, string text, IReadOnlyList<GateDiagnostic> findings, IReadOnlyDictionary<string, string> exports)
    {
        var lines = text.Split('\n');
        var count = 0;
        // From the end of a line to its beginning, so that places stay true.
        foreach (var finding in findings.Where(finding => finding is { Code: "types.ts1381" or "types.ts1382", Line: > 0, Column: > 0 }).DistinctBy(finding => (finding.Line, finding.Column)).OrderByDescending(finding => finding.Column))
        {
            if (finding.Line > lines.Length) continue;
            var (line, at) = (lines[finding.Line!.Value - 1], finding.Column!.Value - 1);
            if (at >= line.Length || line[at] != (finding.Code == "types.ts1382" ? '>' : '}')) continue;
            lines[finding.Line.Value - 1] = $"{line[..at]}{{\"{line[at]}\"}}{line[(at + 1)..]}";
            count++;
        }

        return count == 0 ? null : (string.Join('\n', lines), $"{path}: escaped {count} {(count == 1 ? "sign" : "signs")} in text");
    }
}
