using System.Text.RegularExpressions;
using Vitrine.Builds.Gates;

namespace Vitrine.Agents.Tools.Fixing;

/// <summary>Names of the kit, its charts or React that are used without an import, or imported from the wrong one of the three.</summary>
internal sealed partial class ImportFixer : ISourceFixer
{
    public (string Text, string Note)? Mend(string path, string text, IReadOnlyList<GateDiagnostic> findings, IReadOnlyDictionary<string, string> exports)
    {
        var mended = text;
        var names = new List<string>();
        foreach (var finding in findings)
        {
            if (Missing(finding) is { } missing && exports.TryGetValue(missing, out var from)) mended = ImportList.Add(mended, missing, from);
            else if (Misplaced(finding) is { } misplaced && exports.TryGetValue(misplaced.Name, out var home) && home != misplaced.From && exports.Values.Contains(misplaced.From)) mended = ImportList.Add(Without(mended, misplaced.Name, misplaced.From), misplaced.Name, home);
            else continue;
            names.Add(Missing(finding) ?? Misplaced(finding)!.Value.Name);
        }

        return mended == text ? null : (mended, $"{path}: imported {string.Join(", ", names.Distinct())}");
    }

    private static string Without(string text, string name, string from)
        => ImportList.Of(text).FirstOrDefault(entry => entry.From == from && entry.Names.Contains(name)) is { } entry ? ImportList.With(text, entry, [.. entry.Names.Where(known => known != name)]) : text;

    // Cannot find name 'DataTable'. (2552 adds what might have been meant.)
    private static string? Missing(GateDiagnostic finding)
        => finding.Code is "types.ts2304" or "types.ts2552" && Unknown().Match(finding.Message) is { Success: true } match ? match.Groups[1].Value : null;

    // Module '"@vitrine/kit"' has no exported member 'LineChart'.
    private static (string Name, string From)? Misplaced(GateDiagnostic finding)
    {
        if (finding.Code is "types.ts2305" or "types.ts2724" && Member().Match(finding.Message) is { Success: true } type) return (type.Groups[2].Value, type.Groups[1].Value);
        return finding.Code == "build.missing-export" && Export().Match(finding.Message) is { Success: true } build ? (build.Groups[2].Value, build.Groups[1].Value) : null;
    }

    [GeneratedRegex(@"^Cannot find name '(\w+)'\.")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"'""([^""]+)""' has no exported member (?:named )?'(\w+)'")]
    private static partial Regex Member();

    [GeneratedRegex(@"^'([^']+)' does not export (\w+)\.")]
    private static partial Regex Export();
}
