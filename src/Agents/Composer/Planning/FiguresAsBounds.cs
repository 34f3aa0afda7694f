using Vitrine.Agents.Composer.Matching;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>"… that went over their target" bounds rows by another figure, which no filter can: it is said, so that nobody takes the list for the answer.</summary>
internal static class FiguresAsBounds
{
    private static readonly string[] Leads = ["over", "above", "below", "under", "beyond", "exceed", "exceeds", "exceeded", "exceeding"];

    private static readonly string[] Verbs = ["went", "go", "goes", "gone", "going", "is", "are", "was", "were", "been", "ran", "run", "runs", "stayed", "stay", "stays", "came", "come", "far", "well"];

    public static void Say(Understanding understanding, PlanNotes notes)
    {
        var text = understanding.Reading.Text;
        foreach (var mention in understanding.Wishes.SelectMany(wish => wish.Metrics))
        {
            var lead = mention.From - 1;
            while (text[lead].IsAny("the", "their", "its", "our", "his", "her")) lead--;
            if (!text[lead].IsAny(Leads) || !(text[lead].Text.StartsWith("exceed", StringComparison.Ordinal) || text[lead - 1].IsAny(Verbs))) continue;
            notes.Assume($"“{text.Between(lead, mention.To)}” would hold rows against another figure, which is not possible, so all of them are shown.");
        }
    }
}
