namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>The small words that give others their role.</summary>
internal sealed class JointRecogniser : IRecogniser
{
    /// <summary>"let viewers choose", "allow users to pick".</summary>
    private static readonly string Letting = string.Join(
        '|', from lead in new[] { "let {0}", "allow {0} to", "so that {0} can", "so {0} can" }
             from who in new[] { "me", "us", "viewers", "users", "people", "everyone", "readers", "them" }
             from what in new[] { "choose", "choose the", "pick", "pick the", "select", "select the", "filter by", "filter on", "switch" }
             select $"{string.Format(System.Globalization.CultureInfo.InvariantCulture, lead, who)} {what}");

    /// <summary>"vs everybody else": against those that are not so.</summary>
    private static readonly string Rest = string.Join(
        '|', from lead in new[] { "vs", "versus", "against", "compared to", "compared with", "and", "or", "than" }
             from who in new[] { "everybody else", "everyone else", "all others", "all the others", "the others", "others", "the rest", "the remaining ones", "the other ones", "other ones", "the normal ones", "normal ones", "the regular ones", "regular ones", "the ordinary ones", "the usual ones", "those without", "those who are not", "those that are not", "the ones that are not" }
             select $"{lead} {who}");

    public static readonly PhraseSet<JointKind> Words = new(
        (Letting, JointKind.Control),
        ("filter by|filters by|filterable by|filter on|a filter for|filter for|filters for|filters on|with a filter for|with filters for|dropdown for|drop down for|selector for|let me filter by|let me pick|let me choose|"
        + "let users pick|let users filter by|able to filter by|able to filter this by|able to filter it by|able to filter everything by|able to filter on|able to narrow it by|able to narrow this by|able to choose|able to pick|able to select|filter it by|filter this by|filter everything by|slicer for|choose by|add a filter for|add filter for|add filters for|picker for", JointKind.Control),
        ("tab for|tabs for|page for|pages for|tab about|page about|tab on|page on|separate tab for|a tab with|page with|new tab for|new page for|a second page for|second tab for|section about|section on|section for|slide on|slide about|slide for", JointKind.Page),
        ("spread over|spread across|spread out over|spread among|spread between|distributed over|distributed across|distributed among|distributed between|divided among|divided by|divided over|divided between|shared among|shared between|"
        + "allocated to|allocated across|allocated over|spread by|broken down by|break down by|break it down by|break this down by|break that down by|break them down by|break everything down by|breaking down by|breakdown by|breakdown of|split by|split over|split across|split among|split between|split it by|split up by|splitted by|grouped by|group by|segmented by|sliced by|slice by|stacked by|coloured by|colored by|"
        + "for each|for every|across|by|per|each|every|within each|ranked by|sorted by|ordered by|according to|depending on|along|x", JointKind.By),
        ("with the exception of|anything but|all but|skip|skipping|instead of counting|excluding|exclude|except for|except|without|not counting|not including|other than|but not|but no|ignoring|ignore|leave out|leaving out|omit|omitting|no|non|not|apart from|besides|aside from", JointKind.Not),
        ("only for|only in|only|just for|just|where|filtered to|filtered by|limited to|limit to|restricted to|restrict to|that are still|which are still|who are still|that is still|which is still|that are|which are|that were|which were|who are|whose|for|in|from|within|with status|of type|at|on|through|via|"
        + "that is|which is|are|is|when|focus on|focused on|focusing on|specific to|narrowed to", JointKind.Only),
        ("number of|count of|counts of|how many|amount of distinct|total number of|no of|# of|#|numbers of|volume of|quantity of", JointKind.Count),
        (";|\n|-|also|additionally|then|followed by|furthermore|moreover|next to|alongside|together with|along with|as well as|plus|accompanied by|then also|.|?|!", JointKind.Break),
        ("and|,|&|+|/|with|including|include", JointKind.And),
        // Said behind what it is said of; Surroundings.IsTakenOut looks for it.
        ("left out|taken out|not included|not counted|excluded|omitted", JointKind.And),
        (Rest, JointKind.Versus),
        ("vs|versus|against|compared to|compared with|than on|than in|than for|than at|than from|than with", JointKind.Versus));

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (marks.At(i) is null && Words.TryMatch(text, i, out var next, out var kind)) marks.Add(new Mark.Joint(i, next, kind));
        }
    }
}
