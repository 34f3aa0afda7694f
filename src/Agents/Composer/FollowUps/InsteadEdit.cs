using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>"Break it down by X instead": what the app is broken down by now gives way, wherever it stands.</summary>
internal static class InsteadEdit
{
    public static bool Try(PromptReading reading, Understanding understanding, EditDesk desk)
    {
        if (!reading.Text.Words.Any(word => word.IsAny("instead", "rather"))) return false;
        if (understanding.Wishes is [{ Metrics.Count: 1, Dimensions.Count: 0, Rank: null, Chart: null, HasTrend: false } figure]) return Figure(figure.Metrics[0], desk);
        if (understanding.Wishes is not [{ Metrics.Count: 0, Dimensions.Count: 1, Rank: null } wish]) return false;
        var wanted = wish.Dimensions[0];
        var leaving = desk.Plan.Widgets.Where(widget => widget.IsAsked).SelectMany(widget => widget.Dimensions).GroupBy(field => field.Name).OrderByDescending(group => group.Count()).Select(group => group.First()).FirstOrDefault();
        if (leaving is null || Targets.Means(wanted, leaving)) return false;
        var isDone = false;
        var title = desk.Plan.Title;
        foreach (var widget in desk.Plan.Widgets.Where(widget => widget.Dimensions.Any(field => field.Name == leaving.Name)).ToList())
        {
            if (desk.Find(widget.Explore) is not { } explore || wanted.In(explore.Name, candidate => candidate.Field is { IsMetric: false, IsTime: false })?.Field is not { } coming) continue;
            desk.Replace(widget, ChangeEdit.Exchange(widget, leaving, PlanField.Of(coming), isMetric: false));
            desk.Plan = desk.Plan with { Title = ChangeEdit.Retitled(title, leaving.Label, coming.Label) };
            if (desk.Plan.Filters.FirstOrDefault(filter => filter.Field == leaving.Name) is { } filter)
            {
                // What viewers could choose goes along.
                var filters = desk.Plan.Filters.Where(one => one != filter).ToList();
                if (filters.All(one => one.Field != coming.Name)) FilterChoice.Add(filters, coming, explore);
                desk.Plan = desk.Plan with { Filters = filters };
            }

            desk.Say($"{Wording.Lower(leaving.Label)} is replaced by {Wording.Lower(coming.Label)}");
            isDone = true;
        }

        return isDone;
    }

    /// <summary>"X instead" where X is a figure: the one that was asked for gives way.</summary>
    private static bool Figure(Mention wanted, EditDesk desk)
    {
        var asked = desk.Plan.Widgets.Where(widget => widget.IsAsked && widget.Metrics.Count > 0).ToList();
        var leaving = asked.Where(widget => widget.Chart != ChartKind.Kpi).Concat(asked).SelectMany(widget => widget.Metrics.Take(1)).GroupBy(field => field.Name).OrderByDescending(group => group.Count()).Select(group => group.First()).FirstOrDefault();
        return leaving is not null && !Targets.Means(wanted, leaving) && ChangeEdit.Exchanges(leaving, wanted, desk);
    }
}
