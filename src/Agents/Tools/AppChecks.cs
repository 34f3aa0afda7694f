using System.Globalization;
using System.Threading.Channels;
using Vitrine.Agents.Turns;
using Vitrine.Agents.Workbenches;
using Vitrine.Builds;
using Vitrine.Builds.Gates;
using Vitrine.Builds.Workspaces;
using Vitrine.Primitives;
using Vitrine.Storage;

namespace Vitrine.Agents.Tools;

/// <summary>Takes the files of a turn through the gates, tells what they say, and counts repairs.</summary>
/// <param name="files">The files.</param>
/// <param name="bench">Where they are checked.</param>
/// <param name="request">Against what, and for whom.</param>
/// <param name="tell">Told of what happens, as an event.</param>
/// <param name="move">Told of the turn's state.</param>
/// <param name="blobs">Where what was built is kept.</param>
/// <param name="objects">Where pictures are kept.</param>
/// <param name="settings">How many repairs there are.</param>
internal sealed class AppChecks(
    AppFiles files, IWorkbench bench, CheckRequest request, Func<string, object, CancellationToken, Task> tell, Func<TurnState, CancellationToken, Task> move, VersionBlobs blobs, IObjectStore objects, TurnSettings settings)
{
    /// <summary>The last check, whichever files it was of.</summary>
    public CheckOutcome? Last { get; private set; }

    /// <summary>Where the parts of the last check were stored; null when nothing was built.</summary>
    public StoredBlobs? Stored { get; private set; }

    /// <summary>Repairs that were begun.</summary>
    public int Repairs { get; set; }

    /// <summary>What the last failed finish found; null without one.</summary>
    public string? Findings { get; set; }

    private int Revision { get; set; } = -1;

    private CheckScope Scope { get; set; }

    /// <summary>Whether this is the last check, whole, of the files as they are.</summary>
    public bool IsCurrent(CheckOutcome outcome) => ReferenceEquals(outcome, Last) && Scope == CheckScope.Full && Revision == files.Revision;

    public async Task<CheckOutcome> RunAsync(CheckScope scope, CancellationToken cancellationToken)
    {
        if (Last is { } known && Revision == files.Revision && Scope >= scope) return known;
        var (source, revision) = (files.Source, files.Revision);
        await move(TurnState.Checking, cancellationToken);
        var progress = Channel.CreateUnbounded<GateProgress>(new UnboundedChannelOptions { SingleReader = true });
        var telling = TellAsync(source, progress.Reader, cancellationToken);
        CheckOutcome outcome;
        try
        {
            outcome = await bench.CheckAsync(source, request with { Scope = scope }, new Progress(progress.Writer), cancellationToken);
        }
        finally
        {
            progress.Writer.Complete();
            await telling.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        await telling;
        (Last, Revision, Scope, Stored) = (outcome, revision, scope, null);
        await tell(TurnEventKinds.Diagnostics, new { items = outcome.Report.Diagnostics.Select(DiagnosticForm.Of) }, cancellationToken);
        if (outcome.Document is not null) Stored = await blobs.StoreAsync(source, outcome, cancellationToken);
        foreach (var shot in outcome.Screenshots)
        {
            var blob = await objects.PutAsync(shot.Png, cancellationToken);
            await tell(TurnEventKinds.Screenshot, new { name = shot.Name, blob = blob.Hex, width = shot.Width }, cancellationToken);
        }

        await move(TurnState.Generating, cancellationToken);
        return outcome;
    }

    public async Task<CheckOutcome> FinishAsync(CancellationToken cancellationToken)
    {
        var outcome = await RunAsync(CheckScope.Full, cancellationToken);
        if (outcome.Report.Status != GateStatus.Failed) return outcome;
        var errors = outcome.Report.Diagnostics.Where(finding => finding.Severity == DiagnosticSeverity.Error).ToList();
        var findings = string.Join(' ', errors.Select(finding => finding.Hash).Order(StringComparer.Ordinal));
        if (findings == Findings)
            throw new RefusalException("turns.no-progress", $"The last repair changed nothing about what the gates find.{First(errors)} Say in a prompt how to go on.", RefusalKind.Conflict);
        Findings = findings;
        if (++Repairs > settings.Repairs)
            throw new RefusalException("turns.repairs-spent", $"After {settings.Repairs} repairs the app still does not pass its gates.{First(errors)} Say in a prompt how to go on.", RefusalKind.Conflict);
        return outcome;
    }

    // A turn that changed nothing makes no version, whose problems one could look at.
    private static string First(List<GateDiagnostic> errors)
    {
        if (errors is not [var first, ..]) return "";
        var place = first.File is null ? "" : first.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $" of {first.File}:{line}") : $" of {first.File}";
        return $" {(errors.Count == 1 ? "The" : string.Create(CultureInfo.InvariantCulture, $"The first of {errors.Count} faults: the"))} {first.Gate} gate says{place}: {first.Message.TrimEnd('.')}.";
    }

    public async Task<Screenshot?> PictureAsync(string name, CancellationToken cancellationToken)
    {
        var outcome = await RunAsync(CheckScope.Full, cancellationToken);
        return outcome.Screenshots.FirstOrDefault(shot => shot.Name == name);
    }

    private async Task TellAsync(AppSource source, ChannelReader<GateProgress> progress, CancellationToken cancellationToken)
    {
        await foreach (var gate in progress.ReadAllAsync(cancellationToken))
        {
            var status = gate.Status is { } known ? known.ToString().ToLowerInvariant() : "running";
            await tell(TurnEventKinds.Gate, new { gate = gate.Gate, status, milliseconds = gate.Milliseconds, findings = gate.Findings }, cancellationToken);
            if (gate.Built is not { } built) continue;
            // Whoever prompted sees it while the other gates run.
            var stored = await blobs.StoreAsync(source, built, cancellationToken);
            await tell(TurnEventKinds.Preview, new { bundle = stored.Bundle?.Hex, source = stored.Source.Hex }, cancellationToken);
        }
    }

    private sealed class Progress(ChannelWriter<GateProgress> writer) : IProgress<GateProgress>
    {
        public void Report(GateProgress value) => writer.TryWrite(value);
    }
}
