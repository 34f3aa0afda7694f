namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>The small words that give others their role.</summary>
internal sealed class JointRecogniser : IRecogniser
{
    /// <summary>"let viewers choose", "allow users to pick".</summary>
    private static readonly string Letting = string.Join(
        '|', from lead in new[] { "let {0}", "allow {0} to", "so that {0} can", "so {0} can" } from who in new[] { "me", "us", "viewers", "users", "people", "everyone", "readers", "them" } from what in new[] { "choose", "choose the", "pick", "pick the", "select", "select the", "filter by", "filter on", "switch" }
            select $"{string.Format(System.Globalization.CultureInfo.InvariantCulture, lead, who)} {what}");

    public static readonly PhraseSet<JointKind> Words = new(
        (Letting, JointKind.Control),
        ("filter by|filters by|filterable by|filter on|a filter for|filter for|filters for|filters on|with a filter for|with filters for|dropdown for|drop down for|selector for|let me filter by|let me pick|let me choose|"
        + "let users pick|let users filter by|able to filter by|slicer for|choose by|add a filter for|add filter for|add filters for|picker for", JointKind.Control),
        ("tab for|tabs for|page for|pages for|tab about|page about|tab on|page on|separate tab for|a tab with|page with|new tab for|new page for|a second page for|second tab for|section about|section on|section for|slide on|slide about|slide for", JointKind.Page),
        ("broken down by|break down by|break it down by|breaking down by|breakdown by|breakdown of|split by|split it by|split up by|splitted by|grouped by|group by|segmented by|sliced by|slice by|stacked by|coloured by|colored by|"
        + "for each|for every|across|by|per|each|every|within each|ranked by|sorted by|ordered by|according to|depending on|along|x", JointKind.By),
        ("excluding|exclude|except for|except|without|not counting|not including|other than|but not|but no|ignoring|ignore|leave out|leaving out|omit|omitting|no|non|not|apart from|besides|aside from", JointKind.Not),
        ("only for|only in|only|just for|just|where|filtered to|filtered by|limited to|limit to|restricted to|restrict to|that are|which are|that were|which were|who are|whose|for|in|from|within|with status|of type|at|on|through|via|"
        + "that is|which is|are|is|when|focus on|focused on|focusing on|specific to|narrowed to", JointKind.Only),
        ("number of|count of|counts of|how many|amount of distinct|total number of|no of|# of|#|numbers of|volume of|quantity of", JointKind.Count),
        (";|\n|also|additionally|then|followed by|furthermore|moreover|next to|alongside|together with|along with|as well as|plus|accompanied by|then also|.|?|!", JointKind.Break),
        ("and|,|&|+|/|with|including|include", JointKind.And),
        ("vs|versus|against|compared to|compared with", JointKind.Versus));

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (marks.At(i) is null && Words.TryMatch(text, i, out var next, out var kind)) marks.Add(new Mark.Joint(i, next, kind));
        }
    }
}
