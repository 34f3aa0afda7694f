using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>"Add a filter for X", "remove the X filter", "let me filter by X".</summary>
internal static class ControlEdit
{
    public static async Task<bool> TryAsync(Clause clause, EditDesk desk, CancellationToken cancellationToken)
    {
        var text = PromptText.Read(clause.Text);
        var isLetting = clause.Verb == EditVerb.Change && clause.Old is null && desk.Read("let " + clause.Text).Understanding.Controls.Count > 0;
        if (isLetting) clause = clause with { Text = "let " + clause.Text };
        else if (!text.Words.Any(word => word.IsAny("filter", "filters", "dropdown", "selector", "slicer", "picker")) || text.Words.Any(word => word.IsAny("to", "only"))) return false;
        var (_, understanding, mentions) = desk.Read(clause.Text);
        var wanted = understanding.Controls.Count > 0 ? understanding.Controls : mentions;
        var isRemoval = clause.Verb == EditVerb.Remove || text.Words.Any(word => word.IsAny("without", "no"));
        foreach (var mention in wanted)
        {
            if (isRemoval)
            {
                foreach (var filter in desk.Plan.Filters.Where(filter => mention.Candidates.Any(candidate => candidate.Field.Name == filter.Field && candidate.Score >= 0.5)).ToList())
                {
                    desk.Plan = desk.Plan with { Filters = [.. desk.Plan.Filters.Where(one => one.Name != filter.Name)] };
                    desk.Say($"the filter for {Wording.Lower(filter.Label)} is gone");
                }

                foreach (var condition in desk.Plan.Where.Where(condition => mention.Candidates.Any(candidate => candidate.Field.Name == condition.Field && candidate.Score >= 0.5)).ToList())
                {
                    desk.Plan = desk.Plan with { Where = [.. desk.Plan.Where.Where(one => one != condition)] };
                    desk.Say($"rows are no longer narrowed by {Wording.Lower(condition.Label)}");
                }
            }
            else if (mention.In(desk.Main.Name, candidate => candidate.Field is { IsMetric: false, IsTime: false })?.Field is { } field)
            {
                var filters = desk.Plan.Filters.ToList();
                FilterChoice.Add(filters, field, desk.Main);
                desk.Say(filters.Count > desk.Plan.Filters.Count ? $"there is a filter for {Wording.Lower(field.Label)}" : $"the filter for {Wording.Lower(field.Label)} was there already");
                desk.Plan = desk.Plan with { Filters = filters };
            }
            else
            {
                desk.Notes.Miss(mention.Text);
            }
        }

        await Task.CompletedTask;
        return wanted.Count > 0;
    }
}
