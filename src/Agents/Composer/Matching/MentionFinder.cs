using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Cuts the unmarked words of a prompt into mentions of fields so that as much as possible is explained by as few as possible.</summary>
internal sealed class MentionFinder(FieldFinder fields)
{
    private const int LongestMention = 6;

    /// <summary>Words that one field explains are not shared among two that explain them hardly better.</summary>
    private const double CostOfMention = 0.15;

    /// <summary>A word that is usually filler must be a field's name outright.</summary>
    private const double LeastForFiller = 0.9;

    /// <summary>"by type" names the type all the same.</summary>
    private const double LeastForDimension = 0.75;

    private const double LeastForTitled = 0.5;

    private static readonly string Time = Stemmer.Stem("time");

    /// <summary>Where a rate is called so nearly, no other one is looked for.</summary>
    private const double LeastForRate = 0.6;

    /// <summary>The same, with questions read first; the reading comes back with them marked.</summary>
    public (PromptReading Reading, IReadOnlyList<Mention> Mentions) Read(PromptReading reading)
    {
        var (split, halves) = OldAndNewReader.Read(reading, fields);
        var (asked, questions) = QuestionReader.Read(split, fields);
        return EllipsisReader.Read(asked, questions.Count + halves.Count == 0 ? Find(asked) : [.. Find(asked).Concat(questions).Concat(halves).OrderBy(mention => mention.From)], fields);
    }

    public IReadOnlyList<Mention> Find(PromptReading reading)
    {
        var mentions = new List<Mention>();
        var text = reading.Text;
        for (var start = 0; start < text.Count;)
        {
            if (!IsFree(reading, start))
            {
                start++;
                continue;
            }

            var end = start;
            while (end < text.Count && IsFree(reading, end)) end++;
            FindInRun(text, start, end, mentions);
            start = end;
        }

        return mentions;
    }

    public static bool IsFree(PromptReading reading, int index)
        => reading.Marks.At(index) is null or Mark.Protected && reading.Text[index].Kind is WordKind.Word or WordKind.Number or WordKind.Quoted;

    private void FindInRun(PromptText text, int start, int end, List<Mention> mentions)
    {
        var length = end - start;
        var best = new double[length + 1];
        var step = new (int Length, Mention? Mention)[length + 1];
        for (var at = length - 1; at >= 0; at--)
        {
            best[at] = best[at + 1];
            step[at] = (1, null);
            for (var size = 1; size <= Math.Min(LongestMention, length - at); size++)
            {
                if (Read(text, start + at, start + at + size) is not { } mention) continue;
                // Longer mentions explain more: two words by one field beat two fields of one word each.
                var value = (mention.Top * Math.Pow(TellingWords(text, mention.From, mention.To), 1.25)) - CostOfMention + best[at + size];
                if (value <= best[at] + 0.0001) continue;
                best[at] = value;
                step[at] = (size, mention);
            }
        }

        for (var at = 0; at < length; at += step[at].Length)
        {
            if (step[at].Mention is not { } mention) continue;
            if (SplitThings(text, mention) is { } halves)
            {
                mentions.AddRange(halves);
                continue;
            }

            // "house captain" is the house's, where nothing is called a captain: whom they are addressed as is in the data.
            var isTitled = at + step[at].Length < length && step[at + step[at].Length].Mention is null && mention.BestDimension >= LeastForTitled && ValueWords.TitleOf(text[mention.To].Text) is not null && !fields.IsLikeAny(text[mention.To].Stem);
            mentions.Add(isTitled ? mention with { To = mention.To + 1, Text = text.Between(mention.From, mention.To + 1) } : mention);
        }
    }

    /// <summary>"first visits" are visits, those of a yes-or-no field of that name; by which something is cut, it is the field.</summary>
    private Mention[]? SplitThings(PromptText text, Mention mention)
    {
        var last = mention.To - 1;
        if (last == mention.From || mention.BestMetric >= LeastForTitled || !text[last].Text.EndsWith('s') || !Surroundings.IsFlag(mention) || text[mention.From - 1].IsAny("by", "per", "across", "each", "vs", "versus", "and", "or", ",", "share", "non", "not", "no", "without")) return null;
        if (text[mention.From - 1].Is("of") && !text[mention.From - 2].IsAny("number", "count")) return null;
        if (Read(text, last, mention.To) is not { BestMetric: >= LeastForFiller } thing || !Surroundings.IsThing(thing)) return null;
        return [mention with { To = last, Text = text.Between(mention.From, last) }, thing];
    }

