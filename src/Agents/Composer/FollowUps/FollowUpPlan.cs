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
                    RemoveEdit.Apply(clause, desk);
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
        return new PlanOutcome.Planned(desk.Finish(), desk.Done, notes);
    }

    private PlanOutcome.Declined NothingDone(string prompt)
    {
        var missing = notes.Unknown.Count > 0 ? $"The data has nothing about {Wording.List(notes.Unknown.Take(5).Select(word => $"“{word}”"))}. " : prompt.Trim().Length == 0 ? "" : "I did not understand what to change. ";
        var said = notes.Assumptions.Count > 0 ? string.Join(' ', notes.Assumptions) + " " : "";
        return new PlanOutcome.Declined(
            $"{missing}{said}The app stays as it is. You can change the kind of a chart, the grain, the range of time or the comparison, add or remove figures, breakdowns, tables, filters and pages, narrow to values, set top so many, and change title or colour.");
    }
}
