using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation.Detached;

/// <summary>What a part needs whose rows meet the days of the time spine: columns that are no time, rows by their day, the days that are shown.</summary>
internal sealed class DailyRows
{
    public const string DayColumn = "__day";
    private const string Spine = "__spine";

    private readonly QueryScope scope;
    private readonly DimensionMatch match;
    private readonly IReadOnlyList<Dimension> dimensions;
    private readonly FilterGroup? timeFilter;
    private readonly FilterGroup? otherFilter;

    public DailyRows(QueryScope scope, DimensionMatch match, string metric, IReadOnlyList<Dimension> dimensions, FilterGroup? filters)
    {
        (this.scope, this.match, this.dimensions) = (scope, match, dimensions);
        (timeFilter, otherFilter) = TimeConditions.Split(filters, match, metric);
        Others = [.. dimensions.Where(dimension => !match.IsTime(dimension))];
    }

    /// <summary>The dimensions that are no time.</summary>
    public IReadOnlyList<Dimension> Others { get; }

    /// <summary>The time cut to days, in the metric's own explore.</summary>
    public Dimension Day(Explore own)
        => DimensionMatch.Find(own, match.Origin.Time!.Value) is var time && time.Type == FieldType.Date
            ? time
            : time with { Interval = TimeInterval.Day, IntervalBase = time.Reference, Type = FieldType.Date };

    /// <summary>Conditions on what is no time, in the metric's own explore.</summary>
    public FilterGroup? Conditions(Metric metric) => match.Map(otherFilter, metric);

    /// <summary>The days that are shown, under a name.</summary>
    public DerivedRelation Days(string alias, params IReadOnlyList<SqlExpression> conditions)
    {
        var (relation, column) = match.Origin.Spine ?? throw new InvalidOperationException("There is no time spine.");
        var source = new SourceRelation(scope.Fill(relation, scope.Explore.BaseTable, piece => throw new InvalidOperationException($"A relation refers to {piece.Name}.")), Spine);
        var day = new Cast(new LooseColumn(Spine, column), SqlType.Date);
        return new DerivedRelation(new SqlSelect { Distinct = true, Columns = [new SqlColumn(day, DayColumn)], From = source, Where = AllOf.Of([.. Shown(day), .. conditions]) }, alias);
    }

    /// <summary>The columns of the question, of days and of columns of a relation.</summary>
    public IEnumerable<SqlColumn> Columns(SqlExpression day, string relation)
        => dimensions.Select(dimension => new SqlColumn(match.IsTime(dimension) ? scope.Cut(Retimed.AsDay(dimension), day) : new ColumnName(relation, PartCompiler.NameOf(dimension)), PartCompiler.NameOf(dimension)));

    private IReadOnlyList<SqlExpression> Shown(SqlExpression day)
    {
        if (timeFilter is null) return [];
        var daily = scope.At(Retimed.Days(scope.Explore, match.Origin.HomeTime!.Value));
        return daily.Filters.Compile(timeFilter, dimension => daily.Cut(dimension, day)) is { } condition ? [condition] : [];
    }
}
