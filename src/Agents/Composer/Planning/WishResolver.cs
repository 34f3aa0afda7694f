using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Matching;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Turns mentions into fields of the chosen explores, and says where more than one could have been meant.</summary>
internal sealed class WishResolver(Understanding understanding, PlanNotes notes)
{
    /// <summary>Of longer ranges "by hour" means hours of the day.</summary>
    public const int MostDaysByHour = 3;

    /// <summary>By how much another field has to be called more nearly so that the choice is said.</summary>
    private const double MuchMore = 0.1;

    /// <summary>What is called just so.</summary>
    private const double Exact = 0.9;

    /// <summary>From which score on rows are counted by that name.</summary>
    private const double Sure = 0.75;

    /// <summary>From which score on a field may be said to be called so.</summary>
    private const double Called = 0.6;

    public IReadOnlyList<ResolvedWish> Resolve(IReadOnlyList<CatalogExplore?> explores)
    {
        var wishes = understanding.Wishes;
        var first = wishes.FirstOrDefault(wish => wish.Metrics.Count > 0);
        var resolved = new List<ResolvedWish>();
        for (var at = 0; at < wishes.Count; at++)
        {
            if (explores[at] is not { } explore)
            {
                foreach (var mention in wishes[at].Metrics.Concat(wishes[at].Dimensions)) notes.Miss(mention.Text);
                continue;
            }

            resolved.Add(Resolve(wishes[at], explore, first));
        }

        return resolved;
    }

    private ResolvedWish Resolve(Wish wish, CatalogExplore explore, Wish? first)
    {
        var own = Fields(wish.Metrics, explore, wish, isMetric: true);
        var metrics = own;
        if (own.Count == 0 && first is not null && first != wish) metrics = Fields(first.Metrics, explore, first, isMetric: true, isSilent: true);
        if (metrics.Count == 0 && wish.Rank is { } said && RankMeaning.Implied(said, understanding.Reading, explore) is { } implied)
        {
            metrics = [implied];
            notes.Assume($"“{understanding.Reading.Text.Between(said.From, said.To)}” goes by {implied.Label}.");
        }

        if (metrics.Count == 0 && wish.Rank is { } ranked && MetricChoice.Yardstick(explore, wish.Dimensions.FirstOrDefault()) is { } yardstick)
        {
            metrics = [yardstick];
            notes.Assume($"“{understanding.Reading.Text.Between(ranked.From, ranked.To)}” goes by {yardstick.Label}, since no figure was named.");
        }

        if (metrics.Count == 0 && wish.HasTrend && understanding.RankedTimes is [var times, ..] && MetricChoice.Yardstick(explore) is { } money)
        {
            metrics = [money];
            notes.Assume($"“{times}” goes by {money.Label}, since no figure was named.");
        }

        if (metrics.Count == 0) metrics = [.. MetricChoice.Headlines(explore, 1)];
        var dimensions = Fields([.. wish.Dimensions.Where(mention => !IsEachOf(mention, wish, explore, metrics))], explore, wish, isMetric: false);
        if (wish is { HasTrend: true, Grain: TimeUnit.Hour } && understanding.Reading.Range?.Days(understanding.Reading.Today) is null or > MostDaysByHour && explore.Dimensions.FirstOrDefault(field => field is { IsOrdinal: true, IsNamedDay: false } && field.Names.Any(name => name.Stems is ["hour", ..])) is { } hours)
        {
            // "by hour" over weeks is the hour of the day.
            dimensions.Add(hours);
            return Made(wish, explore, metrics, dimensions, null, own.Count > 0);
        }

        // A time among the dimensions cuts rather than groups.
        var time = dimensions.Find(field => field.IsTime && field.Grains.Count > 0);
        return Made(wish, explore, metrics, dimensions, time ?? (wish.HasTrend ? TimeWith(wish.Grain, explore) : null), own.Count > 0);
    }

    /// <summary>"discount per order" where an order is a number and nothing more: a bar for each would show nothing.</summary>
    private bool IsEachOf(Mention mention, Wish wish, CatalogExplore explore, List<CatalogField> metrics)
    {
        var text = understanding.Reading.Text;
        var lead = mention.From - (text[mention.From - 1].Kind == WordKind.Number ? 2 : 1);
        if (!text[lead].Is("per") || metrics.Count == 0 || mention.In(explore.Name, candidate => !candidate.Field.IsMetric) is not { Field: { IsOrdinal: false } field } named || (named.Score >= Exact && !field.IsTime)) return false;
        var isRow = wish.Dimensions.Count > 1 && mention.Candidates.Any(candidate => candidate.Field.IsCount && candidate.Field.Model == explore.BaseModel && candidate.Explore.Name == explore.Name && candidate.Score >= Sure);
        if (!isRow && !field.IsIdentifier && field.Type != FieldType.Number) return false;
        notes.Assume($"No figure of the data is “{text.Between(lead, mention.To)}”, so {metrics[0].Label} is shown as a whole.");
        return true;
    }

