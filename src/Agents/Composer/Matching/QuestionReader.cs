using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>
/// Reads what names a figure although other words stand in it: "how long do X run on average" is the average duration of X, "X cost most per Y" is the cost per Y, and what sells best are products.
/// What it takes is marked, so that nothing else reads it.
/// </summary>
internal sealed class QuestionReader
{
    private const int LongestQuestion = 10;

    /// <summary>A question is a whole sentence, so that more of a name has to be there than in a list of names.</summary>
    private const double Least = 0.5;

    private const double LeastForCount = 0.6;

    private const double LeastBridged = 0.82;

    private static readonly string Earned = Stemmer.Stem("revenue");

    /// <summary>Verbs that say no more than the question does.</summary>
    private static readonly string[] Verbs = ["run", "runs", "last", "lasts", "lasted", "stay", "stays", "occur", "occurs", "spend", "usually", "normally", "typically"];

    private static readonly string[] Helpers = ["do", "does", "did", "have", "has", "need", "needs", "get", "gets", "take", "takes", "we", "our", "their", "they", "you", "it", "time", "use", "uses", "used", "make", "makes"];

    private readonly PromptReading reading;
    private readonly FieldFinder fields;
    private readonly MarkList marks;
    private readonly List<Mention> found = [];

    private QuestionReader(PromptReading reading, FieldFinder fields)
    {
        this.reading = reading;
        this.fields = fields;
        marks = reading.Marks.Copy();
    }

    /// <summary>The reading with such words marked, and what they name.</summary>
    public static (PromptReading Reading, IReadOnlyList<Mention> Mentions) Read(PromptReading reading, FieldFinder fields)
    {
        var reader = new QuestionReader(reading, fields);
        for (var i = 0; i < reading.Text.Count; i++)
        {
            if ((reader.ReadQuestion(i) ?? reader.ReadCost(i) ?? reader.ReadClause(i) ?? reader.ReadRatio(i) ?? reader.ReadRanked(i) ?? reader.ReadExtreme(i) ?? reader.ReadSellers(i) ?? reader.ReadPer(i) ?? reader.ReadBridged(i)) is { } next) i = next - 1;
        }

        return reader.found.Count == 0 ? (reading, []) : (reading.With(reader.marks), reader.found);
    }

    private int? ReadQuestion(int from)
    {
        var text = reading.Text;
        if (!QuantityWords.Openers.TryMatch(text, from, out var next, out var kind) || Enumerable.Range(from, next - from).Any(i => marks.At(i) is not (null or Mark.Joint { Value: JointKind.Count }))) return null;
        var words = new List<(int At, string Stem)>();
        var end = next;
        for (; end < text.Count && end - from < LongestQuestion && Continues(end); end++)
        {
            var word = text[end];
            if (NameWords.IsSilent(word.Text) || word.IsAny(Verbs) || marks.At(end) is Mark.Joint) continue;
            if (word.Is("average") || !EnglishWords.IsFiller(word.Text) || EnglishWords.IsOfBusiness(word.Stem) || (fields.Knows(word.Stem) && !word.IsAny(Helpers))) words.Add((end, word.Stem));
        }

        // Words of other wishes may follow, so that a shorter question is tried too; what nobody knows is never left out.
        for (var count = words.Count; count > 0; count--)
        {
            var stems = words.Take(count).Select(word => word.Stem).ToList();
            if (stems is ["average"]) break;
            if (kind == QuantityKind.Many && count < 2) break;
            var candidates = fields.FindMeasured(stems, kind);
            var isByDescription = false;
            if ((candidates.Count == 0 || candidates[0].Score < Least) && kind != QuantityKind.Much && count == words.Count && count > 1 && !(kind == QuantityKind.Many && words.Skip(1).All(word => EnglishWords.IsParticiple(text[word.At].Text))))
            {
                candidates = [.. fields.FindDescribed(stems).Where(candidate => candidate.Field.IsMetric && (kind != QuantityKind.Many || candidate.Field.IsCount) && (kind != QuantityKind.Often || candidate.Field.Unit == "%"))];
                isByDescription = candidates.Count > 0;
            }

            if (candidates.Count > 0 && candidates[0].Score >= (kind == QuantityKind.Many && !isByDescription ? LeastForCount : Least)) return Take(from, count == words.Count ? end : words[count - 1].At + 1, candidates, isByDescription);
            // The first of values that are held against each other is none of the question's words.
            if (!fields.IsLikeAny(words[count - 1].Stem) && marks.At(words[count - 1].At + 1) is not Mark.Joint { Value: JointKind.Versus }) break;
        }

        return null;
    }

