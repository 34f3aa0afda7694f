using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Matching;

/// <summary>A prompt, sorted into wishes, filters and what is left over.</summary>
internal sealed class Understanding(PromptReading reading)
{
    public PromptReading Reading => reading;

    public List<Wish> Wishes { get; } = [];

    public List<FilterWish> Filters { get; } = [];

    /// <summary>Things that only say what the next word is about, such as "road" in "road budget".</summary>
    public List<Mention> Adjuncts { get; } = [];

    /// <summary>Things that a figure is wanted for each of, where no figure is called so: readers in "… most per reader".</summary>
    public List<Mention> Denominators { get; } = [];

    /// <summary>Figures that were said as if they narrowed another one: new readers in "fines from new readers".</summary>
    public List<Mention> Unnarrowed { get; } = [];

    /// <summary>Stretches of time that were to be ranked, such as "the best month".</summary>
    public List<string> RankedTimes { get; } = [];

    /// <summary>Fields that viewers want to choose values of.</summary>
    public List<Mention> Controls { get; } = [];

    /// <summary>Whether any word says more than that an app is wanted.</summary>
    public bool HasContent { get; set; }

    /// <summary>Whether anything narrows the prompt to one view: a breakdown, a grain, a rank or a chart.</summary>
    public bool IsSpecific => Wishes.Any(wish => wish.Dimensions.Count > 0 || wish.HasTrend || wish.Rank is not null || wish.Chart is not null) || Wishes.Sum(wish => wish.Metrics.Count) > 1 || (Wishes.Count > 0 && Filters.Any(filter => filter.Bound is not null || filter.Known is not null || filter.IsSure));

    /// <summary>"… by store, heatmap", "… spend the most? Top 25": a chart or a number that says more of what was wished before.</summary>
    public bool TakesAsAddition(Wish wish, bool isAfterComma)
    {
        if (wish.Metrics.Count + wish.Dimensions.Count > 0 || wish.IsPage || Wishes is not [.., var last] || last.Metrics.Count + last.Dimensions.Count == 0) return false;
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
}
