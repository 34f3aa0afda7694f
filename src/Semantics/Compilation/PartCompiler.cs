using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>Compiles a part: the dimensions first, then its metrics. Every part of a question has the same groups, because all have the same rows.</summary>
internal sealed class PartCompiler(
    Explore explore, MetricPlanner planner, FilterCompiler filters, Func<IReadOnlySet<string>, RowSource> open, IReadOnlyList<Dimension> dimensions, FilterGroup? conditions)
{
    private const string Rows = "__rows";

    public MetricPlanner Planner => planner;

    public SqlSelect Compile(MetricPart part) => part.Shape switch
    {
        PartShape.Direct => Direct(part),
        PartShape.DistinctRows => DistinctRows(part),
        PartShape.DistinctKeys => DistinctKeys(part),
        PartShape.Rejoined => Rejoined(part),
        _ => throw new InvalidOperationException($"Unknown shape {part.Shape}."),
    };

    /// <summary>The groups alone.</summary>
    public SqlSelect Groups() => Over(open(planner.RowTables), []) with { Distinct = true };

    public static string NameOf(Field field) => field.Reference.ToString();

    /// <summary>The column that has 1 where a key of a metric over distinct keys has several different values, and so no one value.</summary>
    public static string UnevenOf(Metric metric) => NameOf(metric) + "__uneven";

    private SqlSelect Direct(MetricPart part)
    {
        var source = open(part.Tables);
        var columns = part.Metrics.ConvertAll(metric => new SqlColumn(Aggregated(metric, source, part.Tables), NameOf(metric)));
        return Over(source, columns) with { GroupBy = dimensions.Count };
    }

    private SqlSelect DistinctRows(MetricPart part)
    {
        var source = open(part.Tables);
        var values = part.Metrics.Select((metric, at) => new SqlColumn(Argument(metric, source, isGuarded: true), $"__v{at + 1}")).ToList();
        var keys = source.PrimaryKey(part.Home).Select((key, at) => new SqlColumn(key, $"__k{at + 1}"));
        var inner = Over(source, [.. keys, .. values]) with { Distinct = true };
        return Regrouped(inner, part.Metrics.Select((metric, at) => new SqlColumn(Aggregate(metric, new ColumnName(Rows, values[at].Name)), NameOf(metric))));
    }

    private SqlSelect DistinctKeys(MetricPart part)
    {
        var source = open(part.Tables);
        var isGuarded = planner.HasPhantoms(part.Home, part.Tables);
        // Where a key has several values although it should have one, the least of them: the same one always, and the answer says so.
        var values = part.Metrics.Select((metric, at) => new SqlColumn(new Aggregate(AggregateKind.Min, Argument(metric, source, isGuarded)), $"__v{at + 1}")).ToList();
        var greatest = part.Metrics.Select((metric, at) => new SqlColumn(new Aggregate(AggregateKind.Max, Argument(metric, source, isGuarded)), $"__w{at + 1}")).ToList();
        var keys = part.Keys.Select((key, at) => new SqlColumn(source.Value(DimensionAt(key)), $"__k{at + 1}")).ToList();
        var inner = Over(source, [.. keys, .. values, .. greatest]) with { GroupBy = dimensions.Count + keys.Count };
        var uneven = part.Metrics.Select((metric, at) => new SqlColumn(
            new Aggregate(AggregateKind.Max, new Case([(new Binary("<>", new ColumnName(Rows, values[at].Name), new ColumnName(Rows, greatest[at].Name)), new SmallNumber(1))], new SmallNumber(0))), UnevenOf(metric)));
        return Regrouped(inner, part.Metrics.Select((metric, at) =>
            new SqlColumn(new Aggregate(metric.Kind == MetricType.AverageDistinct ? AggregateKind.Average : AggregateKind.Sum, new ColumnName(Rows, values[at].Name)), NameOf(metric))).Concat(uneven));
    }

    private SqlSelect Rejoined(MetricPart part)
    {
        var source = open(part.Tables);
        var keys = source.PrimaryKey(part.Home).Select((key, at) => new SqlColumn(key, $"__k{at + 1}")).ToList();
        var inner = Over(source, keys) with { Distinct = true };
        var alone = open(new HashSet<string> { part.Home });
        var columns = part.Metrics.ConvertAll(metric => new SqlColumn(Aggregated(metric, alone, new HashSet<string> { part.Home }), NameOf(metric)));
        var match = alone.PrimaryKey(part.Home).Select((key, at) => (SqlExpression)new Binary("=", key, new ColumnName(Rows, keys[at].Name))).ToList();
        return Regrouped(inner, columns) with { Joins = [new SqlJoin(SqlJoinKind.Inner, alone.Relation(part.Home), AllOf.Of(match))] };
    }

    private SqlSelect Over(RowSource source, IReadOnlyList<SqlColumn> columns)
    {
        var groups = dimensions.Select(dimension => new SqlColumn(source.Grouped(dimension), NameOf(dimension))).ToList();
        var condition = filters.Compile(conditions, source.Value);
        return source.Build(condition is null ? [] : [condition]) with { Columns = [.. groups, .. columns] };
    }

    private SqlSelect Regrouped(SqlSelect inner, IEnumerable<SqlColumn> columns) => new()
    {
        Columns = [.. dimensions.Select(dimension => new SqlColumn(new ColumnName(Rows, NameOf(dimension)), NameOf(dimension))), .. columns],
        From = new DerivedRelation(inner, Rows),
        GroupBy = dimensions.Count,
    };

    /// <summary>The metric over rows as they are joined.</summary>
    private SqlExpression Aggregated(Metric metric, RowSource source, IReadOnlySet<string> tables)
    {
        if (MetricTypes.IsAggregate(metric.Kind))
            return Aggregate(metric, Argument(metric, source, tables.Count > 1 && planner.HasPhantoms(metric.Reference.Table, tables)));
        return source.Fill(metric.Sql, metric.Reference.Table, piece => explore.Everything.TryResolve(metric.Reference.Table, piece, out var field)
            ? new Enclosed(field is Dimension dimension ? source.Value(dimension) : Aggregated((Metric)field, source, tables))
            : throw new InvalidOperationException($"{metric.Reference} was not checked."));
    }

    /// <summary>What is aggregated: null where the metric's filters do not hold, and where an outer join has no row of its table.</summary>
    private SqlExpression Argument(Metric metric, RowSource source, bool isGuarded)
    {
        var table = metric.Reference.Table;
        SqlExpression value = metric.Sql.Pieces is [TextPiece { Text: "*" }] ? new SmallNumber(1) : source.Render(metric.Sql, table);
        var conditions = metric.Filters.Select(rule => DimensionAt(rule.Field) is var dimension ? filters.Dimension(rule, dimension, source.Value(dimension)) : null).OfType<SqlExpression>().ToList();
        if (isGuarded) conditions.Insert(0, source.IsPresent(table));
        if (IsOverTruths(metric)) value = new Case([(value, new SmallNumber(1)), (new Not(value), new SmallNumber(0))], null);
        return AllOf.Of(conditions) is { } condition ? new When(condition, value) : value;
    }

    /// <summary>Truth values are added and compared in some warehouses only: everywhere as 1 and 0. Only what the warehouse itself says is one: SQL that is declared as such may well be a number.</summary>
    private bool IsOverTruths(Metric metric)
        => metric.Kind is not (MetricType.Count or MetricType.CountDistinct) && metric.Sql.Pieces is [ColumnPiece or FieldPiece] && metric.DimensionReference is { } reference && explore.Everything.TryGet(reference, out var field)
            && field is Dimension { Type: FieldType.Boolean, ColumnType: FieldType.Boolean };

    private SqlExpression Aggregate(Metric metric, SqlExpression value)
        => metric.Kind is MetricType.Min or MetricType.Max && IsOverTruths(metric) ? new Cast(new Binary("=", Plain(metric, value), new SmallNumber(1)), SqlType.Boolean) : Plain(metric, value);

    private static Aggregate Plain(Metric metric, SqlExpression value) => new(AggregateOf(metric.Kind), value) { Fraction = metric.Percentile / 100 };

    /// <summary>The aggregate of a kind that is one.</summary>
    public static AggregateKind AggregateOf(MetricType kind) => kind switch
    {
        MetricType.Count => AggregateKind.Count,
        MetricType.CountDistinct => AggregateKind.CountDistinct,
        MetricType.Sum => AggregateKind.Sum,
        MetricType.Average => AggregateKind.Average,
        MetricType.Median => AggregateKind.Median,
        MetricType.Percentile => AggregateKind.Percentile,
        MetricType.Min => AggregateKind.Min,
        MetricType.Max => AggregateKind.Max,
        _ => throw new InvalidOperationException($"{kind} is no plain aggregate."),
    };

    private Dimension DimensionAt(FieldReference reference)
        => explore.Everything.TryGet(reference, out var field) && field is Dimension dimension ? dimension : throw new InvalidOperationException($"{reference} was not checked.");
}