    private ResolvedWish Made(Wish wish, CatalogExplore explore, List<CatalogField> metrics, List<CatalogField> dimensions, CatalogField? time, bool hasOwn)
        => new()
        {
            Explore = explore,
            Metrics = [.. metrics.DistinctBy(field => field.Name)],
            Dimensions = [.. dimensions.Where(field => field != time).DistinctBy(field => field.Name)],
            Time = time,
            Grain = wish.Grain,
            Rank = wish.Rank is { } rank && metrics.Count > 0 ? RankMeaning.Of(rank, PlanField.Of(metrics[0]), notes) : wish.Rank,
            Chart = wish.Chart,
            IsShare = wish.IsShare,
            IsPage = wish.IsPage,
            HasOwnMetrics = hasOwn,
        };

    /// <summary>The explore's main time, unless only another one of the same model can be cut so.</summary>
    private CatalogField? TimeWith(TimeUnit? grain, CatalogExplore explore)
    {
        if (explore.MainTime is not { } main || grain is not { } unit || main.Grains.ContainsKey(unit)) return explore.MainTime;
        if (explore.Dimensions.FirstOrDefault(field => field.IsTime && !field.IsWarnedOf && field.Model == main.Model && field.Grains.ContainsKey(unit)) is not { } other) return main;
        notes.Assume($"{main.Label} cannot be cut by {unit.ToString().ToLowerInvariant()}, so {other.Label} is used.");
        return other;
    }

    private List<CatalogField> Fields(IReadOnlyList<Mention> mentions, CatalogExplore explore, Wish wish, bool isMetric, bool isSilent = false)
    {
        var fields = new List<CatalogField>();
        foreach (var mention in mentions)
        {
            var ranked = mention.Candidates
                .Where(candidate => candidate.Explore.Name == explore.Name && candidate.Field.IsMetric == isMetric && (!isMetric || !candidate.Field.IsWarnedOf))
                .Select(candidate => (candidate.Field, Score: ExploreChoice.Weigh(candidate, explore, wish.Counted.Contains(mention))))
                .OrderByDescending(candidate => candidate.Score)
                .ThenBy(candidate => candidate.Field.Label.Length)
                .ThenBy(candidate => candidate.Field.Index)
                .ToList();
            // Of fields that nobody could ask for, such as one of a parameter without a value, nothing is left.
            while (ranked.Count > 0 && !explore.Works(ranked[0].Field)) ranked.RemoveAt(0);
            if (ranked.Count == 0)
            {
                if (!isSilent) Miss(mention, explore);
                continue;
            }

            var isSaid = fields.Contains(ranked[0].Field);
            fields.Add(ranked[0].Field);
            if (isSilent || isSaid) continue;
            if (isMetric)
            {
                Homonyms.Say(mention, ranked[0].Field, notes);
                if (!understanding.Filters.Exists(filter => filter.IsWhole)) RatesUnknown.Say(mention, ranked[0].Field, understanding.Reading, notes);
                CountsElsewhere.Say(mention, ranked[0].Field, explore, notes);
            }

            Explain(mention, ranked[0].Field, ranked.Count > 1 && ranked[1].Score >= ranked[0].Score - 0.06 && ranked[1].Field.Label != ranked[0].Field.Label ? ranked[1].Field : null);
        }

        return fields;
    }

    /// <summary>Words that no field of the explore is called by; that another explore has one is said, since nobody shall think that it is not in the data.</summary>
    private void Miss(Mention mention, CatalogExplore explore)
    {
        if (mention.Candidates.FirstOrDefault(candidate => candidate is { Score: >= Called, Field.IsWarnedOf: false } && candidate.Explore.Name != explore.Name) is not { } other) notes.Miss(mention.Text);
        else notes.MissHere(mention.Text, $"“{mention.Text}” was left out: {other.Field.Label} belongs to {other.Explore.Label}, which cannot be asked together with {explore.Label}.");
    }

    private void Explain(Mention mention, CatalogField chosen, CatalogField? other)
    {
        var said = NameWords.Stems(mention.Text);
        // A part of a field's name is that field, unless another field is called just so, or much more nearly.
        var isSame = said.All(chosen.Names[0].Stems.Contains) && !mention.Candidates.Any(candidate => candidate.Field is { IsWarnedOf: false } named && named.IsMetric == chosen.IsMetric && named.Label != chosen.Label
            && ((named.Names[0].Stems.Count == said.Count && said.All(named.Names[0].Stems.Contains)) || candidate.Score >= ScoreOf(chosen) + MuchMore));
        // "cases" are things; where they are counted somewhere, their worth is another figure.
        isSame &= !chosen.IsMetric || chosen.IsCount || !mention.Candidates.Any(candidate => candidate.Field is { IsCount: true, IsWarnedOf: false } && candidate.Score >= ScoreOf(chosen));
        isSame |= mention.Text.Equals(chosen.Label, StringComparison.OrdinalIgnoreCase);
        if (mention.IsByDescription) notes.Assume($"I read “{mention.Text}” as {chosen.Label}, by its description{(other is null ? "" : $"; {other.Label} would have been possible too")}.");
        else if (other is not null) notes.Assume($"I read “{mention.Text}” as {chosen.Label}; {other.Label} would have been possible too.");
        else if (!isSame) notes.Assume($"I read “{mention.Text}” as {chosen.Label}.");

        double ScoreOf(CatalogField field) => mention.Candidates.Where(candidate => candidate.Field.Name == field.Name).Max(candidate => candidate.Score);
    }
}
