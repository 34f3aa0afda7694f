using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>Walks over marks and mentions in their order and sorts them into wishes. What it does not know is kept as possible values of filters.</summary>
internal sealed class WishReader
{
    private static readonly string[] ShareWords = ["share", "shares", "mix", "distribution", "proportion", "proportions", "composition", "split", "percentage", "contribution", "makeup"];

    private static readonly string[] SureWords = ["only", "just", "where", "filtered", "limited", "limit", "restricted", "restrict", "that", "which", "who", "whose", "focus", "focused", "focusing", "with", "narrowed"];

    private readonly PromptReading reading;
    private readonly IReadOnlyList<Mention> mentions;
    private readonly Understanding result;
    private Wish wish = new();
    private JointKind? role;
    private bool isSure;
    private bool isCount;
    private bool afterAnd;
    private bool isAfterComma;

    /// <summary>Whether the grain was said after the figure, so that another figure begins another wish.</summary>
    private bool isTrendSaid;
    private string lead = "";
    private Mention? held;

    private WishReader(PromptReading reading, IReadOnlyList<Mention> mentions)
    {
        this.reading = reading;
        this.mentions = mentions;
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
            else if (mark is not null and not Mark.Protected)
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
                if (wish is { Metrics.Count: 1, Dimensions.Count: 0 } && IsThing(wish.Metrics[0]) && wish.Metrics[0].BestDimension >= FieldFinder.Least && NamesFollow(rank.To) && IsNextTo(wish.Metrics[0], rank.From))
                {
                    wish.Dimensions.Add(wish.Metrics[0]);
                    wish.Metrics.Clear();
                }

                var ranksNamed = wish.Dimensions.Count > 0 && (wish.Metrics.Count == 0 || !IsNameAt(rank.To));
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

        afterAnd = false;
    }

    private bool StartsWithAs(Mark.Chart chart) => reading.Text[chart.From].IsAny("as", "in", "using", "into");

    private void Take(Mark.Joint joint)
    {
        var first = reading.Text[joint.From].Text;
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
        if (!isCount && role is null && IsThing(mention) && mention.BestDimension >= FieldFinder.Least && IsAsked(mention.From))
        {
            // "Which customers …" wants to see customers, whatever it goes on to measure.
            AddDimension(mention);
            return;
        }

        if (!isCount && IsThing(mention) && mentions.FirstOrDefault(next => next.From == mention.To) is { BestMetric: >= 0.6 } main && main.BestMetric >= main.BestGrouping - 0.08)
        {
            // "road budget": the first word only says of what.
            result.Adjuncts.Add(mention);
            return;
        }

        if (!isCount && wish is { Metrics.Count: > 0, Dimensions.Count: 0 } && role is null && IsThing(mention) && IsAfterOf(mention.From))
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

        if (role is null && !counted && IsFlag(mention) && (wish.Metrics.Count > 0 || mentions.Any(next => next.From >= mention.To)))
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
        else if (role == JointKind.By && !counted && TakesAsDimension(mention)) AddDimension(mention);
        else if (role != JointKind.By && wish.Rank is not null && wish.Dimensions.Count == 0 && mention.BestDimension >= FieldFinder.Least && mention.BestDimension >= mention.BestMetric - 0.3 && !counted) AddDimension(mention);
        else if (mention.BestMetric > 0 && (counted || mention.BestMetric >= mention.BestGrouping - 0.08 || (wish.Rank is not null && wish.Dimensions.Count > 0 && mention.BestMetric >= 0.6) || (role == JointKind.By && wish.Rank is not null))) AddMetric(mention);
        else AddDimension(mention);
        afterAnd = false;
    }

    private bool RanksThings(Mention mention)
        => wish is { Metrics.Count: 1, Dimensions.Count: 0 } && !wish.Counted.Contains(wish.Metrics[0]) && IsThing(wish.Metrics[0]) && wish.Metrics[0].BestDimension >= FieldFinder.Least
            && mention.BestMetric >= 0.55 && mention.BestMetric >= mention.BestGrouping - 0.08 && !IsThing(mention);

    private bool IsAfterOf(int at)
    {
        while (at > 0 && (reading.Marks.At(at - 1) is Mark.OfData || reading.Text[at - 1].IsAny("the", "our", "all", "and") || mentions.Any(mention => mention.To == at && mention.BestDimension > mention.BestMetric))) at--;
        return reading.Text[at - 1].Is("of");
    }

    private bool IsAsked(int at)
    {
        while (reading.Text[at - 1].Kind == WordKind.Number || NumberWords.Read(reading.Text[at - 1]) is not null || reading.Text[at - 1].Is("of") || reading.Text[at - 1].Is("our")) at--;
        return reading.Text[at - 1].IsAny("which", "what");
    }

    private static bool IsFlag(Mention mention)
        => mention.BestDimension >= 0.75 && mention.BestDimension > mention.BestMetric && mention.Candidates.FirstOrDefault(candidate => !candidate.Field.IsMetric) is { Field.Type: Semantics.Model.FieldType.Boolean };

    /// <summary>Whether the words name a kind of thing that is counted, such as customers.</summary>
    private static bool IsThing(Mention mention)
        => mention.Candidates.Any(candidate => candidate.Field.IsCount && candidate.Score >= mention.BestMetric - 0.05);

