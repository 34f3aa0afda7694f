using Vitrine.Primitives;
using Vitrine.Semantics.Formulas;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>
/// Makes of a query the one for its totals or subtotals: the same numbers over fewer dimensions, each aggregated again from the rows, so that averages and distinct counts have right totals as well. Filters over rows
/// hold; conditions on numbers, which hide lines, and the limit do not: a total is that of everything, also of lines that are not shown.
/// </summary>
public static class QueryTotals
{
    /// <summary>The query for totals, or a refusal (<c>semantics.bad-totals</c>).</summary>
    /// <param name="query">The query whose lines have totals.</param>
    /// <param name="keep">The dimensions that stay, some of the query's; none for the grand total. With a pivot, the index columns for row totals and the pivoted ones for column totals.</param>
    /// <param name="layer">The semantic layer.</param>
    /// <returns>
    /// Without what has no total: running totals and shares, metrics of an earlier period whose time does not stay, and calculations that look at other lines or at columns that are gone.
    /// </returns>
    public static MetricQuery Of(MetricQuery query, IReadOnlyList<FieldReference> keep, SemanticLayer layer)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(keep);
        ArgumentNullException.ThrowIfNull(layer);
        if (keep.FirstOrDefault(dimension => !query.Dimensions.Contains(dimension)) is { Name: not null } unknown)
            throw new RefusalException("semantics.bad-totals", $"{unknown} is no dimension of the query, so there are no totals by it.");
        var earlier = query.AdditionalMetrics.Where(metric => metric.Earlier is { } period && !keep.Contains(period.Time)).Select(metric => metric.Reference).ToHashSet();
        layer.TryGetExplore(query.Explore, out var explore);
        var metrics = query.Metrics.Where(metric => !earlier.Contains(metric) && !(explore is not null && explore.TryGetField(metric, out var field) && field is Metric { Kind: MetricType.RunningTotal or MetricType.PercentOfPrevious or MetricType.PercentOfTotal })).ToList();
        if (metrics.Count == 0) throw new RefusalException("semantics.bad-totals", "None of the query's numbers has a total by these dimensions.");
        var dimensions = query.Dimensions.Where(keep.Contains).ToList();
        var bins = query.Bins.Where(bin => dimensions.Contains(bin.Reference)).ToList();
        var calculations = Calculations(query, [.. dimensions, .. metrics], bins);
        var columns = dimensions.Concat(metrics).Concat(calculations.Select(calculation => FieldReference.OfCalculation(calculation.Name))).ToHashSet();
        return query with
        {
            Dimensions = dimensions,
            Metrics = metrics,
            Bins = bins,
            AdditionalDimensions = [.. query.AdditionalDimensions.Where(dimension => dimensions.Contains(dimension.Reference) || FilterNode.RulesOf(query.Filters).Any(rule => rule.Field == dimension.Reference))],
            AdditionalMetrics = [.. query.AdditionalMetrics.Where(metric => metrics.Contains(metric.Reference))],
            Calculations = calculations,
            PivotDimensions = [],
            MetricFilters = null,
            CalculationFilters = null,
            Sorts = [.. query.Sorts.Where(sort => columns.Contains(sort.Field))],
            Aliases = query.Aliases.Where(alias => columns.Contains(alias.Value)).ToDictionary(),
        };
    }

    /// <summary>Formulas over the line itself mean the same of a total; one that names another is left with it.</summary>
    private static List<TableCalculation> Calculations(MetricQuery query, IReadOnlyList<FieldReference> fields, IReadOnlyList<Bin> bins)
    {
        var names = fields.SelectMany(field => new[] { field.Id, field.ToString() }).Concat(bins.Select(bin => bin.Name)).Concat(query.AdditionalDimensions.Where(dimension => fields.Contains(dimension.Reference)).Select(dimension => dimension.Reference.Name)).Concat(query.Aliases.Where(alias => fields.Contains(alias.Value)).Select(alias => alias.Key)).ToHashSet(StringComparer.Ordinal);
        var left = query.Calculations.Where(calculation => calculation.Formula is not null).Select(calculation => (Calculation: calculation, Formula: Formula.Parse(calculation.Formula!))).Where(one => !one.Formula.LooksAtOtherRows).ToList();
        var kept = new HashSet<string>(StringComparer.Ordinal);
        while (left.FirstOrDefault(one => !kept.Contains(one.Calculation.Name) && one.Formula.Columns.All(column => names.Contains(column) || kept.Contains(column))) is { Calculation: { } next }) kept.Add(next.Name);
        return [.. query.Calculations.Where(calculation => kept.Contains(calculation.Name))];
    }
}
