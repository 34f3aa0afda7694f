using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Reads what narrows: values, limits, and words that nothing knows and that may be values.</summary>
internal sealed class NarrowingReader(PromptReading reading, IReadOnlyList<Mention> mentions, Surroundings around, Understanding result, Scope scope)
{
    private static readonly string[] Pointing = ["this", "that", "these", "those", "what", "which", "each", "every", "any", "all", "some", "same", "our", "their", "its", "my", "your", "best", "worst", "different", "various", "new", "current", "me", "us", "show", "give", "see", "want", "need", "plot", "graph", "draw", "compare"];

    /// <summary>Reads words that nothing knows; the place after them.</summary>
    public int TakeLeftover(int from, Wish wish)
    {
        var text = reading.Text;
        if (text[from].Kind == WordKind.Mark) return from + 1;
        // "longer than 5 days to ship": what is done is no value.
        if (text[from - 1].Is("to") && reading.Marks.At(from - 1) is null && char.IsLower(text.Original[text[from].Start]) && text[from].Kind == WordKind.Word) return from + 1;
        // "win rate" where no figure is called so: neither word means anything by itself.
        if (IsRateOfItsOwn(from)) return Unknown(from, from + 2);
        if (WishReader.ShareWords.Contains(text[from].Text)) wish.IsShare = true;
        if (!around.IsTelling(from, scope.Role) || (scope.Role is JointKind.Only or JointKind.Not && !around.HasNonFiller(from, scope.IsSure))) return from + 1;
        var to = from + 1;
        while (to < text.Count && MentionFinder.IsFree(reading, to) && mentions.All(mention => mention.From != to) && (around.IsTelling(to, scope.Role) || (NameWords.IsSilent(text[to].Text) && !text[to].Is("to") && around.IsTelling(to + 1, scope.Role)) || (EnglishWords.IsFiller(text[to].Text) && !WishReader.ShareWords.Contains(text[to].Text) && !NameWords.IsSilent(text[to].Text)))) to++;
        // "paid by …" before a value that was found says only how the value is meant.
        return around.IsVerbOfValue(from, to) ? to : Narrow(from, to, null, wish);
    }

    private bool IsRateOfItsOwn(int at)
        => IsLoose(at) && IsLoose(at + 1) && KindWords.IsRate(reading.Text[at + 1].Stem) && !KindWords.SaysKind(reading.Text[at].Stem) && !reading.Text[at].IsAny(Pointing) && scope.Role is null or JointKind.Break;

    private bool IsLoose(int at)
        => at < reading.Text.Count && reading.Text[at].Kind == WordKind.Word && MentionFinder.IsFree(reading, at) && !NameWords.IsSilent(reading.Text[at].Text) && mentions.All(mention => at < mention.From || at >= mention.To);

    /// <summary>Keeps words of which something is wanted that nobody knows; the place after them.</summary>
    private int Unknown(int from, int to)
    {
        result.HasContent = true;
        result.Filters.Add(new FilterWish { Words = [.. Enumerable.Range(from, to - from).Select(i => reading.Text[i])], Text = reading.Text.Between(from, to), IsSubject = true, IsWhole = true });
        return to;
    }

    /// <summary>Reads a value that was found in the data; the place after it.</summary>
    public int Take(Mark.OfData value, Wish wish) => Narrow(value.From, value.To, value, wish);

