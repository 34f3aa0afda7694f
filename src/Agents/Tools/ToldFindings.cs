using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Projects;

namespace Vitrine.Agents.Tools;

/// <summary>
/// What a language model that may not see rows is told of a finding. Gates that run the app quote what it shows, throws and writes, which may be the data itself; of those the model gets the server's own sentence, and
/// a place only where the app has it.
/// </summary>
internal static class ToldFindings
{
    private const string Untold = "What this finding quotes may hold rows of the data, which this project does not let a language model see.";

    // They look at files and the catalog alone.
    private static readonly string[] WithoutRows = ["contracts", "types", "build"];

    /// <summary>The finding as whoever works with these tools may see it.</summary>
    public static GateDiagnostic Of(GateDiagnostic finding, ToolContext context)
    {
        if (!context.IsLanguageModel || context.Project.Settings.DataExposure >= DataExposure.Rows || WithoutRows.Contains(finding.Gate)) return finding;
        var (file, line) = Place(finding, context.Source);
        // A line is left out where it would tell which number of many is a value.
        if (finding.Code == "queries.copied-number") line = null;
        var hint = finding.Gate == "accessibility" || finding.WithoutData is null ? null : finding.Hint;
        return finding with { Message = finding.WithoutData ?? Untold, Hint = hint, File = file, Line = line, Column = null };
    }

    // Stamps of elements come out of the app's own frame.
    private static (string? File, int? Line) Place(GateDiagnostic finding, AppSource source)
    {
        if (finding.File is not { } file || !source.Files.TryGetValue(file, out var text)) return (null, null);
        return (file, finding.Line is { } line && line <= AppFiles.Lines(text) ? line : null);
    }
}
