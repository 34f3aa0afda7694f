using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Walks over marks and mentions in their order and sorts them into wishes. What it does not know is kept as possible values of filters.</summary>
internal sealed class WishReader
{
    internal static readonly string[] ShareWords = ["share", "shares", "mix", "distribution", "proportion", "proportions", "composition", "split", "percentage", "contribution", "makeup"];

    private static readonly string[] SureWords = ["only", "just", "where", "filtered", "limited", "limit", "restricted", "restrict", "that", "which", "who", "whose", "focus", "focused", "focusing", "with", "narrowed"];

    private readonly PromptReading reading;
    private readonly IReadOnlyList<Mention> mentions;
    private readonly Surroundings around;
    private readonly Understanding result;
    private Wish wish = new();
    private JointKind? role;
    private bool isSure;
    private bool isCount;
    private bool afterAnd;

    /// <summary>Whether "with" stands before: a figure after it belongs to what was said, unless it is cut by something else.</summary>
    private bool isAdded;
    private bool isAfterComma;

    /// <summary>Whether the grain was said after the figure, so that another figure begins another wish.</summary>
    private bool isTrendSaid;
    private string lead = "";
    private Mention? held;

    private WishReader(PromptReading reading, IReadOnlyList<Mention> mentions)
    {
        this.reading = reading;
        this.mentions = mentions;
        around = new Surroundings(reading, mentions);
        result = new Understanding(reading);
    }

    public static Understanding Read(PromptReading reading, IReadOnlyList<Mention> mentions) => new WishReader(reading, mentions).Run();