    private Mention? Read(PromptText text, int from, int to)
    {
        if (NameWords.IsSilent(text[from].Text) || NameWords.IsSilent(text[to - 1].Text)) return null;
        // "Create a …" is what is to be done.
        if (from == 0 && to == 1 && EnglishWords.IsFiller(text[0].Text) && text[1].IsAny("a", "an", "the", "me", "us", "my", "our")) return null;
        // "which shops sell …": the things, and what they do.
        if (to - from == 2 && text[from - 1].IsAny("which", "what") && text[from].Text.EndsWith('s') && EnglishWords.IsDeed(text[from + 1].Text)) return null;
        var stems = new List<string>();
        int? said = null;
        for (var i = from; i < to; i++)
        {
            if (text[i].IsAny("of", "for", "per", "in", "by", "from") && stems.Count > 0) said ??= stems.Count - 1;
            if (NameWords.IsSilent(text[i].Text)) continue;
            if (text[i].Kind == WordKind.Quoted) stems.AddRange(NameWords.Stems(text[i].Text));
            else stems.Add(text[i].Stem);
        }

        var candidates = fields.Find(stems, said);
        // "first-time visits" are first visits.
        if (stems.Count > 2 && stems.IndexOf("first") is >= 0 and var first && first < stems.Count - 1 && stems[first + 1] == Time) candidates = [.. candidates.Concat(fields.Find([.. stems.Where((_, at) => at != first + 1)])).OrderByDescending(candidate => candidate.Score)];
        if (stems.Count is > 1 and <= 4 && candidates.All(candidate => !candidate.Field.IsMetric || candidate.Score < 0.6)) candidates = WithInitials(stems, candidates);
        if (stems.Exists(stem => Acronyms.Of(stem) is not null)) candidates = WithMeaning(stems, candidates);
        if (stems.Count > 2 && KindWords.IsRate(stems[^1]) && !candidates.Any(candidate => candidate.Score >= LeastForRate && KindWords.IsRate(candidate.Field)) && fields.FindRates(stems) is { Count: > 0 } rates) candidates = [.. rates, .. candidates];
        if (candidates.Count == 0) return null;
        // "active members" are counted; their rate is said as such.
        if (stems.Count > 1 && text[to - 1].Kind == WordKind.Word && text[to - 1].Text.EndsWith('s'))
            candidates = [.. candidates.Select(candidate => IsUnsaidRate(candidate.Field, stems) ? candidate with { Score = candidate.Score * 0.85 } : candidate).OrderByDescending(candidate => candidate.Score)];
        if (TellingWords(text, from, to) == 0 || Enumerable.Range(from, to - from).All(i => EnglishWords.IsFiller(text[i].Text)))
            return MayBeFiller(text, from, to, candidates) ? null : new Mention(from, to, text.Between(from, to), candidates);
        // Fillers at the edges belong to no name, unless they are part of it.
        return new Mention(from, to, text.Between(from, to), candidates);
    }

    /// <summary>A word that is usually filler names a field only where it fits very well, or where something is cut by it.</summary>
    private static bool MayBeFiller(PromptText text, int from, int to, IReadOnlyList<Candidate> candidates)
    {
        if (text[from - 1].IsAny("by", "per", "each", "every", "across", "which", "what")) return candidates[0].Score < LeastForDimension;
        // "by priority and building".
        var isNext = text[from - 1].IsAny("and", ",") && !text[to].Is("by") && to - from == 1 && candidates.Any(candidate => candidate.Field is { IsMetric: false, Type: FieldType.String } && candidate.Score >= LeastForDimension);
        return !isNext && candidates[0].Score < LeastForFiller;
    }

    private static bool IsUnsaidRate(CatalogField field, List<string> stems)
        => field is { IsMetric: true, IsAdditive: false } && field.Names[0].Stems is [.., var last] && KindWords.IsPart(last, field) && !stems.Contains(last);

    /// <summary>"blood pressure" is what a catalog that is short of room calls BP, also within a longer name.</summary>
    private IReadOnlyList<Candidate> WithInitials(List<string> stems, IReadOnlyList<Candidate> candidates)
    {
        var more = new List<Candidate>();
        for (var size = stems.Count; size > 1; size--)
        {
            for (var from = 0; from + size <= stems.Count; from++)
            {
                var initials = string.Concat(stems.Skip(from).Take(size).Select(stem => stem[0]));
                // "urgent priority" is no "up".
                if (fields.Knows(initials) && !EnglishWords.Knows(initials) && !EnglishWords.IsParticle(initials)) more.AddRange(fields.Find([.. stems.Take(from), initials, .. stems.Skip(from + size)]));
            }
        }

        return more.Count > 0 ? [.. candidates.Concat(more).OrderByDescending(candidate => candidate.Score)] : candidates;
    }

    /// <summary>Letters that stand for words: fields that have the words, and of those with the letters first the one that has some of the words too.</summary>
    private IReadOnlyList<Candidate> WithMeaning(List<string> stems, IReadOnlyList<Candidate> candidates)
    {
        var words = stems.SelectMany(stem => Acronyms.Of(stem) ?? []).ToHashSet();
        var inFull = fields.Find([.. stems.SelectMany(stem => Acronyms.Of(stem) ?? [stem])]).Where(candidate => !candidates.Any(known => known.Field.Name == candidate.Field.Name && known.Explore == candidate.Explore));
        return [.. candidates.Select(candidate => candidate with { Score = Math.Min(1, candidate.Score + (candidate.Field.Names.Any(name => name.Stems.Any(words.Contains)) ? 0.08 : 0)) }).Concat(inFull).OrderByDescending(candidate => candidate.Score)];
    }

    private static double TellingWords(PromptText text, int from, int to)
    {
        var count = 0.0;
        for (var i = from; i < to; i++)
        {
            if (!NameWords.IsSilent(text[i].Text)) count += EnglishWords.IsFiller(text[i].Text) || EnglishWords.IsWeak(text[i].Stem) ? 0.4 : 1;
        }

        return count;
    }
}
