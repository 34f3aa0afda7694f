using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>Changes a plan as a follow-up prompt asks. What it does not name stays as it is.</summary>
internal sealed class FollowUpPlan(CatalogBook book, IValueSource source, DateOnly today)
{
    private readonly FieldFinder fields = new(book);
    private readonly PlanNotes notes = new();

    public async Task<PlanOutcome> ChangeAsync(AppPlan plan, string prompt, CancellationToken cancellationToken)
    {
        var text = SpellingCorrection.Correct(PromptText.Read(prompt), book);
        var desk = new EditDesk(plan, book, fields, source, today, notes);
        foreach (var clause in ClauseSplitter.Split(text).Take(12))
        {
            // Titles may hold anything, a colour or a chart word too: they are read first and alone.
            if (TitleEdit.Try(clause, desk) || await ControlEdit.TryAsync(clause, desk, cancellationToken)) continue;
            switch (clause.Verb)
            {
                case EditVerb.Remove:
                    if (!await ExcludesAsync(clause, desk, cancellationToken)) RemoveEdit.Apply(clause, desk);
                    break;
                case EditVerb.Add:
                    await AddEdit.ApplyAsync(clause, desk, cancellationToken);
                    break;
                default:
                    await ChangeEdit.ApplyAsync(clause, desk, cancellationToken);
                    break;
            }
        }

        if (desk.Done.Count == 0) return NothingDone(prompt);
        var before = plan.Widgets.ToDictionary(widget => widget.Name, StringComparer.Ordinal);
        var changed = await new Namesakes(source).TellApartAsync(
            desk.Finish(), desk.Find, widget => !before.TryGetValue(widget.Name, out var old) || old.Chart != widget.Chart || !old.Dimensions.SequenceEqual(widget.Dimensions), notes, cancellationToken);
        // What was said of an empty app before is not said again.
        if (changed.Range != plan.Range || !changed.Where.SequenceEqual(plan.Where)) await new Emptiness(source).SayAsync(changed, desk.Main, desk.TimeOf(desk.Main.Name), notes, cancellationToken);
        return new PlanOutcome.Planned(changed, desk.Done, notes, desk.Name);
    }

    /// <summary>"Drop X" where X is no part of the app but a value of its data: its rows are left out.</summary>
    private static async Task<bool> ExcludesAsync(Clause clause, EditDesk desk, CancellationToken cancellationToken)
    {
        var (reading, _, mentions) = desk.Read(clause.Text);
        if (clause.Text.Length == 0 || reading.Text.Count > 5 || reading.Marks.All.Any(mark => mark is not (Mark.Joint or Mark.Protected))) return false;
        // "the lost ones", "lost deals": of the things that the app is about, those with the value.
        var things = mentions.Where(mention => Surroundings.IsThing(mention) && mention.To == reading.Text.Count).ToList();
        if (mentions.Count > things.Count) return false;
        var words = reading.Text.Words.Where((word, at) => word.Kind is WordKind.Word or WordKind.Quoted && !NameWords.IsSilent(word.Text) && !word.IsAny("ones", "rows", "entries", "records", "all", "any", "everything", "anything") && !things.Exists(mention => mention.From <= at && at < mention.To)).ToList();
        if (words.Count == 0 || await new ValueFinder(desk.Source).FindExactAsync(desk.Main, words, isQuick: false, field: null, cancellationToken) is null) return false;
        await ChangeEdit.ApplyAsync(new Clause(EditVerb.Change, "excluding " + string.Join(' ', words.Select(word => word.Text))), desk, cancellationToken);
        return true;
    }

    private PlanOutcome.Declined NothingDone(string prompt)
    {
        var missing = notes.Unknown.Count > 0 ? $"The data has nothing about {Wording.List(notes.Unknown.Take(5).Select(word => $"“{word}”"))}. " : prompt.Trim().Length == 0 || notes.Assumptions.Count > 0 ? "" : "I did not understand what to change. ";
        var said = notes.Assumptions.Count > 0 ? string.Join(' ', notes.Assumptions) + " " : "";
        return new PlanOutcome.Declined(
            $"{missing}{said}The app stays as it is. You can change the kind of a chart, the grain, the range of time or the comparison, add or remove figures, breakdowns, tables, filters and pages, narrow to values, set top so many, and change title or colour.");
    }
}
