using System.Globalization;
using Vitrine.Primitives;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation.Detached;

/// <summary>
/// A metric over all rows up to each day: rows by their day meet the days of the time spine from theirs on, or for as long as the window is; of a longer bucket one day's value is taken. Days that
/// are still to come are shown as far as there are rows, and a filter on the time hides days without hiding the rows before them.
/// </summary>
internal sealed class CumulativePart(QueryScope scope, DimensionMatch match, Metric metric, IReadOnlyList<Dimension> dimensions, FilterGroup? filters)
{
    private const string Days = "__days";
    private const string Value = "__value";
    private const string Last = "__last";
    private const string Place = "__place";

    private readonly DailyRows rows = new(scope, match, metric.Reference.ToString(), dimensions, filters);
    private readonly Cumulation cumulation = match.Origin.Cumulation!;

    public DetachedPart Compile(int number)
    {
        foreach (var time in dimensions.Where(match.IsTime).Where(time => time.Interval is not (TimeInterval.Day or TimeInterval.Week or TimeInterval.Month or TimeInterval.Quarter or TimeInterval.Year) && !DimensionMatch.IsDay(time)))
            throw new RefusalException("semantics.bad-grain", $"{metric.Reference} adds up by day, so {time.Reference} does not fit. Group {match.Origin.HomeTime} by day, week, month, quarter or year.");
        var (perDay, last, name) = ($"apart_{number}_rows", $"apart_{number}_last", $"apart_{number}");
        var counted = match.Counted(metric);
        var daily = Daily(counted, perDay, last);
        var isByDay = dimensions.Where(match.IsTime).Any(DimensionMatch.IsDay);
        return new DetachedPart([
            new SqlNamedSelect(perDay, PerDay(counted, out var tables)),
            new SqlNamedSelect(last, LastDay()),
            new SqlNamedSelect(name, isByDay ? Selected(daily) : Bucketed(daily)),
        ], [metric], tables);
    }

    /// <summary>Rows by their day: added up already where parts may be, else row by row.</summary>
    private SqlSelect PerDay(Metric counted, out IReadOnlyList<ExploreTable> read)
    {
        var own = match.Own;
        var at = scope.At(own);
        IReadOnlyList<Dimension> asked = [.. rows.Others.Select(dimension => match.Map(dimension, metric, own)), rows.Day(own)];
        var conditions = rows.Conditions(metric);
        var filtered = FilterNode.RulesOf(conditions).Select(rule => DimensionMatch.Find(own, rule.Field));
        var tables = at.Graph.Close(at.RowTables(asked.Concat(filtered)).Concat(counted.TablesReferences).Append(own.BaseTable));
        read = at.Graph.Tables(tables);
        var reach = at.Graph.Reach(own.BaseTable, tables);
        if (tables.FirstOrDefault(table => reach[table]) is { } several) throw QueryRefusals.ReadsSeveral(metric, own.BaseTable, several);
        var source = at.Rows(tables);
        var value = source.Render(counted.Sql, counted.Reference.Table);
        List<SqlColumn> groups = [.. rows.Others.Select((dimension, index) => new SqlColumn(source.Value(asked[index]), PartCompiler.NameOf(dimension))), new SqlColumn(source.Value(asked[^1]), DailyRows.DayColumn)];
        var condition = at.Filters.Compile(conditions, source.Value);
        var guard = new IsNull(source.Value(asked[^1]), Negated: true);
        return source.Build(condition is null ? [guard] : [guard, condition]) with
        {
            Columns = [.. groups, new SqlColumn(IsPartial(counted.Kind) ? new Aggregate(PartCompiler.AggregateOf(counted.Kind), value) : value, Value)],
            GroupBy = IsPartial(counted.Kind) ? groups.Count : null,
        };
    }