    private Understanding Run()
    {
        for (var i = 0; i < reading.Text.Count;)
        {
            var mark = reading.Marks.At(i);
            if (mark is Mark.OfData value)
            {
                i = TakeValue(value);
            }
            else if (mark is Mark.Asked asked && mentions.All(one => one.From != i))
            {
                i = asked.To;
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
            else
            {
                i = TakeLeftover(i);
            }
        }

        EndScope();
        Finish();
        return result;
    }

    private void Take(Mark mark)
    {
        switch (mark)
        {
            case Mark.Joint joint:
                Take(joint);
                return;
            case Mark.Grain grain:
                if (role is not JointKind.By || wish.IsEmpty) EndScope();
                var isAdverb = grain.To - grain.From == 1 && grain.Value is not null && !reading.Text[grain.From].IsAny("month", "week", "day", "quarter", "year");
                if (isAdverb && (wish.IsClosed || (wish.HasTrend && wish.Metrics.Count > 0))) Finish();
                isTrendSaid |= wish.Metrics.Count > 0;
                wish.HasTrend = true;
                wish.Grain ??= grain.Value;
                result.HasContent = true;
                break;
            case Mark.Rank rank:
                EndScope();
                // "customers with the most orders" ranks what is named already; "…, top 5" at the end does too.
                if (wish is { Metrics.Count: 1, Dimensions.Count: 0 } && Surroundings.IsThing(wish.Metrics[0]) && wish.Metrics[0].BestDimension >= FieldFinder.Least && around.NamesFollow(rank.To) && around.IsNextTo(wish.Metrics[0], rank.From))
                {
                    wish.Dimensions.Add(wish.Metrics[0]);
                    wish.Metrics.Clear();
                }

                var ranksNamed = wish.Dimensions.Count > 0 && (wish.Metrics.Count == 0 || !around.IsNameAt(rank.To, role));
                if (!ranksNamed && (wish.Dimensions.Count > 0 || wish.Metrics.Count > 0)) FinishKeepingRole();
                wish.Rank = wish.Rank is { Count: not null } counted && rank.Count is null ? rank with { Count = counted.Count } : rank;
                role = null;
                break;
            case Mark.Chart chart:
                EndScope();
                var leads = afterAnd || wish.Chart is not null;
                if (leads && !wish.IsEmpty && !StartsWithAs(chart)) Finish();
                wish.Chart = chart.Value;
                role = null;
                result.HasContent = true;
                break;
            case Mark.Bound bound:
                TakeBound(bound);
                break;
            case Mark.Range or Mark.Compare or Mark.Title or Mark.Colour:
                EndScope();
                role = null;
                break;
            case Mark.Template:
                EndScope();
                role = null;
                break;
        }

        (afterAnd, isAdded) = (false, false);
    }

    private bool StartsWithAs(Mark.Chart chart) => reading.Text[chart.From].IsAny("as", "in", "using", "into");

    private void Take(Mark.Joint joint)
    {
        var first = reading.Text[joint.From].Text;
        isAdded &= joint.Value == JointKind.And;
        switch (joint.Value)
        {
            case JointKind.Break:
                EndScope();
                if (first is not ("then" or "also" or "plus") || wish.IsClosed || wish.HasTrend) Finish();
                (role, afterAnd) = (null, true);
                return;
            case JointKind.Page:
                EndScope();
                Finish();
                wish.IsPage = true;
                role = null;
                break;
            case JointKind.And:
                isAdded = first is "with" or "including" or "include" || (isAdded && first is "and" or "," or "&");
                if (first is "with" or "including" or "include")
                {
                    EndScope();
                    role = null;
                }

                afterAnd = true;
                isAfterComma = first == ",";
                return;
            case JointKind.Count:
                EndScope();
                if (role is not JointKind.By) role = null;
                isCount = true;
                break;
            case JointKind.Versus:
                EndScope();
                role = null;
                afterAnd = true;
                return;
            case JointKind.Only:
                // "where status is …": the field is held for the words that follow.
                if (first is not ("is" or "are" or "of") && held is not null) EndScope();
                if (first is "is" or "are" && role is not (JointKind.Only or JointKind.Not)) break;
                if (role is JointKind.Not && first is "for" or "in" or "from" or "with") break;
                isSure = SureWords.Contains(first) || (role == JointKind.Only && isSure && first is "is" or "are" or "for" or "in");
                role = JointKind.Only;
                lead = first;
                break;
            case JointKind.Not:
                EndScope();
                (role, isSure) = (JointKind.Not, true);
                break;
            default:
                EndScope();
                (role, isSure) = (joint.Value, false);
                break;
        }

        afterAnd = false;
    }

    private void Take(Mention mention)
    {
        if (mention is { IsQuestion: true, BestMetric: > 0 })
        {
            // A question is for a figure, wherever it stands.
            EndScope();
            role = null;
            AddMetric(mention);
            (afterAnd, isCount) = (false, false);
            return;
        }

        if (!isCount && role is null && Surroundings.IsThing(mention) && mention.BestDimension >= FieldFinder.Least && around.IsAsked(mention.From))
        {
            // "Which customers …" wants to see customers, whatever it goes on to measure.
            AddDimension(mention);
            return;
        }

        if (!isCount && Surroundings.IsThing(mention) && mentions.FirstOrDefault(next => next.From == mention.To) is { BestMetric: >= 0.6 } main && main.BestMetric >= main.BestGrouping - 0.08)
        {
            // "road budget": the first word only says of what.
            result.Adjuncts.Add(mention);
            return;
        }

        if (!isCount && wish is { Metrics.Count: > 0, Dimensions.Count: 0 } && role is null && Surroundings.IsThing(mention) && around.IsAfterOf(mention.From))
        {
            // "resolution time of high priority tickets": the things are only what the figure is of.
            result.Adjuncts.Add(mention);
            return;
        }

        if (isCount) wish.Counted.Add(mention);
        var counted = isCount;
        isCount = false;
        switch (role)
        {
            case JointKind.Control:
                result.Controls.Add(mention);
                return;
            case JointKind.Only or JointKind.Not:
                EndScope();
                held = mention;
                return;
        }

        if (role is null && !counted && Surroundings.IsFlag(mention) && (wish.Metrics.Count > 0 || mentions.Any(next => next.From >= mention.To)))
        {
            // "value of newsletter subscribers", "recalled products": yes-or-no narrows unless something is split by it.
            result.Filters.Add(new FilterWish { Text = mention.Text, Field = mention, IsSure = true });
            return;
        }

        if (role == JointKind.By && !counted && RanksThings(mention))
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
            role = null;
            AddMetric(mention);
        }
        else if (role == JointKind.By && !counted && TakesAsDimension(mention)) AddDimension(mention);
        else if (role != JointKind.By && wish.Rank is not null && wish.Dimensions.Count == 0 && mention.BestDimension >= FieldFinder.Least && mention.BestDimension >= mention.BestMetric - 0.3 && !counted) AddDimension(mention);
        else if (role is null && wish is { Dimensions.Count: 0, Rank: null } && mention.BestMetric >= FieldFinder.Least && mention.BestMetric >= mention.BestGrouping - 0.35 && around.StandsBeforeBy(mention)) AddMetric(mention);
        else if (mention.BestMetric > 0 && (counted || mention.BestMetric >= mention.BestGrouping - 0.08 || (wish.Rank is not null && wish.Dimensions.Count > 0 && mention.BestMetric >= 0.6) || (role == JointKind.By && wish.Rank is not null))) AddMetric(mention);
        else AddDimension(mention);
        afterAnd = false;
    }

