using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Compilation;

/// <summary>What a query aggregates: its metrics taken apart down to those that read rows, for its own period and for earlier ones.</summary>
internal sealed class MetricLeaves(Explore explore, MetricQuery query)
{
    private readonly List<Metric> now = [];
    private readonly Dictionary<PeriodShift, List<Metric>> earlier = [];

    /// <summary>The periods that are asked for: null for the query's own, which comes first.</summary>
    public IEnumerable<PeriodShift?> Periods => [null, .. earlier.Keys];

    /// <summary>Those over the rows of the explore, whatever their period.</summary>
    public IReadOnlyList<Metric> All => [.. Of(null), .. earlier.Values.SelectMany(leaves => leaves)];

    /// <summary>Those that are computed elsewhere.</summary>
    public IReadOnlyList<Metric> Detached => now.FindAll(leaf => leaf.Origin is not null);

    public IReadOnlyList<Metric> Of(PeriodShift? shift) => shift is null ? now.FindAll(leaf => leaf.Origin is null) : earlier[shift];

    public PeriodShift ShiftOf(EarlierPeriod period) => PeriodShift.Of(period, explore, query);

    /// <summary>Whether a metric is aggregated from rows, and not made of others.</summary>
    public static bool IsLeaf(Metric metric) => metric.Origin is not null || MetricTypes.IsAggregate(metric.Kind) || metric.Sql.HasAggregate;

    public void Collect(Metric metric)
    {
        if (metric.Earlier is not { } period)
        {
            Collect(metric, now);
            return;
        }

        var shift = ShiftOf(period);
        if (!earlier.TryGetValue(shift, out var leaves)) earlier[shift] = leaves = [];
        if (explore.Everything.TryGet(period.Metric, out var of)) Collect((Metric)of, leaves);
        if (leaves.Find(leaf => leaf.Origin is not null) is { } detached)
            throw new RefusalException("semantics.bad-period", $"{detached.Reference} is not computed over the rows of {explore.Name}, so it has no earlier period here. Select the metric itself, with that period as its time.");
    }

    private void Collect(Metric metric, List<Metric> leaves)
    {
        if (leaves.Exists(leaf => leaf.Reference == metric.Reference)) return;
        if (IsLeaf(metric))
        {
            leaves.Add(metric);
            return;
        }

        foreach (var piece in metric.Sql.Fields)
        {
            if (explore.Everything.TryResolve(metric.Reference.Table, piece, out var field) && field is Metric other) Collect(other, leaves);
        }
    }
}