    /// <summary>Whether only small words and "with" stand between.</summary>
    private bool IsNextTo(Mention mention, int to)
    {
        for (var i = mention.To; i < to; i++)
        {
            if (reading.Marks.At(i) is Mark.Joint joint ? !reading.Text[joint.From].Is("with") && joint.Value is not JointKind.Only : !EnglishWords.IsFiller(reading.Text[i].Text)) return false;
        }

        return true;
    }

    private bool IsNameAt(int index) => mentions.Any(mention => mention.From == index) || IsTelling(index);

    private bool NamesFollow(int from)
    {
        for (var i = from; i < reading.Text.Count; i++)
        {
            if (reading.Marks.At(i) is Mark.Joint { Value: JointKind.Break }) return false;
            if (mentions.Any(mention => mention.From == i)) return true;
        }

        return false;
    }

    private bool TakesAsDimension(Mention mention)
    {
        if (wish.Rank is not null && wish.Dimensions.Count > 0 && mention.BestMetric >= 0.5) return false;
        if (mention.BestDimension < FieldFinder.Least) return false;
        if (afterAnd && (mention.BestMetric > mention.BestDimension + 0.1 || (mention.BestMetric >= 0.8 && IsFollowedByBy(mention)))) return false;
        return mention.BestDimension >= mention.BestMetric - 0.45;
    }

    private bool IsFollowedByBy(Mention mention)
        => reading.Marks.At(mention.To) is Mark.Joint { Value: JointKind.By } or Mark.Grain;

    private void AddMetric(Mention mention)
    {
        if (wish.IsClosed || (isTrendSaid && afterAnd && IsFollowedByBy(mention)))
        {
            var counted = wish.Counted.Remove(mention);
            Finish();
            if (counted) wish.Counted.Add(mention);
        }

        wish.Metrics.Add(mention);
        if (role == JointKind.By && wish.Rank is null) wish.IsClosed = wish.Dimensions.Count > 0;
    }

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
        if (!IsTelling(from) || (role is JointKind.Only or JointKind.Not && !HasNonFiller(from))) return from + 1;
        var to = from + 1;
        while (to < text.Count && MentionFinder.IsFree(reading, to) && mentions.All(mention => mention.From != to) && (IsTelling(to) || (NameWords.IsSilent(text[to].Text) && IsTelling(to + 1)) || (EnglishWords.IsFiller(text[to].Text) && !ShareWords.Contains(text[to].Text) && !NameWords.IsSilent(text[to].Text)))) to++;
        return Narrow(from, to, null);
    }

    private int TakeValue(Mark.OfData value) => Narrow(value.From, value.To, value);

    /// <summary>Words that narrow, or may do so: values, with the field that is named beside them.</summary>
    private int Narrow(int from, int to, Mark.OfData? known)
    {
        var text = reading.Text;
        result.HasContent = true;
        var following = mentions.FirstOrDefault(mention => mention.From == to);
        var field = held ?? (following is { BestDimension: >= 0.6 } ? following : mentions.FirstOrDefault(mention => mention.To == from && mention.BestDimension >= 0.6));
        result.Filters.Add(new FilterWish
        {
            Words = [.. Enumerable.Range(from, to - from).Select(i => text[i])],
            Text = text.Between(from, to),
            Field = field,
            Known = known,
            IsNegated = role == JointKind.Not,
            IsSure = known is not null || role is JointKind.Not || (role is JointKind.Only && isSure),
            IsSubject = known is null && (role is null || (role is JointKind.Only && !isSure && lead is "on" or "about")),
        });
        held = null;
        if (following is null || (role is not (JointKind.Only or JointKind.Not) && known is null)) return to;
        // "for the West region": the field was named for its value; "only completed orders" still counts orders.
        if (following.BestDimension >= 0.6 && following.BestDimension > following.BestMetric) return following.To;
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
        result.Filters.Add(new FilterWish { Text = text.Between(bound.From, bound.To), Bound = bound, Field = next ?? before, IsMoney = bound.IsMoney && next is null, IsOfRows = next is null && before is not null && IsThing(before), IsSure = true });
    }

    /// <summary>Where rows are narrowed, and where somebody wrote a capital, even a plain word may be a value ("Big Apple").</summary>
    private bool IsTelling(int index)
    {
        var word = reading.Text[index];
        if (!MentionFinder.IsFree(reading, index) || word.Kind == WordKind.Mark) return false;
        if (word.Kind == WordKind.Quoted) return true;
        if (word.Text.Length < 2 || ShareWords.Contains(word.Text) || NameWords.IsSilent(word.Text)) return false;
        return !EnglishWords.IsFiller(word.Text) || role is JointKind.Only or JointKind.Not || (char.IsUpper(reading.Text.Original[word.Start]) && (index > 0 || (reading.Text[1].Kind == WordKind.Word && char.IsUpper(reading.Text.Original[reading.Text[1].Start]))));
    }

    /// <summary>"for my team" narrows nothing; "for Big Apple" does.</summary>
    private bool HasNonFiller(int from)
    {
        for (var i = from; i < reading.Text.Count && MentionFinder.IsFree(reading, i) && mentions.All(mention => mention.From != i); i++)
        {
            if (!EnglishWords.IsFiller(reading.Text[i].Text) || char.IsUpper(reading.Text.Original[reading.Text[i].Start]) || isSure) return true;
        }

        return false;
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
