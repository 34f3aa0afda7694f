using Vitrine.Agents.Composer.Planning;

namespace Vitrine.Agents.Composer.Working;

/// <summary>What is told at the end, in plain words: what was built, how it was understood, what was not.</summary>
internal static class Summary
{
    public static string Of(PlanOutcome.Planned planned, AppPlan plan, bool isNew, IReadOnlyList<string> left, FileChanges changes)
    {
        var parts = new List<string>
        {
            isNew ? $"I built “{plan.Title}”: {Wording.List(planned.Done)}." : $"{Wording.Upper(Wording.List(planned.Done))}.",
        };
        if (isNew && plan.Filters.Count > 0) parts.Add($"Viewers can filter by {Wording.List(plan.Filters.Select(filter => Wording.Lower(filter.Label)))}.");
        // What a word was read as says it already.
        var unsaid = plan.Where.Where(condition => !planned.Notes.SaysValuesOf(condition.Label)).ToList();
        if (isNew && unsaid.Count > 0) parts.Add($"Only rows {Wording.List(unsaid.Select(Titles.With))} count.");
        parts.AddRange(planned.Notes.Assumptions);
        parts.AddRange(planned.Notes.Unknown.Select(planned.Notes.SaidElsewhere).OfType<string>());
        var unknown = planned.Notes.Unknown.Where(word => planned.Notes.SaidElsewhere(word) is null).ToList();
        if (unknown.Count > 0) parts.Add($"I did not understand {Wording.List(unknown.Take(8).Select(word => $"“{word}”"))}: nothing in the data is called so, and it was left out.");
        if (left.Count > 0) parts.Add($"{Wording.Upper(Wording.List(left))} did not pass the checks and was left out.");
        if (changes.Merged.Count > 0) parts.Add($"What was changed by hand in {Wording.List(changes.Merged)} is kept.");
        if (changes.Kept.Count > 0) parts.Add($"{Wording.Upper(Wording.List(changes.Kept))} was changed by hand in the same place, so it stays as it is.");
        return string.Join(' ', parts.Distinct());
    }
}