    /// <summary>Today, or the day of the last row where that is later: of any row, since the sum of those of a filter goes on to there.</summary>
    private SqlSelect LastDay()
    {
        var at = scope.At(match.Own);
        var source = at.Rows(at.Graph.Close([]));
        var latest = new Aggregate(AggregateKind.Max, source.Value(rows.Day(match.Own)));
        var today = new BoundValue(scope.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), SqlType.Date);
        return source.Build([]) with { Columns = [new SqlColumn(new Call("GREATEST", [new Call("COALESCE", [latest, today]), today]), Last)] };
    }

    /// <summary>For each day the value of all rows that count for it.</summary>
    private SqlSelect Daily(Metric counted, string perDay, string last)
    {
        SqlExpression day = new ColumnName(Days, DailyRows.DayColumn), row = new ColumnName(perDay, DailyRows.DayColumn);
        var counts = new List<SqlExpression> { new Binary("<=", row, day) };
        if (cumulation.Window is { } window) counts.Add(new Binary(">", row, new TimeShift(day, -window.Count, window.Grain, IsDate: true)));
        if (cumulation.GrainToDate is { } grain) counts.Add(new Binary(">=", row, scope.Cut(Begin(grain), day)));
        var kind = counted.Kind == MetricType.Count ? AggregateKind.Sum : PartCompiler.AggregateOf(counted.Kind);
        return new SqlSelect
        {
            Columns = [
                .. rows.Others.Select(PartCompiler.NameOf).Select(name => new SqlColumn(new ColumnName(perDay, name), name)),
                new SqlColumn(day, DailyRows.DayColumn),
                new SqlColumn(new Aggregate(kind, new ColumnName(perDay, Value)) { Fraction = counted.Percentile / 100 }, Value)],
            From = rows.Days(Days),
            Joins = [new SqlJoin(SqlJoinKind.Inner, new NamedRelation(perDay, perDay), AllOf.Of(counts))],
            Where = new Binary("<=", day, new Scalar(last, Last)),
            GroupBy = rows.Others.Count + 1,
        };
    }

    /// <summary>The first day of what a value begins anew with, in the query's weeks.</summary>
    private Dimension Begin(TimeGrain grain)
        => Retimed.AsDay(rows.Day(match.Own) with { Interval = Enum.Parse<TimeInterval>(grain.ToString()), IntervalBase = match.Origin.Time });

    private SqlSelect Selected(SqlSelect daily) => new()
    {
        Columns = [.. rows.Columns(new ColumnName(Days, DailyRows.DayColumn), Days), new SqlColumn(new ColumnName(Days, Value), PartCompiler.NameOf(metric))],
        From = new DerivedRelation(daily, Days),
    };

    private SqlSelect Bucketed(SqlSelect daily)
    {
        var selected = Selected(daily);
        var groups = selected.Columns.Take(dimensions.Count).ToList();
        if (cumulation.PeriodValue == PeriodValue.Average)
            return selected with { Columns = [.. groups, new SqlColumn(new Aggregate(AggregateKind.Average, new ColumnName(Days, Value)), PartCompiler.NameOf(metric))], GroupBy = groups.Count };
        var place = new Windowed("ROW_NUMBER", null)
        {
            Partition = [.. groups.Select(column => column.Expression)],
            Order = [new SqlOrder(new ColumnName(Days, DailyRows.DayColumn), cumulation.PeriodValue == PeriodValue.Last, false)],
        };
        return new SqlSelect
        {
            Columns = [.. selected.Columns.Select(column => new SqlColumn(new ColumnName(Place, column.Name), column.Name))],
            From = new DerivedRelation(selected with { Columns = [.. selected.Columns, new SqlColumn(place, Place)] }, Place),
            Where = new Binary("=", new ColumnName(Place, Place), new SmallNumber(1)),
        };
    }

    /// <summary>Whether values of days can be aggregated further.</summary>
    private static bool IsPartial(MetricType kind) => kind is MetricType.Sum or MetricType.Count or MetricType.Min or MetricType.Max;
}
