using Vitrine.Agents.Composer.Reading.Recognisers;
using Vitrine.Primitives;

namespace Vitrine.Agents.Composer.Reading;

/// <summary>
/// Reads a word that neither the planner nor the catalog knows as the nearest one that they know. The first letter must be
/// right, which keeps English words that merely look alike apart ("weather" is no "leather").
/// </summary>
internal static class SpellingCorrection
{
    private const int Shortest = 4;

    /// <summary>Shorter words that are no English are names as often as slips.</summary>
    private const int ShortestPlain = 7;

    private static readonly HashSet<string> Own =
    [
        .. new[] { GrainRecogniser.Adverbs.Words, GrainRecogniser.Trends.Words, RankRecogniser.Words.Words, ChartRecogniser.Strong.Words, BoundRecogniser.Words.Words, TemplateRecogniser.Words.Words, JointRecogniser.Words.Words, ComparisonRecogniser.Versus.Words, TimeWords.All }
            .SelectMany(words => words).Concat(["previous", "current", "compare", "compared", "between", "since", "until", "chart", "graph", "filter", "average"]),
    ];

    /// <summary>What stands before a stretch of time.</summary>
    private static readonly string[] Leads = ["last", "past", "this", "next", "previous", "current"];

    public static PromptText Correct(PromptText text, INameBook names)
    {
        var corrected = Replace(text, i => Better(text[i], names));
        return Replace(corrected, i => Leading(corrected, i, names));
    }

    private static PromptText Replace(PromptText text, Func<int, string?> better)
    {
        List<Word>? corrected = null;
        for (var i = 0; i < text.Count; i++)
        {
            if (better(i) is not { } word) continue;
            corrected ??= [.. text.Words];
            corrected[i] = new Word(word, text[i].Start, text[i].Length, WordKind.Word) { Written = text[i].Written ?? text[i].Text };
        }

        return corrected is null ? text : text.With(corrected);
    }

    /// <summary>"lst 6 months", "ths year": before a stretch of time stands one of few words, so that even a short one can be read.</summary>
    private static string? Leading(PromptText text, int at, INameBook names)
    {
        var word = text[at];
        if (word.Kind != WordKind.Word || word.Written is not null || word.Text.Length is < 2 or > 9 || IsKnown(word, names)) return null;
        var unit = NumberWords.Read(text[at + 1]) is null ? at + 1 : at + 2;
        if (TimeWords.Unit(text[unit]) is null) return null;
        return Leads.Select(lead => (Lead: lead, Distance: EditDistance.Between(word.Text, lead))).Where(one => one.Distance <= (one.Lead.Length > 5 ? 2 : 1) && one.Lead[0] == word.Text[0]).OrderBy(one => one.Distance).Select(one => one.Lead).FirstOrDefault();
    }

    private static string? Better(Word word, INameBook names)
    {
        if (word.Kind != WordKind.Word || word.Text.Length < Shortest || IsKnown(word, names)) return null;
        var allowed = word.Text.Length >= 9 ? 2 : 1;
        var best = Own.Concat(names.Words)
            .Where(known => known.Length >= Shortest && known[0] == word.Text[0] && Math.Abs(known.Length - word.Text.Length) <= allowed)
            // Of four letters only two may have changed places: "shoe" is no misspelt "shop".
            .Where(known => word.Text.Length > Shortest || IsShuffled(word.Text, known) || !word.Text.Any(letter => "aeiouy".Contains(letter, StringComparison.Ordinal)))
            .Select(known => (Known: known, Distance: EditDistance.Between(word.Text, known)))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => Math.Abs(candidate.Known.Length - word.Text.Length))
            .ThenBy(candidate => candidate.Known, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Known ?? Plain(word.Text);
    }

    /// <summary>A long word that lacks a letter of an English one, where the catalog has none near it. Another letter, or another ending, makes another word: "charged" is no "changed".</summary>
    private static string? Plain(string written)
        => written.Length < ShortestPlain ? null : EnglishWords.Nouns.FirstOrDefault(known => known.Length == written.Length + 1 && known[0] == written[0] && known[^1] == written[^1] && EditDistance.Between(written, known) == 1);

    private static bool IsShuffled(string written, string known) => written.Length == known.Length && written.Order().SequenceEqual(known.Order());

    private static bool IsKnown(Word word, INameBook names)
        => names.Knows(word.Stem) || Own.Contains(word.Text) || EnglishWords.Knows(word.Text) || Own.Contains(word.Text.TrimEnd('s'));
}