    /// <summary>"what does X cost us on average per Y" asks for the mean of what X costs.</summary>
    private int? ReadCost(int from)
    {
        var text = reading.Text;
        if (!text[from].Is("what") || !text[from + 1].IsAny("do", "does", "did")) return null;
        var cost = from + 2;
        while (cost - from < LongestQuestion && text[cost].Kind == WordKind.Word && !text[cost].IsAny("cost", "costs")) cost++;
        if (!text[cost].IsAny("cost", "costs") || !Enumerable.Range(from + 2, cost - from - 2).All(i => marks.At(i) is null or Mark.Protected)) return null;
        List<string> thing = [.. Enumerable.Range(from + 2, cost - from - 2).Where(i => !EnglishWords.IsFiller(text[i].Text)).Select(i => text[i].Stem)];
        var to = cost + 1;
        while (text[to].IsAny("us", "me", "them", "you", "our", "company")) to++;
        var isMean = text[to].Is("on") && text[to + 1].Is("average");
        if (isMean) to += 2;
        if (thing.Count == 0) return null;
        var candidates = fields.Find(isMean ? ["average", .. thing, text[cost].Stem] : [.. thing, text[cost].Stem]).Where(candidate => candidate.Field.IsMetric).ToList();
        if (candidates.Count == 0 || candidates[0].Score < LeastForCount) return null;
        // "per order" says what the average is taken over, where orders are what is counted there.
        if (isMean && text[to].IsAny("per", "for", "by") && fields.Find([text[to + 1].Stem]) is { Count: > 0 } each && each[0].Score >= Least && each.Any(one => one.Field.IsCount && one.Score >= each[0].Score - 0.05)) to += 2;
        return Take(from, to, candidates, isByDescription: false);
    }

    /// <summary>"what readers paid us for copies" is told by the description of a figure in much the same words.</summary>
    private int? ReadClause(int from)
    {
        var text = reading.Text;
        if (!text[from].Is("what") || marks.At(from) is not null || text[from + 1].IsAny("do", "does", "did", "is", "are", "was", "were", "share", "percentage", "kind", "type")) return null;
        var stems = new List<string>();
        var to = from + 1;
        for (; to < text.Count && to - from < LongestQuestion && (Continues(to) || marks.At(to) is Mark.Joint { Value: JointKind.Only }); to++)
        {
            if (!NameWords.IsSilent(text[to].Text) && (!EnglishWords.IsFiller(text[to].Text) || EnglishWords.IsParticiple(text[to].Text))) stems.Add(text[to].Stem);
        }

        if (stems.Count < 3 || fields.Find(stems).Any(candidate => candidate.Field.IsMetric && candidate.Score >= LeastForCount)) return null;
        var candidates = fields.FindDescribed(stems).Where(candidate => candidate.Field.IsMetric).ToList();
        return candidates.Count == 0 ? null : Take(from, to, candidates, isByDescription: true);
    }

