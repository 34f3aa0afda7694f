using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Walks over marks and mentions in their order and sorts them into wishes. What it does not know is kept as possible values of filters.</summary>
internal sealed partial class WishReader
{
    internal static readonly string[] ShareWords = ["share", "shares", "mix", "distribution", "proportion", "proportions", "composition", "split", "percentage", "contribution", "makeup"];

    /// <summary>Things that are counted have to be called so nearly where nothing counts them.</summary>
    private const double LeastForThings = 0.7;

    /// <summary>A number before a figure is only meant where it is called so.</summary>
    private const double LeastForNumbers = 0.8;

    /// <summary>Who has a thing, rather than the thing.</summary>
    private static readonly string[] Holders = ["manager", "managers", "team", "teams", "owner", "owners", "executive", "executives", "boss", "person"];

    private readonly PromptReading reading;
    private readonly IReadOnlyList<Mention> mentions;
    private readonly Surroundings around;
    private readonly Understanding result;
    private readonly Scope scope = new();
    private readonly NarrowingReader narrowing;
    private Wish wish = new();
    private bool isCount;

    /// <summary>Whether only words and names stand between "number of" and here.</summary>
    private bool isInCount;
    private bool afterAnd;

    /// <summary>Whether "with" stands before: a figure after it belongs to what was said, unless it is cut by something else.</summary>
    private bool isAdded;
    private bool isAfterComma;

    /// <summary>Whether stretches of time are ranked, so that "by" names what they are ranked by.</summary>
    private bool isTimeRanked;

    /// <summary>Whether the grain was said after the figure, so that another figure begins another wish.</summary>
    private bool isTrendSaid;

    private WishReader(PromptReading reading, IReadOnlyList<Mention> mentions)
    {
        this.reading = reading;
        this.mentions = mentions;
        around = new Surroundings(reading, mentions);
        result = new Understanding(reading);
        narrowing = new NarrowingReader(reading, mentions, around, result, scope);
    }

    public static Understanding Read(PromptReading reading, IReadOnlyList<Mention> mentions) => new WishReader(reading, mentions).Run();

    private Understanding Run()
    {
        for (var i = 0; i < reading.Text.Count;)
        {
            var mark = reading.Marks.At(i);
            if (mark is Mark.OfData value)
            {
                i = narrowing.Take(value, wish);
            }
            else if (mark is Mark.Asked asked && mentions.All(one => one.From != i))
            {
                i = asked.To;
            }
            else if (mark is Mark.Bound bound)
            {
                i = narrowing.Take(bound, wish);
                (afterAnd, isAdded) = (false, false);
            }
            else if (mark is not null and not (Mark.Protected or Mark.Asked))
            {
                Take(mark);
                i = mark.To;
            }
            else if (mentions.FirstOrDefault(one => one.From == i) is { } mention)
            {
                result.HasContent = true;
                Take(mention);
                i = mention.To;
            }
            else if (IsAskedTime(i) is { } unit)
            {
                // "which week had most of it".
                RankTimes(unit, reading.Text.Between(i - 1, i + 1));
                i++;
            }
            else
            {
                i = narrowing.TakeLeftover(i, wish);
            }
        }

        EndScope();
        Finish();
        // "Where do they come from? Sessions by source": the second sentence says what is wanted.
        result.Wishes.RemoveAll(one => one is { Metrics.Count: 1, Dimensions.Count: 0, HasTrend: false, Rank: null, Chart: null } && around.IsWondering(one.Metrics[0]) && result.Wishes.Exists(other => other != one && other.Metrics.Count > 0));
        // "members vs non-members": the second half says nothing new.
        result.Filters.RemoveAll(filter => filter is { IsNegated: true, Words.Count: 0, Field: { } field } && result.Wishes.Exists(one => one.Dimensions.Exists(shown => shown.To <= field.From && around.IsAgainstRest(shown) && shown.Candidates[0].Field.Name == field.Candidates[0].Field.Name)));
        return result;
    }

