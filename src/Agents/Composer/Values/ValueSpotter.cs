using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Values;

/// <summary>
/// Finds words that were read as part of a field's name although they are a value of the data: "shipped orders" are orders whose status is shipped, where no figure is called so.
/// </summary>
internal sealed class ValueSpotter(ValueFinder values, FieldFinder fields)
{
    private const int LongestValue = 4;

    /// <summary>A name that fits so well is meant as it stands.</summary>
    private const double Certain = 0.9;

    /// <summary>The reading with what was found marked; null where nothing was.</summary>
    public async Task<PromptReading?> SpotAsync(PromptReading reading, IReadOnlyList<Mention> mentions, CatalogExplore explore, CancellationToken cancellationToken)
    {
        var found = new List<Mark.OfData>();
        foreach (var mention in mentions)
        {
            var top = mention.Candidates.Where(candidate => candidate.Explore.Name == explore.Name).Select(candidate => candidate.Score).DefaultIfEmpty(0).Max();
            var isNarrowing = IsNarrowing(reading, mention.From, out var isSure);
            var isBeside = IsBesideFigure(mention, mentions) && reading.Marks.At(mention.From - 1) is not Mark.Joint { Value: JointKind.By };
            if (isBeside && mention.BestDimension > mention.BestMetric && await values.FindExactAsync(explore, Words(reading, mention.From, mention.To), cancellationToken) is { } named)
            {
                // "Downtown revenue": what stands before a figure and is a value narrows it.
                found.Add(MarkOf(mention.From, mention.To, named));
                continue;
            }

            if (top >= (isSure ? 1.01 : isNarrowing ? 0.97 : Certain)) continue;
            if (await InAsync(reading, mention, top, isNarrowing, explore, cancellationToken) is { } value) found.Add(value);
        }

        for (var i = 0; i < reading.Text.Count; i++)
        {
            // A word that was taken for a misspelling although the data has it as it was written.
            if (reading.Text[i].Written is { } written && await values.FindExactAsync(explore, [new Word(written, 0, 0, WordKind.Word)], cancellationToken) is { } meant) found.Add(MarkOf(i, i + 1, meant));
        }

        if (found.Count == 0) return null;
        var marks = reading.Marks.Copy();
        foreach (var value in found) marks.Replace(value);
        return reading.With(marks);
    }

    private async Task<Mark.OfData?> InAsync(PromptReading reading, Mention mention, double top, bool isNarrowing, CatalogExplore explore, CancellationToken cancellationToken)
    {
        var text = reading.Text;
        for (var size = Math.Min(LongestValue, mention.To - mention.From); size > 0; size--)
        {
            for (var from = mention.From; from + size <= mention.To; from++)
            {
                var words = Words(reading, from, from + size);
                if (words.All(word => NameWords.IsSilent(word.Text) || EnglishWords.IsWeak(word.Stem) || (EnglishWords.IsFiller(word.Text) && !isNarrowing))) continue;
                var rest = Enumerable.Range(mention.From, mention.To - mention.From).Where(i => i < from || i >= from + size).Where(i => !NameWords.IsSilent(text[i].Text)).Select(i => text[i].Stem).ToList();
                // What is left of the words has to name something by itself, better than both together do.
                var left = rest.Count == 0 ? isNarrowing ? 1 : 0 : fields.Find(rest).Where(candidate => candidate.Explore.Name == explore.Name).Select(candidate => candidate.Score).DefaultIfEmpty(0).Max();
                if (left < 0.6 || left <= top - (isNarrowing ? 0.3 : 0)) continue;
                if (await values.FindExactAsync(explore, words, cancellationToken) is { } hit) return MarkOf(from, from + size, hit);
            }
        }

        return null;
    }

    private static Mark.OfData MarkOf(int from, int to, FoundValue value) => new(from, to, value.Field.Name, value.Field.Label, value.Values[0]);

    private static List<Word> Words(PromptReading reading, int from, int to) => [.. Enumerable.Range(from, to - from).Select(i => reading.Text[i])];

    private static bool IsBesideFigure(Mention mention, IReadOnlyList<Mention> mentions) => mentions.Any(next => next.From == mention.To && next.BestMetric >= 0.6);

    /// <summary>Whether a word right before says that rows are narrowed, and surely so.</summary>
    private static bool IsNarrowing(PromptReading reading, int at, out bool isSure)
    {
        isSure = false;
        var before = at - 1;
        while (before >= 0 && reading.Text[before].IsAny("the", "a", "our", "all", "and", "or", ",")) before--;
        if (before > 0 && reading.Text[before].Is("of")) return isSure = true;
        if (before < 0 || reading.Marks.At(before) is not Mark.Joint { Value: JointKind.Only or JointKind.Not } joint) return false;
        isSure = joint.Value == JointKind.Not || reading.Text[joint.From].IsAny("only", "just", "where", "filtered", "limited", "restricted");
        return true;
    }
}
