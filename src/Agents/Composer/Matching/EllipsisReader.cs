using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>
/// Reads figures that are said in part, because what they are of was said just before or comes right after: "total and average fee", "fees, in total and on average", "how many of those were paid".
/// What it takes is marked, so that nothing else reads it.
/// </summary>
internal sealed class EllipsisReader
{
    private const double Least = 0.6;

    private const int LongestThing = 4;

    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["total"] = "total",
        ["sum"] = "total",
        ["overall"] = "total",
        ["altogether"] = "total",
        ["average"] = "average",
        ["avg"] = "average",
        ["mean"] = "average",
        ["median"] = "median",
        ["minimum"] = "minimum",
        ["min"] = "minimum",
        ["lowest"] = "minimum",
        ["maximum"] = "maximum",
        ["max"] = "maximum",
        ["highest"] = "maximum",
    };

    private readonly PromptReading reading;
    private readonly IReadOnlyList<Mention> mentions;
    private readonly FieldFinder fields;
    private readonly MarkList marks;
    private readonly List<Mention> found = [];

    /// <summary>Mentions in whose place another one stands.</summary>
    private readonly List<Mention> replaced = [];

    private EllipsisReader(PromptReading reading, IReadOnlyList<Mention> mentions, FieldFinder fields)
    {
        this.reading = reading;
        this.mentions = mentions;
        this.fields = fields;
        marks = reading.Marks.Copy();
    }

    /// <summary>The reading with such words marked, and all mentions, those among them.</summary>
    public static (PromptReading Reading, IReadOnlyList<Mention> Mentions) Read(PromptReading reading, IReadOnlyList<Mention> mentions, FieldFinder fields)
    {
        var reader = new EllipsisReader(reading, mentions, fields);
        for (var at = 0; at < reading.Text.Count; at++)
        {
            if ((reader.ReadPart(at) ?? reader.ReadPredicate(at) ?? reader.ReadHappened(at) ?? reader.ReadBefore(at) ?? reader.ReadAfter(at)) is { } next) at = next - 1;
        }

        if (reader.found.Count == 0) return (reading, mentions);
        var kept = mentions.Where(mention => !reader.replaced.Contains(mention) && !reader.found.Exists(other => other.From < mention.To && mention.From < other.To));
        return (reading.With(reader.marks), [.. kept.Concat(reader.found).OrderBy(mention => mention.From)]);
    }

    /// <summary>"how many of those have been paid": of the things that were counted before, those that are so.</summary>
    private int? ReadPart(int at)
    {
        var text = reading.Text;
        if (!text[at].IsAny("of") || !text[at + 1].IsAny("those", "them", "these", "which") || !text[at - 1].IsAny("many", "share", "percentage", "percent", "much", "number", "part", "proportion", "fraction")) return null;
        var thing = mentions.LastOrDefault(mention => mention.To <= at && mention.BestMetric >= Least && Surroundings.IsThing(mention)) ?? found.LastOrDefault(mention => mention.BestMetric > 0) ?? mentions.LastOrDefault(mention => mention.To <= at && mention.BestMetric > 0);
        if (thing is null) return null;
        var place = at + 2;
        while (text[place].IsAny("have", "has", "had", "been", "are", "were", "was", "is", "got", "did", "do", "then", "later", "also", "still", "already", "actually")) place++;
        if (text[place].Kind != WordKind.Word || marks.At(place) is not (null or Mark.Protected)) return null;
        var isShare = !text[at - 1].IsAny("many", "number");
        foreach (var noun in Nouns(thing))
        {
            IReadOnlyList<string> stems = [text[place].Stem, .. noun];
            var candidates = (isShare ? fields.FindMeasured(stems, QuantityKind.Often) : fields.Find(stems)).Where(candidate => candidate.Field.IsMetric && (isShare || candidate.Field.IsCount || candidate.Field.IsAdditive)).ToList();
            if (candidates.Count == 0 || candidates[0].Score < Least) continue;
            var from = at - 1;
            while (text[from - 1].IsAny("how", "what", "the")) from--;
            return Take(from, place + 1, candidates);
        }

        return null;
    }

    /// <summary>"how many loans of last week were cancelled": of what is counted those that are so, where there is a count of them; it stands in the place of the count of all.</summary>
    private int? ReadPredicate(int at)
    {
        var text = reading.Text;
        if (!text[at - 1].IsAny("were", "was", "are", "is", "been", "got", "get") || !EnglishWords.IsParticiple(text[at].Text) || text[at].Kind != WordKind.Word) return null;
        var start = at;
        while (start > 0 && !text[start - 1].IsAny(".", "?", "!", ";", "\n")) start--;
        if (mentions.FirstOrDefault(mention => mention.From >= start && mention.To < at && mention.BestMetric >= Least && Surroundings.IsThing(mention) && marks.At(mention.From - 1) is Mark.Joint { Value: JointKind.Count }) is not { } thing) return null;
        foreach (var noun in Nouns(thing))
        {
            var candidates = fields.Find([text[at].Stem, .. noun]).Where(candidate => candidate.Field.IsMetric && (candidate.Field.IsCount || candidate.Field is { IsAdditive: true, Unit: null })).ToList();
            if (candidates.Count == 0 || candidates[0].Score < 0.8) continue;
            marks.Replace(new Mark.Asked(thing.From, thing.To));
            replaced.Add(thing);
            return Take(at, at + 1, candidates);
        }

        return null;
    }

    /// <summary>"loans opened each month", "loans opened last year": the things are counted by the time of what happened to them, where the words together only name that time.</summary>
    private int? ReadHappened(int at)
    {
        if (mentions.FirstOrDefault(mention => mention.From == at) is not { IsQuestion: false } mention || mention.To - at < 2 || marks.At(mention.To) is not (Mark.Grain or Mark.Range) || mention.BestMetric >= Least) return null;
        if (!EnglishWords.IsParticiple(reading.Text[mention.To - 1].Text) || mention.Candidates is not [{ Field.IsTime: true }, ..]) return null;
        var last = mention.To - 1;
        var counts = fields.Find([.. Enumerable.Range(at, last - at).Where(i => !EnglishWords.IsFiller(reading.Text[i].Text)).Select(i => reading.Text[i].Stem)]).Where(candidate => candidate.Field.IsCount).ToList();
        if (counts.Count == 0 || counts[0].Score < 0.8) return null;
        found.Add(new Mention(at, last, reading.Text.Between(at, last), counts));
        found.Add(new Mention(last, mention.To, reading.Text.Between(last, mention.To), [.. mention.Candidates.Where(candidate => candidate.Field.IsTime)]));
        return mention.To;
    }

    /// <summary>"total and average fee": what both are of stands behind the last of them.</summary>
    private int? ReadBefore(int at)
    {
        if (Kind(at) is not { } kind || Joined(at + 1) is not { } other || Kind(other) is null) return null;
        while (Joined(other + 1) is { } more && Kind(more) is not null) other = more;
        for (var size = LongestThing; size > 0; size--)
        {
            if (!Enumerable.Range(other + 1, size).All(i => reading.Text[i].Kind == WordKind.Word && marks.At(i) is null or Mark.Protected)) continue;
            var candidates = Figures([kind, .. Enumerable.Range(other + 1, size).Where(i => !NameWords.IsSilent(reading.Text[i].Text)).Select(i => reading.Text[i].Stem)]);
            if (candidates.Count > 0) return Take(at, at + 1, candidates);
        }

        return null;
    }

    /// <summary>"fees, in total and on average", "fees: total as well as average per loan": what they are of was named before.</summary>
    private int? ReadAfter(int at)
    {
        var text = reading.Text;
        if (Kind(at) is not { } kind || (marks.At(at - 1) is null && text[at - 1].IsAny("a", "an", "the", "as") && !(text[at - 1].Is("the") && marks.At(at - 2) is Mark.Joint { Value: JointKind.And or JointKind.Break })) || mentions.Any(mention => mention.From <= at && mention.To > at + 1)) return null;
        var to = at + 1;
        if (to < text.Count && !IsOver(to)) return null;
        var from = at;
        while (text[from - 1].IsAny("in", "on", "the") && text[from - 1].Kind == WordKind.Word) from--;
        if (marks.At(from - 1) is not Mark.Joint && !text[from - 1].IsAny(":", "(", ",") && from == at) return null;
        if (mentions.LastOrDefault(mention => mention.To <= from && mention.BestMetric >= Least) is not { } named || from - named.To > 6) return null;
        // "average per loan" is the average, where loans are what it is taken over.
        if (text[to].IsAny("per", "by", "for") && mentions.FirstOrDefault(mention => mention.From == to + 1) is { } each && Surroundings.IsThing(each) && Of(named, [kind], each) is { Count: > 0 } taken) return Take(from, each.To, taken);
        return Of(named, [kind], null) is { Count: > 0 } candidates ? Take(from, to, candidates) : null;
    }

    private List<Candidate> Of(Mention named, IReadOnlyList<string> kind, Mention? each)
        => Nouns(named).Select(noun => Figures([.. kind, .. noun, .. each is null ? [] : NameWords.Stems(each.Text)])).FirstOrDefault(list => list.Count > 0) ?? [];

    private bool IsOver(int at) => marks.At(at) is Mark.Joint { Value: not JointKind.Count } or Mark.Grain or Mark.Range || reading.Text[at].Kind == WordKind.Mark;

    private string? Kind(int at) => marks.At(at) is null or Mark.Protected or Mark.Rank && Kinds.TryGetValue(reading.Text[at].Text, out var kind) ? kind : null;

    private int? Joined(int at) => marks.At(at) is Mark.Joint { Value: JointKind.And or JointKind.Break } joint && !reading.Text[at].IsAny(".", "?", "!", ";", "with") ? joint.To : reading.Text[at].Is("or") ? at + 1 : null;

    /// <summary>The words of what was named, all of them and then each alone, the last one first.</summary>
    private static IEnumerable<IReadOnlyList<string>> Nouns(Mention mention)
    {
        var stems = NameWords.Stems(mention.Text).Where(stem => !EnglishWords.IsFiller(stem) && !EnglishWords.IsWeak(stem) && !Kinds.ContainsKey(stem)).ToList();
        if (stems.Count == 0) yield break;
        yield return stems;
        for (var at = stems.Count - 1; at >= 0 && stems.Count > 1; at--) yield return [stems[at]];
    }

    private List<Candidate> Figures(IReadOnlyList<string> stems)
    {
        var candidates = fields.Find(stems).Where(candidate => candidate.Field.IsMetric).ToList();
        return candidates.Count > 0 && candidates[0].Score >= Least ? candidates : [];
    }

    private int Take(int from, int to, IReadOnlyList<Candidate> candidates)
    {
        marks.Replace(new Mark.Asked(from, to));
        found.Add(new Mention(from, to, reading.Text.Between(from, to), candidates) { IsQuestion = true });
        return to;
    }
}
