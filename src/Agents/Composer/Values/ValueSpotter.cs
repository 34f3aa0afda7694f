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

    /// <summary>Values that joining words stand in ("out of stock") may be one longer.</summary>
    private const int LongestJoined = 5;

    /// <summary>A name that fits so well is meant as it stands.</summary>
    private const double Certain = 0.9;

    /// <summary>A yes-or-no field is called just so from here on.</summary>
    private const double CalledSo = 0.97;

    /// <summary>The reading with what was found marked; null where nothing was.</summary>
    /// <param name="plain">The reading before questions were marked in it.</param>
    /// <param name="reading">The reading that the mentions are of.</param>
    /// <param name="mentions">What its words name.</param>
    /// <param name="explore">Where values are looked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PromptReading?> SpotAsync(PromptReading plain, PromptReading reading, IReadOnlyList<Mention> mentions, CatalogExplore explore, CancellationToken cancellationToken)
    {
        var found = await JoinedAsync(reading, mentions, [], explore, isSplit: false, cancellationToken);
        found.AddRange(await PairsAsync(reading, mentions, explore, found, cancellationToken));
        found.AddRange(await JoinedAsync(reading, mentions, found, explore, isSplit: true, cancellationToken));
        foreach (var mention in mentions.Where(mention => !mention.IsQuestion && !found.Exists(value => value.From < mention.To && mention.From < value.To)).ToList())
        {
            var top = mention.Candidates.Where(candidate => candidate.Explore.Name == explore.Name).Select(candidate => candidate.Score).DefaultIfEmpty(0).Max();
            var isNarrowing = IsNarrowing(reading, mention.From, mention.To, out var isSure);
            var isBeside = IsBesideFigure(mention, mentions) && reading.Marks.At(mention.From - 1) is not Mark.Joint { Value: JointKind.By };
            // "renewed loans" are those of the loans' yes-or-no field that is called so, whatever value is called nearly so.
            if (Surroundings.IsFlag(mention) && mentions.FirstOrDefault(next => next.From == mention.To) is { } thing && mention.In(explore.Name, candidate => candidate.Field is { IsMetric: false, Type: Semantics.Model.FieldType.Boolean } && candidate.Score >= CalledSo) is { } flag && NameWords.ModelStems(flag.Field.ModelLabel).SequenceEqual(NameWords.Stems(thing.Text))
                && await values.FindExactAsync(explore, Words(reading, mention.From, mention.To), isQuick: true, field: null, cancellationToken) is { } alike && !alike.Values[0].Equals(mention.Text, StringComparison.OrdinalIgnoreCase)) continue;
            if (isBeside && mention.BestDimension > mention.BestMetric && await values.FindExactAsync(explore, Words(reading, mention.From, mention.To), isQuick: false, field: null, cancellationToken) is { } named)
            {
                // "Downtown revenue": what stands before a figure and is a value narrows it.
                found.Add(MarkOf(mention.From, mention.To, named));
                continue;
            }

            if (top >= (isSure ? 1.01 : isNarrowing ? 0.97 : Certain)) continue;
            if (await InAsync(reading, mention, top, isNarrowing, explore, cancellationToken) is { } value) found.Add(value);
        }

        for (var i = 1; i < reading.Text.Count - 1; i++)
        {
            // "paid by …": what nobody else names is looked for in the data before the verb is wondered at.
            if (reading.Marks.At(i) is not Mark.Joint { Value: JointKind.By } || !IsByMeans(reading, i) || found.Exists(value => value.From == i + 1)) continue;
            if (await SideAsync(reading, mentions, explore, i + 1, isBefore: false, null, cancellationToken) is { } means) found.Add(means);
        }

        for (var i = 2; i < reading.Text.Count; i++)
        {
            // "how many did we win": what was done is a state of the rows, whatever else the word means.
            if (!IsDone(reading, i) || found.Exists(value => value.From <= i && i < value.To) || mentions.Any(mention => mention.From <= i && i < mention.To && mention.Top >= Certain)) continue;
            if (await values.FindExactAsync(explore, [reading.Text[i]], isQuick: true, field: null, cancellationToken) is { } state) found.Add(MarkOf(i, i + 1, state));
        }

        for (var i = 0; i < reading.Text.Count; i++)
        {
            // A word that was taken for a misspelling although the data has it as it was written.
            if (reading.Text[i].Written is { } written && await values.FindExactAsync(explore, [new Word(written, 0, 0, WordKind.Word)], isQuick: false, field: null, cancellationToken) is { } meant) found.Add(MarkOf(i, i + 1, meant));
        }

        if (found.Count == 0) return null;
        var marks = plain.Marks.Copy();
        foreach (var value in found) marks.Replace(value);
        return plain.With(marks);
    }

    /// <summary>Values that words of ours stand in, such as "not", "in" or "and", or that a name takes a part of: they are found whole or not at all.</summary>
    private async Task<List<Mark.OfData>> JoinedAsync(PromptReading reading, IReadOnlyList<Mention> mentions, IReadOnlyList<Mark.OfData> taken, CatalogExplore explore, bool isSplit, CancellationToken cancellationToken)
    {
        var found = new List<Mark.OfData>();
        for (var from = 0; from < reading.Text.Count; from++)
        {
            for (var size = Math.Min(LongestJoined, reading.Text.Count - from); size > 1; size--)
            {
                var (start, to) = (from, from + size);
                if (taken.Any(other => start < other.To && other.From < to) || !MayBeJoined(reading, mentions, start, to, isSplit) || await values.FindExactAsync(explore, Words(reading, start, to), isQuick: true, field: null, cancellationToken) is not { } value) continue;
                found.Add(MarkOf(start, to, value));
                from = to - 1;
                break;
            }
        }

        return found;
    }

    private static bool MayBeJoined(PromptReading reading, IReadOnlyList<Mention> mentions, int from, int to, bool isSplit)
    {
        var text = reading.Text;
        var size = to - from;
        var inner = Enumerable.Range(from, size).ToList();
        if (!inner.TrueForAll(i => text[i].Kind is WordKind.Word || text[i].Is("&")) || !inner.TrueForAll(i => reading.Marks.At(i) is null or Mark.Protected or Mark.Joint or Mark.Template or Mark.Chart or Mark.Grain)) return false;
        // Words that say nothing otherwise may be a value together, and so may words of which a name takes some and leaves some; of the others values are looked for anyway.
        var parts = mentions.Where(mention => mention.From >= from && mention.To <= to && mention.To - mention.From < size).ToList();
        // What is counted stays what is counted: "wellness visits" are visits. Values that are joined were looked for as such.
        if (isSplit && (text[to].IsAny("or", "and", "&") || parts.Exists(mention => mention.BestMetric >= 0.8 && Surroundings.IsThing(mention)))) return false;
        if (isSplit ? parts.Count == 0 : !inner.Exists(i => reading.Marks.At(i) is not (null or Mark.Protected) || EnglishWords.IsFiller(text[i].Text) || text[i].Written is not null)) return false;
        // It begins and ends with a word that says something; "not" does.
        if (!IsTelling(from) && !text[from].IsAny("not", "no") || !IsTelling(to - 1)) return false;
        return !mentions.Any(mention => mention.From <= from && mention.To >= to && mention.Top >= Certain);

        bool IsTelling(int i) => reading.Marks.At(i) is not Mark.Joint && !NameWords.IsSilent(text[i].Text);
    }

    /// <summary>Two values of one field that are joined or held against each other: "… vs …", "… and …". There even a plain word is one.</summary>
    private async Task<List<Mark.OfData>> PairsAsync(PromptReading reading, IReadOnlyList<Mention> mentions, CatalogExplore explore, IReadOnlyList<Mark.OfData> taken, CancellationToken cancellationToken)
    {
        var found = new List<Mark.OfData>();
        for (var at = 1; at < reading.Text.Count - 1; at++)
        {
            if (reading.Marks.At(at) is not Mark.Joint { Value: JointKind.Versus or JointKind.And } && !reading.Text[at].Is("or")) continue;
            var next = reading.Marks.At(at) is Mark.Joint known ? known.To : at + 1;
            while (reading.Text[next].IsAny("the", "in", "on", "from", "for")) next++;
            if (await SideAsync(reading, mentions, explore, at, isBefore: true, null, cancellationToken) is not { } left || await SideAsync(reading, mentions, explore, next, isBefore: false, left.Field, cancellationToken) is not { } right) continue;
            if (reading.Marks.At(at) is Mark.Joint { Value: JointKind.And } && AreCounted(reading, mentions, left) && AreCounted(reading, mentions, right)) continue;
            found.AddRange(new[] { left, right }.Where(one => !found.Exists(other => Overlap(one, other)) && !taken.Any(other => Overlap(one, other))));
        }

        return found;

        static bool Overlap(Mark one, Mark other) => one.From < other.To && other.From < one.To;
    }

    /// <summary>"clicks and purchases" are figures where both are counted so, although rows are "clicked" and "purchased".</summary>
    private static bool AreCounted(PromptReading reading, IReadOnlyList<Mention> mentions, Mark.OfData value)
        => value.To - value.From == 1 && reading.Text[value.From].Text.EndsWith('s') && !reading.Text[value.From].Is(value.Text.ToLowerInvariant())
            && mentions.Any(mention => mention.From == value.From && mention.To == value.To && mention.BestMetric >= 0.7 && mention.BestMetric > mention.BestDimension);

    private async Task<Mark.OfData?> SideAsync(PromptReading reading, IReadOnlyList<Mention> mentions, CatalogExplore explore, int at, bool isBefore, string? field, CancellationToken cancellationToken)
    {
        for (var size = LongestValue - 1; size > 0; size--)
        {
            var (from, to) = isBefore ? (at - size, at) : (at, at + size);
            if (from < 0 || to > reading.Text.Count) continue;
            if (!Enumerable.Range(from, size).All(i => reading.Text[i].Kind == WordKind.Word && reading.Marks.At(i) is null or Mark.Protected or Mark.Template) || Enumerable.Range(from, size).All(i => NameWords.IsSilent(reading.Text[i].Text))) continue;
            // A name that is said whole is meant as it stands: "returns and orders".
            if (mentions.Any(mention => mention.From <= from && mention.To >= to && mention.BestMetric >= Certain)) continue;
            if (await values.FindExactAsync(explore, Words(reading, from, to), isQuick: true, field, cancellationToken) is { } value) return MarkOf(from, to, value);
        }

        return null;
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
                // What is counted is meant as it stands: "value of members" is not of the rows whose tariff is Member.
                if (fields.Find([.. words.Select(word => word.Stem)]).Any(candidate => candidate.Score >= Certain && candidate.Field.IsCount && candidate.Explore.Name == explore.Name)) continue;
                if (await values.FindExactAsync(explore, words, isQuick: false, field: null, cancellationToken) is { } hit) return MarkOf(from, from + size, hit);
            }
        }

        return null;
    }

    /// <summary>"did we win", "have they lost".</summary>
    private static bool IsDone(PromptReading reading, int at)
        => reading.Text[at].Kind == WordKind.Word && reading.Marks.At(at) is null or Mark.Protected && reading.Text[at - 1].IsAny("we", "they", "you", "i") && reading.Text[at - 2].IsAny("did", "do", "have", "had");

    /// <summary>"paid by …", "handed out by …": the means, not the breakdown.</summary>
    private static bool IsByMeans(PromptReading reading, int at)
        => reading.Text[at].IsAny("by", "via", "with", "through", "using")
            && (EnglishWords.IsParticiple(reading.Text[at - 1].Text) || (EnglishWords.IsParticle(reading.Text[at - 1].Text) && EnglishWords.IsParticiple(reading.Text[at - 2].Text)));

    private static Mark.OfData MarkOf(int from, int to, FoundValue value) => new(from, to, value.Field.Name, value.Field.Label, value.Values[0]);

    private static List<Word> Words(PromptReading reading, int from, int to) => [.. Enumerable.Range(from, to - from).Select(i => reading.Text[i].Written is { } written && to > from + 1 ? new Word(written, 0, 0, WordKind.Word) : reading.Text[i])];

    private static bool IsBesideFigure(Mention mention, IReadOnlyList<Mention> mentions) => mentions.Any(next => next.From == mention.To && next.BestMetric >= 0.6);

    /// <summary>Whether a word right before or after says that rows are narrowed, and surely so.</summary>
    private static bool IsNarrowing(PromptReading reading, int at, int to, out bool isSure)
    {
        // "…, X left out", "…, X only".
        if (isSure = Surroundings.IsTakenOut(reading, to)) return true;
        if (isSure = reading.Text[to].Is("only") && (to + 1 >= reading.Text.Count || reading.Text[to + 1].Kind == WordKind.Mark)) return true;
        var before = at - 1;
        while (before >= 0 && reading.Text[before].IsAny("the", "a", "our", "all", "and", "or", ",")) before--;
        if (before > 0 && reading.Text[before].Is("of")) return isSure = true;
        if (IsByMeans(reading, before)) return isSure = true;
        if (before < 0 || reading.Marks.At(before) is not Mark.Joint { Value: JointKind.Only or JointKind.Not } joint) return false;
        isSure = joint.Value == JointKind.Not || reading.Text[joint.From].IsAny("only", "just", "where", "filtered", "limited", "restricted");
        return true;
    }
}
