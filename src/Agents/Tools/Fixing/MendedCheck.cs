using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;

namespace Vitrine.Agents.Tools.Fixing;

/// <summary>A check that first mends what has only one remedy, for agents that would have to be asked for it.</summary>
internal static class MendedCheck
{
    // A compiler tells some faults only when those before them are gone.
    private const int MostRounds = 3;

    private static readonly ISourceFixer[] Fixers = [new ImportFixer(), new UnescapedTextFixer(), new UnusedImportFixer()];

    /// <summary>The outcome, and what was mended on the way; empty for nothing.</summary>
    public static async Task<(CheckOutcome Outcome, IReadOnlyList<string> Notes)> RunAsync(ToolContext context, CheckScope scope, CancellationToken cancellationToken)
    {
        var outcome = await context.Checks.RunAsync(scope, cancellationToken);
        var notes = new List<string>();
        for (var round = 0; round < MostRounds && context.IsLanguageModel && outcome.Report.Status == GateStatus.Failed; round++)
        {
            var (mended, said) = Mend(context.Files.Source, outcome.Report.Diagnostics, context.Exports);
            if (said.Count == 0) break;
            foreach (var (path, text) in mended) await context.Files.WriteAsync(path, text, cancellationToken);
            notes.AddRange(said);
            outcome = await context.Checks.RunAsync(scope, cancellationToken);
        }

        return (outcome, notes);
    }

    /// <summary>The files that change, and what changes in them.</summary>
    public static (IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<string> Notes) Mend(AppSource source, IReadOnlyList<GateDiagnostic> findings, IReadOnlyDictionary<string, string> exports)
    {
        var (files, notes) = (new List<(string Path, string Text)>(), new List<string>());
        foreach (var group in findings.Where(finding => finding.File is not null && finding.File.EndsWith(".tsx", StringComparison.Ordinal)).GroupBy(finding => finding.File!, StringComparer.Ordinal))
        {
            if (source.Files.GetValueOrDefault(group.Key) is not { } text) continue;
            var mended = text;
            var said = new List<string>();
            foreach (var fixer in Fixers)
            {
                // What stands unused is only swept up where something else is mended.
                if (fixer is UnusedImportFixer && said.Count == 0) continue;
                if (fixer.Mend(group.Key, mended, [.. group], exports) is not { } step) continue;
                mended = step.Text;
                said.Add(step.Note);
            }

            if (said.Count == 0 || source.Problem(group.Key, mended) is not null) continue;
            files.Add((group.Key, mended));
            notes.AddRange(said);
        }

        return (files, notes);
    }
}