    /// <summary>Words that narrow, or may do so: values, with the field that is named beside them.</summary>
    private int Narrow(int from, int to, Mark.OfData? known, Wish wish)
    {
        var text = reading.Text;
        result.HasContent = true;
        var following = mentions.FirstOrDefault(mention => mention.From == to);
        // A value of one field says nothing of another field beside it.
        var beside = known is not null && following?.Candidates.Any(candidate => candidate.Field.Name == known.Field) == false ? null : following;
        var field = scope.Held ?? (beside is { BestDimension: >= 0.6 } ? beside : mentions.FirstOrDefault(mention => mention.To == from && mention.BestDimension >= 0.6));
        result.Filters.Add(new FilterWish
        {
            Words = [.. Enumerable.Range(from, to - from).Select(i => text[i])],
            Text = text.Between(from, to),
            Field = field,
            Known = known,
            IsNegated = scope.Role == JointKind.Not || Surroundings.IsTakenOut(reading, to),
            IsPlace = scope is { Role: JointKind.Only, Lead: "in" or "at" },
            IsSure = known is not null || scope.Role is JointKind.Not || (scope.Role is JointKind.Only && scope.IsSure),
            IsBeforeName = following is not null,
            IsGrouping = known is null && scope.Role is JointKind.By,
            IsSubject = known is null && (scope.Role is null || (scope.Role is JointKind.Only && !scope.IsSure && scope.Lead is "on" or "about")),
        });
        scope.Held = null;
        scope.HasValue = true;
        if (following is null || (scope.Role is not (JointKind.Only or JointKind.Not) && known is null)) return to;
        // "for the West region": the field was named for its value; "only completed orders" still counts orders.
        if (beside is not null && beside.BestDimension >= 0.6 && beside.BestDimension > beside.BestMetric) return beside.To;
        if (scope.Role is not (JointKind.Only or JointKind.Not)) return to;
        if (result.Wishes.Count + wish.Metrics.Count > 0 && scope.Role == JointKind.Not) return following.To;
        if (result.Wishes.Any(done => done.Metrics.Count > 0) || wish.Metrics.Count > 0 || wish.Dimensions.Count > 0) return following.To;
        scope.Role = null;
        return to;
    }

    /// <summary>Reads a limit of a figure, with the field beside it; the place after it. "Books lent by hall over 100 books": the word behind the number says again what was named, and asks for nothing more.</summary>
    public int Take(Mark.Bound bound, Wish wish)
    {
        var text = reading.Text;
        var next = mentions.FirstOrDefault(mention => mention.From == bound.To);
        // "excluding orders over 100": what was held back belongs to the limit, which says what is left out.
        var isNegated = scope is { Role: JointKind.Not, Held: not null };
        var before = scope.Held ?? mentions.LastOrDefault(mention => mention.To <= bound.From && bound.From - mention.To <= 2);
        var again = next is null ? null : result.Wishes.Append(wish).SelectMany(one => one.Metrics).FirstOrDefault(metric => SaysAgain(next, metric));
        scope.Held = null;
        if (scope.Role is JointKind.Not) scope.Role = null;
        // "more than 5 times" counts what was done, and is no sum of money.
        var isTimes = next is null && bound is { IsMoney: false, Unit: null } && text[bound.To].Is("times");
        var held = isNegated ? Opposite(bound) : bound;
        result.Filters.Add(new FilterWish
        {
            Text = text.Between(bound.From, isTimes ? bound.To + 1 : bound.To),
            Bound = isTimes ? held with { Unit = text[bound.To].Text } : held,
            Field = again ?? next ?? before,
            IsMoney = bound.IsMoney && next is null,
            IsOfRows = next is null && before is not null && Surroundings.IsThing(before),
            IsSure = true,
        });
        return again is null ? bound.To : next!.To;
    }

    private static bool SaysAgain(Mention next, Mention metric)
    {
        var said = NameWords.Stems(metric.Text);
        return NameWords.Stems(next.Text) is { Count: > 0 } stems && stems.All(said.Contains);
    }

    private static Mark.Bound Opposite(Mark.Bound bound) => bound.Operator switch
    {
        "greaterThan" => bound with { Operator = "lessThanOrEqual" },
        "greaterThanOrEqual" => bound with { Operator = "lessThan" },
        "lessThan" => bound with { Operator = "greaterThanOrEqual" },
        "lessThanOrEqual" => bound with { Operator = "greaterThan" },
        "inBetween" => bound with { Operator = "notInBetween" },
        _ => throw new InvalidOperationException($"Unknown bound {bound.Operator}."),
    };
}