    /// <summary>"fines as a share of income" is the rate of fines, where there is one.</summary>
    private int? ReadRatio(int at)
    {
        var text = reading.Text;
        if (!text[at].Is("as")) return null;
        var part = text[at + 1].IsAny("a", "the") ? at + 2 : at + 1;
        if (!text[part].IsAny("percentage", "percent", "share", "proportion", "fraction", "ratio") || !text[part + 1].Is("of")) return null;
        var to = part + 2;
        while (to - part < 5 && text[to].Kind == WordKind.Word && marks.At(to) is null or Mark.Protected) to++;
        for (var from = Math.Max(0, at - 3); from < at; from++)
        {
            if (!Enumerable.Range(from, at - from).All(i => text[i].Kind == WordKind.Word && marks.At(i) is null or Mark.Protected) || NameWords.IsSilent(text[from].Text)) continue;
            var candidates = fields.FindMeasured([.. Enumerable.Range(from, at - from).Where(i => !NameWords.IsSilent(text[i].Text)).Select(i => text[i].Stem)], QuantityKind.Often).Where(candidate => candidate.Field.Unit == "%").ToList();
            if (candidates.Count > 0 && candidates[0].Score >= Least) return Take(from, to, candidates, isByDescription: false);
        }

        return null;
    }

    /// <summary>"is", "are" and "on average" stand inside a question; what parts wishes ends it.</summary>
    private bool Continues(int at)
    {
        var word = reading.Text[at];
        return marks.At(at) switch
        {
            null or Mark.Protected => word.Kind == WordKind.Word,
            Mark.Joint { Value: JointKind.Only } => word.IsAny("is", "are") || (word.Is("on") && reading.Text[at + 1].Is("average")),
            _ => false,
        };
    }

    /// <summary>"… cost most per order": the rank stands inside the name.</summary>
    private int? ReadRanked(int at)
    {
        if (marks.At(at) is not Mark.Rank { Count: null } rank || rank.From != at || !reading.Text[rank.To].IsAny("per", "for", "by") || !reading.Text[rank.To - 1].IsAny("most", "least")) return null;
        for (var from = at - 1; from >= Math.Max(0, at - 2); from--)
        {
            for (var to = Math.Min(reading.Text.Count, rank.To + 3); to > rank.To + 1; to--)
            {
                if (!Enumerable.Range(from, at - from).Concat(Enumerable.Range(rank.To + 1, to - rank.To - 1)).All(i => marks.At(i) is null && reading.Text[i].Kind == WordKind.Word && !NameWords.IsSilent(reading.Text[i].Text))) continue;
                var stems = Enumerable.Range(from, at - from).Concat(Enumerable.Range(rank.To + 1, to - rank.To - 1)).Select(i => reading.Text[i].Stem).ToList();
                var candidates = fields.Find(stems, at - from - 1).Where(candidate => candidate.Field.IsMetric).ToList();
                // "buy most per customer": what is bought is what is earned.
                if (candidates.Count == 0 && from == at - 1 && EnglishWords.IsDeed(reading.Text[from].Text)) candidates = [.. fields.Find([Earned, .. stems.Skip(1)], 0).Where(candidate => candidate.Field.IsMetric)];
                if (candidates.Count == 0 || candidates[0].Score < 0.75) continue;
                Take(from, at, candidates, isByDescription: false);
                marks.Replace(new Mark.Asked(rank.To, to));
                return to;
            }
        }

        return null;
    }

    /// <summary>"visits per reader by hall": beside another breakdown the figure of each is meant, where one is called so or told so.</summary>
    private int? ReadPer(int at)
    {
        var text = reading.Text;
        if (!text[at].Is("per") || marks.At(at) is not Mark.Joint { Value: JointKind.By } || !IsFree(at - 1) || !IsFree(at + 1)) return null;
        if (!Enumerable.Range(0, text.Count).Any(other => other != at && (marks.At(other) is Mark.Joint { Value: JointKind.By } || text[other].Is("which")))) return null;
        for (var from = Math.Max(0, at - 2); from < at; from++)
        {
            if (!Enumerable.Range(from, at - from).All(IsFree)) continue;
            var figure = Enumerable.Range(from, at - from).Select(i => text[i].Stem).ToList();
            if (fields.FindTold(figure, [text[at + 1].Stem]) is { Count: > 0 } told) return Take(from, at + 2, told, isByDescription: true);
            if (fields.FindMeans(figure, text[at + 1].Stem) is { Count: > 0 } means) return Take(from, at + 2, means, isByDescription: false);
        }

        return null;

        bool IsFree(int i) => i >= 0 && text[i].Kind == WordKind.Word && marks.At(i) is null or Mark.Protected && !NameWords.IsSilent(text[i].Text);
    }