    private bool RanksThings(Mention mention)
        => wish is { Metrics.Count: 1, Dimensions.Count: 0 } && !wish.Counted.Contains(wish.Metrics[0]) && Surroundings.IsThing(wish.Metrics[0]) && wish.Metrics[0].BestDimension >= FieldFinder.Least
            && mention.BestMetric >= 0.55 && mention.BestMetric >= mention.BestGrouping - 0.08 && !Surroundings.IsThing(mention);

    private bool TakesAsDimension(Mention mention)
    {
        if (wish.Rank is not null && wish.Dimensions.Count > 0 && mention.BestMetric >= 0.5) return false;
        if (mention.BestDimension < FieldFinder.Least) return false;
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
        if (role == JointKind.By && wish.Rank is null) wish.IsClosed = wish.Dimensions.Count > 0;
    }

    /// <summary>Whether some explore has both this figure and the one before, each as well as any: only then do they share a card.</summary>
    private bool IsOfTheSame(Mention mention)
        => wish.Metrics.Count == 0 || Homes(mention, wish.Counted.Contains(mention)).Intersect(Homes(wish.Metrics[0], wish.Counted.Contains(wish.Metrics[0]))).Any();

    private static IEnumerable<string> Homes(Mention mention, bool isCounted)
        => mention.Candidates.Where(candidate => candidate.Field.IsMetric && (!isCounted || candidate.Field.IsCount) && candidate.Score >= mention.BestMetric - 0.15).Select(candidate => candidate.Explore.Name);

    private void AddDimension(Mention mention)
    {
        wish.Dimensions.Add(mention);
        if (wish.Metrics.Count > 0) wish.IsClosed = true;
    }

    private int TakeLeftover(int from)
    {
        var text = reading.Text;
        if (text[from].Kind == WordKind.Mark) return from + 1;
        if (ShareWords.Contains(text[from].Text)) wish.IsShare = true;
        if (!around.IsTelling(from, role) || (role is JointKind.Only or JointKind.Not && !around.HasNonFiller(from, isSure))) return from + 1;
        var to = from + 1;
        while (to < text.Count && MentionFinder.IsFree(reading, to) && mentions.All(mention => mention.From != to) && (around.IsTelling(to, role) || (NameWords.IsSilent(text[to].Text) && around.IsTelling(to + 1, role)) || (EnglishWords.IsFiller(text[to].Text) && !ShareWords.Contains(text[to].Text) && !NameWords.IsSilent(text[to].Text)))) to++;
        // "paid by …" before a value that was found says only how the value is meant.
        return around.IsVerbOfValue(from, to) ? to : Narrow(from, to, null);
    }

    private int TakeValue(Mark.OfData value) => Narrow(value.From, value.To, value);

