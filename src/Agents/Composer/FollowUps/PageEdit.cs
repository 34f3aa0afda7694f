using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.FollowUps;

/// <summary>Changes of the page as a whole.</summary>
internal static class PageEdit
{
    public static void Range(TimeRange range, EditDesk desk)
    {
        if (desk.Plan.Range is null)
        {
            desk.Notes.Assume("The app's data has no date, so no range of time applies.");
            return;
        }

        var isOpen = range is { Kind: TimeRangeKind.Between } and ({ To: null } or { From: null });
        desk.Plan = desk.Plan with { Range = Coverage.Closed(range, desk.Today, desk.Notes), Compare = isOpen || range.Kind is TimeRangeKind.All or TimeRangeKind.Next ? null : desk.Plan.Compare };
        if (desk.Plan.Compare is null) desk.Plan = ComparedCards.Apply(desk.Plan);
        desk.Say($"the page opens with {range.Describe()}");
    }

    public static void Compare(Comparison compare, EditDesk desk)
    {
        if (desk.Plan.Range is null or { Kind: TimeRangeKind.All })
        {
            desk.Notes.Assume("There is no range of time to compare with an earlier one.");
            return;
        }

        desk.Plan = ComparedCards.Apply(desk.Plan with { Compare = compare });
        desk.Say(compare == Comparison.PreviousYear ? "headline numbers are compared with the year before" : "headline numbers are compared with the period before");
    }

    public static void Colour(string name, EditDesk desk)
    {
        desk.Plan = desk.Plan with { Colour = name };
        desk.Say($"the accent is {name}");
    }

    public static void Template(TemplateWord template, EditDesk desk)
    {
        desk.Plan = desk.Plan with { Template = template };
        desk.Say(template switch { TemplateWord.Slides => "the app is a slide deck", TemplateWord.Report => "the app is a report to print", _ => "the app is a dashboard" });
    }
}
