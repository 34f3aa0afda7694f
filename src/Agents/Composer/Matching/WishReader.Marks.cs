using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Reading.Recognisers;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>What recognised words and the small words between them do to a wish.</summary>
internal sealed partial class WishReader
{
    private static readonly string[] SureWords = ["only", "just", "where", "filtered", "limited", "limit", "restricted", "restrict", "that", "which", "who", "whose", "focus", "focused", "focusing", "with", "narrowed"];

    private void Take(Mark mark)
    {
        switch (mark)
        {
            case Mark.Joint joint:
                Take(joint);
                return;
            case Mark.Grain grain:
                if (scope.Role is not JointKind.By || wish.IsEmpty) EndScope();
                var isAdverb = grain.To - grain.From == 1 && grain.Value is not null && !reading.Text[grain.From].IsAny("month", "week", "day", "quarter", "year", "hour");
                if (isAdverb && (wish.IsClosed || (wish.HasTrend && wish.Metrics.Count > 0))) Finish();
                isTrendSaid |= wish.Metrics.Count > 0;
                wish.HasTrend = true;
                wish.Grain ??= grain.Value;
                result.HasContent = true;
                break;
            case Mark.Rank rank when rank.To < reading.Text.Count && reading.Marks.At(rank.To) is null or Mark.Protected && TimeWords.Unit(reading.Text[rank.To]) is { } ranked && wish is { Dimensions.Count: 0, Rank: null } && mentions.All(one => one.From != rank.To):
                RankTimes(ranked, reading.Text.Between(rank.From, rank.To + 1));
                break;
            case Mark.Rank when isTimeRanked && wish.Dimensions.Count == 0:
                EndScope();
                scope.Role = null;
                break;
            case Mark.Rank rank:
                EndScope();
                // "customers with the most orders" ranks what is named already; "…, top 5" at the end does too.
                if (wish is { Metrics.Count: 1, Dimensions.Count: 0 } && Surroundings.IsThing(wish.Metrics[0]) && wish.Metrics[0].BestDimension >= FieldFinder.Least && around.NamesFollow(rank.To) && around.IsNextTo(wish.Metrics[0], rank.From))
                {
                    wish.Dimensions.Add(wish.Metrics[0]);
                    wish.Metrics.Clear();
                }

                var ranksNamed = wish.Dimensions.Count > 0 && (wish.Metrics.Count == 0 || !around.IsNameAt(rank.To, scope.Role));
                if (!ranksNamed && (wish.Dimensions.Count > 0 || wish.Metrics.Count > 0)) FinishKeepingRole();
                wish.Rank = wish.Rank is { Count: not null } counted && rank.Count is null ? rank with { Count = counted.Count } : rank;
                scope.Role = null;
                break;
            case Mark.Chart chart:
                EndScope();
                var leads = afterAnd || wish.Chart is not null;
                if (leads && !wish.IsEmpty && !StartsWithAs(chart)) Finish();
                wish.Chart = chart.Value;
                scope.Role = null;
                result.HasContent = true;
                break;
            case Mark.Range or Mark.Compare or Mark.Title or Mark.Colour:
                EndScope();
                scope.Role = null;
                break;
            case Mark.Template:
                EndScope();
                scope.Role = null;
                break;
        }

        (afterAnd, isAdded) = (false, false);
    }

    private TimeUnit? IsAskedTime(int at) => reading.Text[at - 1].IsAny("which", "what") && MentionFinder.IsFree(reading, at) && wish is { Dimensions.Count: 0, Rank: null } ? TimeWords.Unit(reading.Text[at]) : null;

    /// <summary>"the best month": stretches of time stand in their order, where the best is seen.</summary>
    private void RankTimes(TimeUnit unit, string words)
    {
        EndScope();
        if (wish.HasTrend) Finish();
        (wish.HasTrend, wish.Grain, isTimeRanked) = (true, unit, true);
        result.RankedTimes.Add(words);
        (scope.Role, result.HasContent) = (null, true);
    }

    private bool StartsWithAs(Mark.Chart chart) => reading.Text[chart.From].IsAny("as", "in", "using", "into");

    private void Take(Mark.Joint joint)
    {
        var first = reading.Text[joint.From].Text;
        isInCount = joint.Value is JointKind.Count;
        isAdded &= joint.Value == JointKind.And;
        switch (joint.Value)
        {
            case JointKind.Break:
                EndScope();
                if (first is not ("then" or "also" or "plus") || wish.IsClosed || wish.HasTrend) Finish();
                (scope.Role, afterAnd) = (null, true);
                return;
            case JointKind.Page:
                EndScope();
                Finish();
                wish.IsPage = true;
                scope.Role = null;
                break;
            case JointKind.And:
                isAdded = first is "with" or "including" or "include" || (isAdded && first is "and" or "," or "&");
                // "leave out what was returned or with a defect": still left out. "let them filter by X and Y": still to be chosen.
                if (scope.Role is JointKind.Control || (scope.Role is JointKind.Not && first is "with" && reading.Text[joint.From - 1].IsAny("or", "and"))) break;
                if (first is "with" or "including" or "include")
                {
                    EndScope();
                    scope.Role = null;
                }

                afterAnd = true;
                isAfterComma = first == ",";
                return;
            case JointKind.Count:
                EndScope();
                if (scope.Role is not JointKind.By) scope.Role = null;
                isCount = true;
                break;
            case JointKind.Versus:
                EndScope();
                scope.Role = null;
                afterAnd = true;
                return;
            case JointKind.Only:
                // "where status is …": the field is held for the words that follow.
                if (first is not ("is" or "are" or "of") && scope.Held is not null) EndScope();
                if (first is "is" or "are" && scope.Role is not (JointKind.Only or JointKind.Not)) break;
                if (scope.Role is JointKind.Not && first is "for" or "in" or "from" or "with") break;
                scope.IsSure = SureWords.Contains(first) || (scope.Role == JointKind.Only && scope.IsSure && first is "is" or "are" or "for" or "in");
                scope.Role = JointKind.Only;
                scope.Lead = first;
                break;
            case JointKind.Not:
                EndScope();
                (scope.Role, scope.IsSure, scope.HasValue) = (JointKind.Not, true, false);
                break;
            case JointKind.By when scope.Role is JointKind.Control && reading.Text[joint.From - 1].IsAny("and", ",", "&", "or"):
                break;
            default:
                // "by region and not by store": by stores it is not cut.
                scope.IsDropped = joint.Value is JointKind.By && reading.Text[joint.From - 1].IsAny("not", "without");
                EndScope();
                (scope.Role, scope.IsSure) = (joint.Value, false);
                // "how many did we lose, by plan": plans are not counted.
                isCount = false;
                break;
        }

        afterAnd = false;
    }
}
