using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation.Detached;

/// <summary>
/// Metrics of months ago shown by day: each day of the spine looks up its own day, since the 28th of February is what all of the 28th to 31st of March look back to. Moving rows would count the
/// last days of a long month for one day.
/// </summary>
internal sealed class LookedUpPart(QueryScope scope, DimensionMatch match, IReadOnlyList<Metric> metrics, IReadOnlyList<Dimension> dimensions, FilterGroup? filters)
{
    private const string Days = "__days";

    public DetachedPart Compile(int number)
    {
        var rows = new DailyRows(scope, match, metrics[0].Reference.ToString(), dimensions, filters);
        var own = match.Own;
        var at = scope.At(own);
        IReadOnlyList<Dimension> asked = [.. rows.Others.Select(dimension => match.Map(dimension, metrics[0], own)), rows.Day(own)];
        var conditions = rows.Conditions(metrics[0]);
        var filtered = FilterNode.RulesOf(conditions).Select(rule => DimensionMatch.Find(own, rule.Field)).ToList();
        var counted = metrics.Select(match.Counted).ToList();
        var planner = new MetricPlanner(own, at.Graph, at.RowTables(asked.Concat(filtered)), counted);
        var compiler = new PartCompiler(own, planner, at.Filters, at.Rows, asked, conditions);
        var with = new List<SqlNamedSelect>();
        var homes = new Dictionary<FieldReference, string>();
        var read = new HashSet<string>(planner.RowTables);
        foreach (var part in planner.Plan(counted))
        {
            read.UnionWith(part.Tables);
            var name = $"apart_{number}_rows_{with.Count + 1}";
            foreach (var metric in part.Metrics) homes[metric.Reference] = name;
            with.Add(new SqlNamedSelect(name, Named(compiler.Compile(part), rows.Others)));
        }

        var (first, day) = (with[0].Name, new ColumnName(Days, DailyRows.DayColumn));
        var offset = match.Origin.Offset!;
        var joins = new List<SqlJoin> { new(SqlJoinKind.Inner, rows.Days(Days), new Binary("=", new TimeShift(day, -offset.Count, offset.Grain, IsDate: true), new ColumnName(first, DailyRows.DayColumn))) };
        joins.AddRange(with.Skip(1).Select(part => new SqlJoin(SqlJoinKind.Left, new NamedRelation(part.Name, part.Name), AllOf.Of([.. rows.Others.Select(PartCompiler.NameOf).Append(DailyRows.DayColumn)
            .Select(name => (SqlExpression)new NullSafeEquals(new ColumnName(first, name), new ColumnName(part.Name, name)))]))));
        with.Add(new SqlNamedSelect($"apart_{number}", new SqlSelect
        {
            Columns = [.. rows.Columns(day, first), .. metrics.Select(metric => new SqlColumn(new ColumnName(homes[match.Counted(metric).Reference], PartCompiler.NameOf(match.Counted(metric))), PartCompiler.NameOf(metric)))],
            From = new NamedRelation(first, first),
            Joins = joins,
        }));
        return new DetachedPart(with, metrics, at.Graph.Tables(read));
    }

    private static SqlSelect Named(SqlSelect select, IReadOnlyList<Dimension> others) => select with
    {
        Columns = [.. select.Columns.Select((column, at) => at < others.Count ? column with { Name = PartCompiler.NameOf(others[at]) } : at == others.Count ? column with { Name = DailyRows.DayColumn } : column)],
    };
}