    private void Take(Mention mention)
    {
        if (mention is { IsQuestion: true, BestMetric: > 0 })
        {
            // A question is for a figure, wherever it stands.
            EndScope();
            scope.Role = null;
            AddMetric(mention);
            (afterAnd, isCount) = (false, false);
            return;
        }

        if (mention.IsSplit)
        {
            EndScope();
            AddDimension(mention);
            (scope.Role, afterAnd, isCount) = (null, false, false);
            return;
        }

        if (scope is { IsDropped: true, Role: JointKind.By }) return;
        if (!isCount && scope.Role is null && Surroundings.IsThing(mention) && mention.BestDimension >= FieldFinder.Least && around.IsAsked(mention.From))
        {
            // "Which customers …" wants to see customers, whatever it goes on to measure.
            AddDimension(mention);
            return;
        }

        if (!isCount && scope.Role is null && mention is { BestMetric: 0, BestDimension: < LeastForNumbers } && Surroundings.LikeliestDimension(mention) is { Field: { Type: Semantics.Model.FieldType.Number, IsOrdinal: false } } && mentions.Any(next => next.From == mention.To && next.BestMetric >= 0.6))
        {
            // "net profit": nothing is grouped by an amount that is called so by half.
            result.Filters.Add(Subject(mention));
            return;
        }

        if (!isCount && Surroundings.IsThing(mention) && mentions.FirstOrDefault(next => next.From == mention.To) is { BestMetric: >= 0.6 } main && main.BestMetric >= main.BestGrouping - 0.08)
        {
            // "road budget": the first word only says of what.
            result.Adjuncts.Add(mention);
            return;
        }

        if (!isCount && scope.Role is JointKind.By && mention.BestDimension < FieldFinder.Least && mentions.Any(next => next.From == mention.To && next.BestDimension >= 0.6))
        {
            // "by loyalty tier": what it is by stands behind, and the word before only says which kind of it.
            result.Adjuncts.Add(mention);
            return;
        }

        if (!isCount && wish is { Rank: not null, Metrics.Count: 0, Dimensions.Count: > 0 } && scope.Role is JointKind.By && Surroundings.IsThing(mention) && around.IsPerAfterRank(mention))
        {
            // "which branches earn most per reader": what is ranked is no count of readers.
            result.Denominators.Add(mention);
            return;
        }

        if (!isCount && wish is { Metrics.Count: > 0, Dimensions.Count: 0 } && scope.Role is null && Surroundings.IsThing(mention) && around.IsAfterOf(mention.From))
        {
            // "resolution time of high priority tickets": the things are only what the figure is of.
            result.Adjuncts.Add(mention);
            return;
        }

        if (!isCount && wish is { Metrics.Count: 0, Dimensions.Count: 0 } && scope.Role is null && around.IsListed(mention))
        {
            AddDimension(mention);
            return;
        }

        if (Surroundings.IsFlag(mention) && around.IsAgainstRest(mention))
        {
            AddDimension(mention);
            return;
        }

        // "without X, the Y too": a figure after the value that is left out is wanted, not left out as well.
        if (scope is { Role: JointKind.Not, HasValue: true } && mention.BestMetric >= 0.6 && mention.BestMetric >= mention.BestDimension) scope.Role = null;
        if (mention is { IsByDescription: false, BestMetric: < FieldFinder.Least, BestDimension: < LeastForThings } && scope.Role is null && (isInCount || wish is { Rank: null, Metrics.Count: 0 }))
        {
            // "number of requests" where something only means about the same, and nothing says "by": nothing of the kind is there.
            result.Filters.Add(Subject(mention));
            isCount = false;
            return;
        }

        if (isCount) wish.Counted.Add(mention);
        var counted = isCount;
        isCount = false;
        switch (scope.Role)
        {
            case JointKind.Control:
                result.Controls.Add(mention);
                return;
            case JointKind.Only or JointKind.Not:
                EndScope();
                scope.Held = mention;
                return;
        }

        if (scope.Role is null && !counted && Surroundings.IsFlag(mention) && (wish.Metrics.Count > 0 || reading.Text[mention.To].Is("only") || mentions.Any(next => next.From >= mention.To)))
        {
            // "value of newsletter subscribers", "recalled products": yes-or-no narrows unless something is split by it.
            result.Filters.Add(new FilterWish { Text = mention.Text, Field = mention, IsSure = true });
            return;
        }

        if (scope.Role == JointKind.By && isTimeRanked && wish.Metrics.Count == 0 && mention.BestMetric >= 0.6)
        {
            AddMetric(mention);
        }
        else if (scope.Role == JointKind.By && RanksThings(mention, counted || SaysCount(mention)))
        {
            // "technicians by utilisation": the things are shown, with the figure of each.
            wish.Dimensions.Add(wish.Metrics[0]);
            wish.Metrics.Clear();
            wish.Metrics.Add(mention);
        }
        else if (around.IsOwned(mention) && mention.BestMetric >= 0.5 && mention.BestMetric >= mention.BestGrouping - 0.08 && wish.Dimensions.Count > 0)
        {
            // "… by type with their score": a figure of what was said.
            isAdded = true;
            scope.Role = null;
            AddMetric(mention);
        }
        else if (scope.Role == JointKind.By && !counted && TakesAsDimension(mention)) AddDimension(mention);
        else if (scope.Role != JointKind.By && wish.Rank is not null && wish.Dimensions.Count == 0 && mention.BestDimension >= FieldFinder.Least && mention.BestDimension >= mention.BestMetric - 0.3 && !counted) AddDimension(mention);
        else if (scope.Role is null && wish is { Dimensions.Count: 0, Rank: null } && mention.BestMetric >= FieldFinder.Least && mention.BestMetric >= mention.BestGrouping - 0.35 && around.StandsBeforeBy(mention)) AddMetric(mention);
        else if (mention.BestMetric > 0 && (counted || mention.BestMetric >= mention.BestGrouping - 0.08 || (wish.Rank is not null && wish.Dimensions.Count > 0 && mention.BestMetric >= 0.6) || (scope.Role == JointKind.By && wish.Rank is not null))) AddMetric(mention);
        else AddDimension(mention);
        afterAnd = false;
    }

