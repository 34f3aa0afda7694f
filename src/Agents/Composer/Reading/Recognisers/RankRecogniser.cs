namespace Vitrine.Agents.Composer.Reading.Recognisers;

/// <summary>"top 10", "5 best", "the worst", "most popular".</summary>
internal sealed class RankRecogniser : IRecogniser
{
    public static readonly PhraseSet<bool> Words = new(
        ("top performing|highest rated|best rated|top rated|best performing|best selling|top selling|bestselling|most popular|most valuable|most profitable|most important|most frequent|most common|most active|most used|highest ranking|"
        + "top|best|highest|largest|biggest|greatest|leading|strongest|longest|oldest|heaviest|most expensive|costliest|priciest|busiest|slowest|more than others|more than the others|more than the rest|more than any other|more than all others|most", false),
        ("worst performing|lowest rated|worst rated|poorest rated|worst selling|least popular|least profitable|least valuable|least frequent|least common|least active|least used|slowest selling|poorest performing|bottom|worst|lowest|smallest|weakest|poorest|fewest|"
        + "shortest|youngest|lightest|cheapest|least expensive|quietest|fastest|quickest|less than others|less than the others|less than the rest|fewer than the others|fewer than others|less than any other|least", true));

    /// <summary>"which five products sell most": the number stands before the noun.</summary>
    private static int? Earlier(PromptText text, int from, MarkList marks)
    {
        for (var i = from - 1; i >= 0 && i >= from - 6; i--)
        {
            if (text[i].Kind == WordKind.Mark || marks.At(i) is not (null or Mark.Protected)) return null;
            if (NumberWords.Read(text[i]) is not null && TimeWords.Year(text[i]) is null && (i == 0 || text[i - 1].IsAny("which", "the", "what", "show", "me", "find", "list"))) return i;
        }

        return null;
    }

    /// <summary>"the ones with the most of it": of the figure that was named before.</summary>
    private static bool IsOfIt(PromptText text, int at) => text[at].Is("of") && text[at + 1].IsAny("it", "them", "these", "those", "that") && (at + 2 >= text.Count || text[at + 2].Kind == WordKind.Mark);

    private static RankSense Sense(PromptText text, int at)
        => text[at].IsAny("best", "worst", "poorest", "weakest", "strongest") ? RankSense.Quality : text[at].IsAny("slowest", "fastest", "quickest") && !text[at + 1].Is("selling") ? RankSense.Speed : RankSense.Amount;

    public void Run(PromptText text, MarkList marks, DateOnly today)
    {
        for (var i = 0; i < text.Count; i++)
        {
            if (marks.At(i) is not null || !Words.TryMatch(text, i, out var next, out var isBottom)) continue;
            // "at least 5" and "at most 5" are bounds, "most of" is nothing.
            if (text[i - 1].Is("at") || text[next].IsAny("recent", "recently") || (text[next].Is("of") && !IsOfIt(text, next))) continue;
            var from = i;
            int? count = null;
            if (text[i - 1].Kind != WordKind.Mark && NumberWords.Read(text[i - 1]) is { } before && marks.At(i - 1) is null && TimeWords.Year(text[i - 1]) is null)
            {
                count = before;
                from--;
            }
            else if (NumberWords.Read(text[next]) is { } after && TimeWords.Year(text[next]) is null)
            {
                count = after;
                next++;
                if (Words.TryMatch(text, next, out var more, out _)) next = more;
            }

            if (count is null && Earlier(text, from, marks) is { } number)
            {
                count = NumberWords.Read(text[number]);
                marks.Add(new Mark.Joint(number, number + 1, JointKind.And));
            }

            if (text[from - 1].Is("the") && marks.At(from - 1) is null) from--;
            if (IsOfIt(text, next)) next += 2;
            marks.Add(new Mark.Rank(from, next, count is > 0 and <= 1000 ? count : null, isBottom, Sense(text, i)));
            i = next - 1;
        }

        KeepBothEnds(text, marks);
    }

    /// <summary>"the lowest and highest …" cuts nothing off: both ends stand in a list of all.</summary>
    private static void KeepBothEnds(PromptText text, MarkList marks)
    {
        foreach (var one in marks.All.OfType<Mark.Rank>().Where(one => one is { Count: null, Sense: RankSense.Amount }).ToList())
        {
            if (!text[one.To].IsAny("and", "or", "&") || marks.At(one.To + 1) is not Mark.Rank { Count: null, Sense: RankSense.Amount } other || other.IsBottom == one.IsBottom) continue;
            marks.Replace(new Mark.Joint(one.From, one.To, JointKind.And));
            marks.Replace(new Mark.Joint(other.From, other.To, JointKind.And));
        }
    }
}
