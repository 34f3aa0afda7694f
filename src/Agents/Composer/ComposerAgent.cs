using System.Globalization;
using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.FollowUps;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;
using Vitrine.Agents.Composer.Working;
using Vitrine.Agents.Composer.Writing;
using Vitrine.Builds;
using Vitrine.Builds.Gates;

namespace Vitrine.Agents.Composer;

/// <summary>
/// The coding agent that needs no model: it reads the prompt and the catalog, plans, writes contracts and components from the plan, and takes them through the gates. Everything it
/// knows of a project it reads from that project.
/// </summary>
public sealed class ComposerAgent : ICodingAgent
{
    private const int MostRepairs = 3;

    /// <inheritdoc/>
    public string Name => "composer";

    /// <inheritdoc/>
    public bool IsLanguageModel => false;

    /// <inheritdoc/>
    public async Task<AgentEnding> RunAsync(AgentTask task, ToolBox tools, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(tools);
        var ending = await WorkAsync(task, tools, cancellationToken);
        if (task.Attachments.Count == 0) return ending;
        // Said at the end, where it is read: a person who attached a sketch has to know why nothing of it is there.
        return ending switch
        {
            AgentEnding.Finished finished => finished with { Summary = $"{Blind}\n\n{finished.Summary}" },
            AgentEnding.Declined declined => new AgentEnding.Declined($"{Blind} {declined.Message}"),
            _ => ending,
        };
    }

    private static async Task<AgentEnding> WorkAsync(AgentTask task, ToolBox tools, CancellationToken cancellationToken)
    {
        // 1 What there is.
        await task.Events.StepAsync("Reading the catalog", cancellationToken);
        var context = task.Project.ContextFor(task.Author);
        var book = CatalogReader.Read(task.Project.Layer, context.Identity, new FieldTrial(task.Project, context).Works);
        var values = new ToolValues(tools);
        var today = Today(task);

        // 2 What is wanted.
        await task.Events.StepAsync("Understanding the prompt", cancellationToken);
        var earlier = PlanJson.Read(task.PlanJson);
        if (!task.IsNewApp && earlier is null) return new AgentEnding.Declined(NotMine);
        var outcome = earlier is null
            ? await new NewPlan(book, values, today).PlanAsync(task.Prompt, TemplateOf(task.Kind), cancellationToken)
            : await new FollowUpPlan(book, values, today).ChangeAsync(earlier, task.Prompt, cancellationToken);
        if (outcome is PlanOutcome.Declined declined) return new AgentEnding.Declined(declined.Message);
        var planned = (PlanOutcome.Planned)outcome;

        // 3 What follows for the files.
        var before = earlier is null ? new Dictionary<string, string>() : AppWriter.Write(earlier).ToDictionary(file => file.Key, file => file.Value);
        var changes = FileChanges.Between(before, AppWriter.Write(planned.Plan), task.Source.Files);
        if (!changes.IsPossible) return new AgentEnding.Declined(ByHand(changes));
        await task.Events.PlanAsync(PlanJson.Write(planned.Plan), cancellationToken);
        foreach (var note in planned.Notes.Assumptions) await task.Events.TextAsync(note, cancellationToken);

        // 4 Written, checked, mended where a card fails.
        await task.Events.StepAsync("Writing the app", cancellationToken);
        await WriteAsync(changes, tools, cancellationToken);
        return await CheckAsync(task, tools, planned with { Name = planned.Name ?? Spelled(task, book) }, before, changes, earlier is null, cancellationToken);
    }

    private static async Task<AgentEnding> CheckAsync(
        AgentTask task, ToolBox tools, PlanOutcome.Planned planned, Dictionary<string, string> before, FileChanges changes, bool isNew, CancellationToken cancellationToken)
    {
        var plan = planned.Plan;
        var left = new List<string>();
        for (var repairs = 0; ; repairs++)
        {
            await task.Events.StepAsync(repairs == 0 ? "Checking the app" : "Checking again", cancellationToken);
            var check = await tools.FinishAsync(cancellationToken);
            if (check.Report.Status != GateStatus.Failed)
                return new AgentEnding.Finished(Summary.Of(planned, plan, isNew, left, changes), PlanJson.Write(plan), check, planned.Name);
            if (repairs >= MostRepairs || PlanRepair.Mend(plan, check.Report) is not { } mended) return new AgentEnding.GaveUp("composer.checks-failed", Failure(check));
            var written = AppWriter.Write(plan).ToDictionary(file => file.Key, file => file.Value);
            plan = mended.Plan;
            left.AddRange(mended.Left);
            await task.Events.TextAsync($"{Wording.Upper(Wording.List(mended.Left))} did not pass, so the app goes on without.", cancellationToken);
            await task.Events.PlanAsync(PlanJson.Write(plan), cancellationToken);
            var repair = FileChanges.Between(written, AppWriter.Write(plan), tools.Source.Files);
            await WriteAsync(repair, tools, cancellationToken);
        }
    }

    private static async Task WriteAsync(FileChanges changes, ToolBox tools, CancellationToken cancellationToken)
    {
        foreach (var (path, text) in changes.Writes) await tools.WriteFileAsync(path, text, cancellationToken);
        foreach (var path in changes.Deletes) await tools.DeleteFileAsync(path, cancellationToken);
    }

    /// <summary>A new app is called as its prompt begins; slips of the keyboard that were read as what was meant do not stay in its name.</summary>
    private static string? Spelled(AgentTask task, CatalogBook book)
    {
        if (!task.IsNewApp || task.AppName != Turns.PromptText.NameFor(task.Prompt)) return null;
        var text = SpellingCorrection.Correct(PromptText.Read(task.Prompt), book);
        var corrected = text.Original;
        foreach (var word in text.Words.Where(word => word.Written is not null).OrderByDescending(word => word.Start)) corrected = corrected[..word.Start] + word.Text + corrected[(word.Start + word.Length)..];
        return corrected == text.Original ? null : Turns.PromptText.NameFor(corrected);
    }

    private static string Blind => "I cannot see pictures; what was attached was left aside, and I went by the words alone.";

    private static string NotMine
        => "This app was not made from a plan of the composer, so it cannot change it. Publishing, restoring an older version and editing its code still work; a new app can be made from a prompt.";

    private static string ByHand(FileChanges changes)
        => $"{Wording.List(changes.Kept)} was changed by hand in the place that this prompt would change, so nothing was overwritten. Prompts that touch other places still work; or restore the version before the change by hand and prompt again.";

    private static string Failure(CheckOutcome check)
    {
        var first = check.Report.Diagnostics.FirstOrDefault(finding => finding.Severity == Primitives.DiagnosticSeverity.Error);
        return string.Create(CultureInfo.InvariantCulture, $"The app was written, but it does not pass its checks: {first?.Message ?? "see the Problems tab."} The Problems tab says where.");
    }

    /// <summary>A template that was chosen wins over words of the prompt; a dashboard is what is chosen by choosing nothing.</summary>
    private static TemplateWord? TemplateOf(AppKind kind) => kind switch
    {
        AppKind.Slides => TemplateWord.Slides,
        AppKind.Report => TemplateWord.Report,
        AppKind.Dashboard or AppKind.Custom => null,
        _ => throw new InvalidOperationException($"Unknown kind of app {kind}."),
    };

    private static DateOnly Today(AgentTask task)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(task.Project.Settings.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(task.Project.Now, zone).DateTime);
    }
}