    /// <summary>Words that narrow, or may do so: values, with the field that is named beside them.</summary>
    private int Narrow(int from, int to, Mark.OfData? known)
    {
        var text = reading.Text;
        result.HasContent = true;
        var following = mentions.FirstOrDefault(mention => mention.From == to);
        // A value of one field says nothing of another field beside it.
        var beside = known is not null && following?.Candidates.Any(candidate => candidate.Field.Name == known.Field) == false ? null : following;
        var field = held ?? (beside is { BestDimension: >= 0.6 } ? beside : mentions.FirstOrDefault(mention => mention.To == from && mention.BestDimension >= 0.6));
        result.Filters.Add(new FilterWish
        {
            Words = [.. Enumerable.Range(from, to - from).Select(i => text[i])],
            Text = text.Between(from, to),
            Field = field,
            Known = known,
            IsNegated = role == JointKind.Not,
            IsSure = known is not null || role is JointKind.Not || (role is JointKind.Only && isSure),
            IsBeforeName = following is not null,
            IsGrouping = known is null && role is JointKind.By,
            IsSubject = known is null && (role is null || (role is JointKind.Only && !isSure && lead is "on" or "about")),
        });
        held = null;
        if (following is null || (role is not (JointKind.Only or JointKind.Not) && known is null)) return to;
        // "for the West region": the field was named for its value; "only completed orders" still counts orders.
        if (beside is not null && beside.BestDimension >= 0.6 && beside.BestDimension > beside.BestMetric) return beside.To;
        if (role is not (JointKind.Only or JointKind.Not)) return to;
        if (result.Wishes.Count + wish.Metrics.Count > 0 && role == JointKind.Not) return following.To;
        if (result.Wishes.Any(done => done.Metrics.Count > 0) || wish.Metrics.Count > 0 || wish.Dimensions.Count > 0) return following.To;
        role = null;
        return to;
    }

    private void TakeBound(Mark.Bound bound)
    {
        var text = reading.Text;
        var next = mentions.FirstOrDefault(mention => mention.From == bound.To);
        var before = held ?? mentions.LastOrDefault(mention => mention.To <= bound.From && bound.From - mention.To <= 2);
        held = null;
        result.Filters.Add(new FilterWish { Text = text.Between(bound.From, bound.To), Bound = bound, Field = next ?? before, IsMoney = bound.IsMoney && next is null, IsOfRows = next is null && before is not null && Surroundings.IsThing(before), IsSure = true });
    }

    /// <summary>A field that was held for a value which did not come: a yes-or-no field narrows by itself, another one is shown.</summary>
    private void EndScope()
    {
        if (held is not { } mention) return;
        held = null;
        var isFlag = mention.Candidates.FirstOrDefault(candidate => !candidate.Field.IsMetric) is { Field.Type: Semantics.Model.FieldType.Boolean, Score: >= 0.6 };
        if (role == JointKind.Not || (isFlag && mention.BestDimension >= mention.BestMetric - 0.2 && isSure))
        {
            result.Filters.Add(new FilterWish { Text = mention.Text, Field = mention, IsNegated = role == JointKind.Not, IsSure = true });
            return;
        }

        (var kept, role) = (role, null);
        Take(mention);
        role = kept;
    }

    private void Finish()
    {
        if (!wish.IsEmpty && !IsAddition()) result.Wishes.Add(wish);
        wish = new Wish();
        (role, isTrendSaid) = (null, false);
    }

    /// <summary>"… by store, heatmap", "… spend the most? Top 25": a chart or a number that says more of what was wished before.</summary>
    private bool IsAddition()
    {
        if (wish.Metrics.Count + wish.Dimensions.Count > 0 || wish.IsPage || result.Wishes is not [.., var last] || last.Metrics.Count + last.Dimensions.Count == 0) return false;
        if (wish.HasTrend)
        {
            if (last.HasTrend || wish.Rank is not null || (wish.Chart is not null && last.Chart is not null)) return false;
            (last.HasTrend, last.Grain, last.Chart) = (true, wish.Grain, last.Chart ?? wish.Chart);
            return true;
        }

        if (wish.Rank is { } rank && wish.Chart is null && (last.Rank is null || last.Rank.Count is null))
        {
            last.Rank = last.Rank is { } earlier ? earlier with { Count = rank.Count ?? earlier.Count } : rank;
            return true;
        }

        if (wish.Chart is not { } chart || wish.Rank is not null || last.Chart is not null || chart == ChartKind.Kpi || (chart == ChartKind.Table && !isAfterComma)) return false;
        last.Chart = chart;
        return true;
    }

    private void FinishKeepingRole()
    {
        var kept = role;
        Finish();
        role = kept;
    }
}
