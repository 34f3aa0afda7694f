using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation.Detached;

/// <summary>
/// Compiles metrics that are not computed over the explore's rows: those of another dbt model, of another time, and those that add up over time. Each is asked in its own explore, behind the row
/// rules there, by the dimensions that mean the same; a dimension that means nothing there is refused.
/// </summary>
internal sealed class DetachedMetrics(QueryScope scope, IReadOnlyList<Dimension> dimensions, FilterGroup? filters)
{
    public IReadOnlyList<DetachedPart> Compile(IReadOnlyList<Metric> leaves)
    {
        var parts = new List<DetachedPart>();
        foreach (var group in leaves.GroupBy(leaf => (leaf.Origin! with { Metric = "" }, leaf.Origin.Cumulation is null ? null : leaf)))
        {
            foreach (var part in Compile(group.Key.Item1, [.. group])) parts.Add(part(parts.Count + 1));
        }

        return parts;
    }

    /// <summary>All groups of all parts, once.</summary>
    public static SqlSelect Groups(IReadOnlyList<string> parts, IReadOnlyList<Dimension> dimensions)
    {
        var selects = parts.Select(part => new SqlSelect
        {
            Columns = [.. dimensions.Select(PartCompiler.NameOf).Select(name => new SqlColumn(new ColumnName(part, name), name))],
            From = new NamedRelation(part, part),
        }).ToList();
        return selects[0] with { Distinct = selects.Count == 1, Union = [.. selects.Skip(1)] };
    }

    private List<Func<int, DetachedPart>> Compile(MetricOrigin origin, IReadOnlyList<Metric> metrics)
    {
        var explore = origin.Model == scope.Explore.BaseTable ? scope.Explore : scope.BaseOf(origin.Model);
        var match = new DimensionMatch(scope.Explore, explore, origin);
        if (origin.Cumulation is not null && dimensions.Any(match.IsTime)) return [number => new CumulativePart(scope, match, metrics[0], dimensions, filters).Compile(number)];
        if (origin.Cumulation is not null) CheckTotal(origin, metrics[0], match);
        if (origin.Offset is { } offset && !IsExact(offset, match, metrics[0])) return [number => new LookedUpPart(scope, match, metrics, dimensions, filters).Compile(number)];
        return Moved(explore, match, metrics);
    }

    private List<Func<int, DetachedPart>> Moved(Explore explore, DimensionMatch match, IReadOnlyList<Metric> metrics)
    {
        var moved = match.Origin is { Offset: not null, Time: { } time } ? Retimed.Moved(explore, time, match.Origin.Offset) : explore;
        var at = scope.At(moved);
        var asked = dimensions.Select(dimension => match.Map(dimension, metrics[0], moved)).ToList();
        var filter = match.Map(filters, metrics[0]);
        var filtered = FilterNode.RulesOf(filter).Select(rule => DimensionMatch.Find(moved, rule.Field)).ToList();
        var counted = metrics.Select(match.Counted).ToList();
        var planner = new MetricPlanner(moved, at.Graph, at.RowTables(asked.Concat(filtered)), counted);
        var compiler = new PartCompiler(moved, planner, at.Filters, at.Rows, asked, filter);
        return [.. planner.Plan(counted).Select(part => (Func<int, DetachedPart>)(number =>
        {
            var here = metrics.Where(metric => part.Metrics.Exists(one => one.Reference == match.Counted(metric).Reference)).ToList();
            return new DetachedPart([new SqlNamedSelect($"apart_{number}", Renamed(compiler.Compile(part), match, here))], here, at.Graph.Tables(planner.RowTables.Concat(part.Tables)));
        }))];
    }

    private SqlSelect Renamed(SqlSelect select, DimensionMatch match, IReadOnlyList<Metric> metrics) => select with
    {
        Columns = [
            .. select.Columns.Take(dimensions.Count).Select((column, at) => column with { Name = PartCompiler.NameOf(dimensions[at]) }),
            .. metrics.Select(metric => select.Columns.First(column => column.Name == PartCompiler.NameOf(match.Counted(metric))) with { Name = PartCompiler.NameOf(metric) })],
    };

    private void CheckTotal(MetricOrigin origin, Metric metric, DimensionMatch match)
    {
        if (origin.Cumulation is { Window: null, GrainToDate: null } && !FilterNode.RulesOf(filters).Any(rule => match.IsTime(rule.Field))) return;
        throw new RefusalException("semantics.needs-time", $"{metric.Reference} adds up over time. Group by {origin.HomeTime} too, by day, week, month, quarter or year.");
    }

    /// <summary>
    /// Whether rows can be moved before they are grouped: days and weeks always; months where whole months are grouped, because the days of two months do not match one to one.
    /// </summary>
    private bool IsExact(TimeOffset offset, DimensionMatch match, Metric metric)
    {
        if (offset.Grain is TimeGrain.Day or TimeGrain.Week) return true;
        var times = dimensions.Where(match.IsTime).ToList();
        bool IsWholeMonths(Dimension dimension) => dimension.Interval is TimeInterval.Month or TimeInterval.Quarter or TimeInterval.Year or TimeInterval.MonthNum or TimeInterval.QuarterNum or TimeInterval.YearNum
            or TimeInterval.MonthName or TimeInterval.QuarterName;
        if (times.TrueForAll(IsWholeMonths)) return true;
        if (times.TrueForAll(dimension => DimensionMatch.IsDay(dimension) || IsWholeMonths(dimension)) && match.Origin.Spine is not null) return false;
        throw new RefusalException(
            "semantics.bad-grain", $"{metric.Reference} looks back by {offset.Grain.ToString().ToLowerInvariant()}s. Group {match.Origin.HomeTime} by day, month, quarter or year{(match.Origin.Spine is null ? "; by day only where the dbt project has a time spine" : "")}.");
    }
}