    /// <summary>"number of loans" is said of a count, whatever is numbered so.</summary>
    private bool SaysCount(Mention mention) => reading.Text[mention.From].IsAny("number", "count", "quantity") && reading.Text[mention.From + 1].Is("of") && mention.BestMetric >= mention.BestDimension;

    private bool RanksThings(Mention mention, bool isCounted)
        => wish is { Metrics.Count: 1, Dimensions.Count: 0 } && !wish.Counted.Contains(wish.Metrics[0]) && Surroundings.IsThing(wish.Metrics[0]) && wish.Metrics[0].BestDimension >= FieldFinder.Least
            && mention.BestMetric >= 0.55 && mention.BestMetric >= mention.BestGrouping - 0.08 && (isCounted || !Surroundings.IsThing(mention));

    private bool TakesAsDimension(Mention mention)
    {
        if (wish.Rank is not null && wish.Dimensions.Count > 0 && mention.BestMetric >= 0.5) return false;
        if (mention.BestDimension < FieldFinder.Least) return false;
        // "by priority and hall" is by both; "by hall and loans" shows the loans too.
        if (afterAnd && mention is { BestDimension: >= 0.7, To: var to } && !reading.Text[to - 1].Text.EndsWith('s') && Surroundings.IsThing(mention)) return true;
        if (afterAnd && (mention.BestMetric > mention.BestDimension + 0.1 || (mention.BestMetric >= 0.8 && around.IsFollowedByBy(mention)))) return false;
        return mention.BestDimension >= mention.BestMetric - 0.45;
    }

