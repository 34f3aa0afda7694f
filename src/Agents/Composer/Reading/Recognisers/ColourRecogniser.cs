namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>"make it green", "use purple", "in a dark blue theme".</summary>
internal sealed class ColourRecogniser : IRecogniser
{
    public static readonly IReadOnlyList<string> Names =
        ["blue", "green", "red", "orange", "purple", "violet", "pink", "teal", "indigo", "yellow", "amber", "grey", "gray", "black", "cyan", "magenta", "turquoise", "navy", "emerald", "rose", "lime", "brown", "slate"];

    private static readonly string[] Leads = ["in", "use", "to", "it", "everything", "make", "with", "a", "be", "more", "theme", "colour", "color", "accent", "colours", "colors", "bars", "lines", "charts", "app", "dashboard", "and"];

    private static readonly string[] Followers = ["theme", "colour", "color", "colours", "colors", "accent", "palette", "style", "look", "tones", "shades", "scheme"];

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (!Names.Contains(text[i].Text) || marks.At(i) is not null) continue;
            // "red wine" is a value; "in red" and "a red theme" are colours.
            var isLast = i + 1 >= text.Count || text[i + 1].Kind == WordKind.Mark || text[i + 1].IsAny("instead", "please", "and");
            var isFollowed = text[i + 1].IsAny(Followers);
            var isNamed = text[i + 1].IsAny("as", "for") && Enumerable.Range(i + 2, 3).Any(at => text[at].IsAny("colour", "color", "accent", "theme"));
            if (isNamed)
            {
                var end = i + 2;
                while (!text[end].IsAny("colour", "color", "accent", "theme")) end++;
                marks.Add(new Mark.Colour(i, end + 1, text[i].Text));
                continue;
            }

            if (!isFollowed && !(isLast && (i == 0 || text[i - 1].IsAny(Leads)))) continue;
            var to = isFollowed ? i + 2 : i + 1;
            if (text[to].IsAny(Followers)) to++;
            marks.Add(new Mark.Colour(text[i - 1].IsAny("in", "dark", "light", "bright") ? i - 1 : i, to, text[i].Text));
        }
    }
}
