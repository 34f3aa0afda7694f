namespace Vitrine.Agents.Composer.Reading;

/// <summary>
/// Takes out of a prompt what people say around it: who is asking ("Finance here:"), and on what occasion ("The offsite is next week!", "for my call tomorrow"). Left in, its words would be looked for
/// in the data, and its dates would be ranges.
/// </summary>
internal static class SmallTalk
{
    private const int LongestGreeting = 5;

    private const int LongestOccasion = 5;

    private static readonly string[] Occasions = ["meeting", "call", "kickoff", "review", "presentation", "deadline", "offsite", "workshop", "conference", "standup", "audit", "townhall", "update", "talk", "pitch", "interview", "briefing"];

    /// <summary>What is said of an occasion: that it is, or that somebody has one.</summary>
    private static readonly string[] Being = ["is", "are", "was", "got", "have", "has", "i've", "we've", "coming", "preparing", "prepare", "prepping", "there"];

    private static readonly string[] Wanting =
        ["show", "give", "need", "want", "which", "what", "how", "build", "make", "list", "compare", "plot", "chart", "display", "create", "see", "add", "by", "per", "versus", "vs"];

    private static readonly string[] Owners = ["the", "my", "our", "a", "an", "tomorrow", "today", "this", "next", "their"];

    /// <summary>The prompt without it; the same where there is none, or nothing else.</summary>
    public static PromptText Without(PromptText text, INameBook? names)
    {
        var isTalk = new bool[text.Count];
        for (var from = 0; from < text.Count;)
        {
            var to = from;
            while (to < text.Count && !IsEnd(text, to)) to++;
            if (IsIntroduction(text, from, to) || IsHeading(text, from, to, names) || IsOccasion(text, from, to)) Array.Fill(isTalk, true, from, to - from);
            from = to + 1;
        }

        for (var at = 0; at < text.Count; at++) Array.Fill(isTalk, true, at, Purpose(text, at, names));
        var kept = text.Words.Where((_, at) => !isTalk[at]).ToList();
        return kept.Count == text.Count || kept.TrueForAll(word => word.Kind == WordKind.Mark) ? text : text.With(kept);
    }

    private static bool IsEnd(PromptText text, int at) => text[at].IsAny(".", "!", "?", ":", ";", "\n") || (text[at].Is("-") && text[at + 1].Kind == WordKind.Word);

    /// <summary>"Finance here:", "hi, it's Kim from sales here -".</summary>
    private static bool IsIntroduction(PromptText text, int from, int to)
        => to < text.Count && to - from is > 1 and <= LongestGreeting && text[to - 1].Is("here") && Enumerable.Range(0, from).All(i => text[i].Kind == WordKind.Mark || EnglishWords.IsFiller(text[i].Text));

    /// <summary>"Board update: …": what it is for, before what it is about.</summary>
    private static bool IsHeading(PromptText text, int from, int to, INameBook? names)
        => from == 0 && to is > 0 and <= LongestOccasion && text[to].Is(":") && text[to - 1].IsAny(Occasions)
            && Enumerable.Range(0, to - 1).All(i => text[i].Kind == WordKind.Word && !text[i].IsAny(Wanting) && (names?.Knows(text[i].Stem) != true || EnglishWords.IsFiller(text[i].Text)));

    /// <summary>A sentence that says when something takes place and asks for nothing.</summary>
    private static bool IsOccasion(PromptText text, int from, int to)
    {
        if (to >= text.Count || text[to].Is("?")) return false;
        var words = text.Words.Skip(from).Take(to - from).ToList();
        return words.Exists(word => word.IsAny(Occasions)) && words.Exists(word => word.IsAny(Being)) && !words.Exists(word => word.IsAny(Wanting) || word.Kind is WordKind.Quoted or WordKind.Number);
    }

    /// <summary>How many words from there say what it is for: "for the quarterly review"; none where they say something else.</summary>
    private static int Purpose(PromptText text, int at, INameBook? names)
    {
        if (!text[at].Is("for") || !text[at + 1].IsAny(Owners)) return 0;
        for (var end = at + 2; end <= at + LongestOccasion; end++)
        {
            if (text[end].IsAny(Occasions) && text[end + 1].Text is not ("by" or "per" or "of")) return end + 1 - at;
            // "for the weekly returns review" is about returns.
            if (text[end].Kind != WordKind.Word || text[end].IsAny(Wanting) || (names?.Knows(text[end].Stem) == true && !EnglishWords.IsFiller(text[end].Text))) return 0;
        }

        return 0;
    }
}