    private void AddMetric(Mention mention)
    {
        if ((wish.IsClosed && !(isAdded && !around.IsFollowedByBy(mention) && IsOfTheSame(mention))) || (isTrendSaid && afterAnd && around.IsFollowedByBy(mention)))
        {
            var counted = wish.Counted.Remove(mention);
            // "X by Y with Z": a figure of other data is cut by the same.
            IReadOnlyList<Mention> same = isAdded && !around.IsFollowedByBy(mention) ? [.. wish.Dimensions] : [];
            Finish();
            wish.Dimensions.AddRange(same);
            if (counted) wish.Counted.Add(mention);
        }

        wish.Metrics.Add(mention);
        if (scope.Role == JointKind.By && wish.Rank is null) wish.IsClosed = wish.Dimensions.Count > 0;
    }

    /// <summary>Whether some explore has both this figure and the one before, each as well as any: only then do they share a card.</summary>
    private bool IsOfTheSame(Mention mention)
        => wish.Metrics.Count == 0 || Homes(mention, wish.Counted.Contains(mention)).Intersect(Homes(wish.Metrics[0], wish.Counted.Contains(wish.Metrics[0]))).Any();

    private static IEnumerable<string> Homes(Mention mention, bool isCounted)
        => mention.Candidates.Where(candidate => candidate.Field.IsMetric && (!isCounted || candidate.Field.IsCount) && candidate.Score >= mention.BestMetric - 0.15).Select(candidate => candidate.Explore.Name);

    private FilterWish Subject(Mention mention) => new() { Words = [.. Enumerable.Range(mention.From, mention.To - mention.From).Select(i => reading.Text[i])], Text = mention.Text, IsSubject = true };

    private void AddDimension(Mention mention)
    {
        // "by store manager" is not by store.
        if (scope.Role is JointKind.By && reading.Text[mention.To].IsAny(Holders) && MentionFinder.IsFree(reading, mention.To)) result.Filters.Add(new FilterWish { Words = [reading.Text[mention.To]], Text = reading.Text.Between(mention.To, mention.To + 1), IsGrouping = true, IsWhole = true });
        wish.Dimensions.Add(mention);
        if (wish.Metrics.Count > 0) wish.IsClosed = true;
    }

    /// <summary>A field that was held for a value which did not come: a yes-or-no field narrows by itself, another one is shown.</summary>
    private void EndScope()
    {
        if (scope.Held is not { } mention) return;
        scope.Held = null;
        var isFlag = Surroundings.LikeliestDimension(mention) is { Field.Type: Semantics.Model.FieldType.Boolean, Score: >= 0.6 };
        if (scope.Role == JointKind.Not || (isFlag && mention.BestDimension >= mention.BestMetric - 0.2 && scope.IsSure))
        {
            result.Filters.Add(new FilterWish { Text = mention.Text, Field = mention, IsNegated = scope.Role == JointKind.Not, IsSure = true });
            return;
        }

        // "fines from new readers", "fines by branch, only new readers": a figure narrows nothing.
        if (scope.Lead is "from" or "for" or "by" or "only" && mention.BestMetric > mention.BestGrouping && wish.Metrics.Count > 0 && mention.To - mention.From > 1) result.Unnarrowed.Add(mention);
        (var kept, scope.Role) = (scope.Role, null);
        Take(mention);
        scope.Role = kept;
    }

    private void Finish()
    {
        if (!wish.IsEmpty && !result.TakesAsAddition(wish, isAfterComma)) result.Wishes.Add(wish);
        wish = new Wish();
        (scope.Role, isTrendSaid, isTimeRanked) = (null, false, false);
    }

    private void FinishKeepingRole()
    {
        var kept = scope.Role;
        Finish();
        scope.Role = kept;
    }
}