    /// <summary>What sells best or worst are products.</summary>
    private int? ReadSellers(int at)
    {
        if (reading.Text[at].Is("what") && reading.Text[at + 1].IsAny("sells", "sold", "sell") && marks.At(at + 2) is Mark.Rank && fields.Find([Stemmer.Stem("product")]).Where(candidate => !candidate.Field.IsMetric).ToList() is { Count: > 0 } goods) return Take(at, at + 2, goods, isByDescription: false);
        if (!reading.Text[at].IsAny("seller", "sellers") || marks.At(at) is not null || marks.At(at - 1) is not Mark.Rank) return null;
        var products = fields.Find([Stemmer.Stem("product")]).Where(candidate => !candidate.Field.IsMetric).ToList();
        return products.Count == 0 ? null : Take(at, at + 1, products, isByDescription: false);
    }

    /// <summary>"our biggest gift" is one figure where there is one of that name; "biggest gifts" is a list.</summary>
    private int? ReadExtreme(int at)
    {
        if (marks.At(at) is not Mark.Rank { Count: null } rank || rank.From != at) return null;
        var text = reading.Text;
        for (var to = Math.Min(text.Count, rank.To + 2); to > rank.To; to--)
        {
            if (text[to - 1].Text.EndsWith('s') || !Enumerable.Range(rank.To, to - rank.To).All(i => marks.At(i) is null && text[i].Kind == WordKind.Word)) continue;
            var candidates = fields.Find([text[rank.To - 1].Stem, .. Enumerable.Range(rank.To, to - rank.To).Select(i => text[i].Stem)]).Where(candidate => candidate.Field.Metric is MetricType.Max or MetricType.Min).ToList();
            if (candidates.Count > 0 && candidates[0].Score >= LeastBridged) return Take(at, to, candidates, isByDescription: false);
        }

        return null;
    }

    /// <summary>"money on gifts" is the gift money, and "seats they sold" are the seats sold, where a figure is called so.</summary>
    private int? ReadBridged(int at)
    {
        var text = reading.Text;
        if (text[at].Is("on") && text[at + 1].Is("average") && marks.At(at - 1) is null && text[at - 1].Kind == WordKind.Word)
        {
            // "basket on average".
            var means = fields.Find(["average", text[at - 1].Stem]).Where(candidate => candidate.Field is { IsMetric: true, IsAdditive: false }).ToList();
            return means.Count > 0 && means[0].Score >= LeastForCount ? Take(at - 1, at + 2, means, isByDescription: false) : null;
        }

        var isOwn = text[at].IsAny("they", "we") && marks.At(at) is null;
        if ((!isOwn && (marks.At(at) is not Mark.Joint { Value: JointKind.Only } || !text[at].IsAny("on", "for", "from", "in"))) || marks.At(at - 1) is not null || marks.At(at + 1) is not null || text[at - 1].Kind != WordKind.Word || text[at + 1].Kind != WordKind.Word) return null;
        // Of values that are held against each other, one alone makes no name.
        if (marks.At(at + 2) is Mark.Joint { Value: JointKind.Versus or JointKind.And } || text[at + 2].Is("or")) return null;
        var candidates = fields.Find(isOwn ? [text[at - 1].Stem, text[at + 1].Stem] : [text[at + 1].Stem, text[at - 1].Stem]).Where(candidate => candidate.Field.IsMetric).ToList();
        return candidates.Count > 0 && candidates[0].Score >= LeastBridged ? Take(at - 1, at + 2, candidates, isByDescription: false) : null;
    }

    private int Take(int from, int to, IReadOnlyList<Candidate> candidates, bool isByDescription)
    {
        marks.Replace(new Mark.Asked(from, to));
        found.Add(new Mention(from, to, reading.Text.Between(from, to), candidates) { IsQuestion = true, IsByDescription = isByDescription });
        return to;
    }
}
