using Vitrine.Primitives;
using Vitrine.Semantics.Compilation.Detached;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>
/// One metric query on its way to SQL: fields are found and allowed, metrics taken apart into what is aggregated, distributed over parts,
/// put together again, filtered, ordered and cut.
/// </summary>
internal sealed class QueryCompilation
{
    private const string Answer = "answer";
    private const string Shown = "shown";

    private readonly MetricQuery query;
    private readonly SqlDialect dialect;
    private readonly QueryScope scope;
    private readonly List<Dimension> dimensions;
    private readonly List<Metric> metrics;
    private readonly MetricLeaves leaves;
    private readonly CalculationCompiler calculations;

    public QueryCompilation(SemanticLayer layer, SqlDialect dialect, MetricQuery query, CompilationContext context)
    {
        this.query = query;
        this.dialect = dialect;
        scope = QueryScope.Open(layer, query, context);
        dimensions = [.. query.Dimensions.Select(scope.Dimension)];
        metrics = [.. query.Metrics.Select(scope.Metric)];
        if (dimensions.Count + metrics.Count == 0) throw new RefusalException("semantics.empty-query", "A query needs a dimension or a metric.");
        if (dimensions.Cast<Field>().Concat(metrics).GroupBy(field => field.Reference).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new RefusalException("semantics.field-twice", $"{twice.Key} is selected twice.");
        calculations = new CalculationCompiler(scope, query, [.. dimensions, .. metrics], () => Order(field => new ColumnName(null, PartCompiler.NameOf(field)), _ => null));
        leaves = new MetricLeaves(Explore, query);
        if (query.PivotDimensions.FirstOrDefault(pivoted => !query.Dimensions.Contains(pivoted)) is { Name: not null } absent)
            throw new RefusalException("semantics.bad-pivot", $"{absent} is pivoted by and is no selected dimension. Select it, or leave it out of the pivot.");
        if (query.Limit < 1) throw new RefusalException("semantics.bad-limit", "The limit must be at least 1.");
    }

    private Explore Explore => scope.Explore;

    public CompiledQuery Run() => Run(out _, out _, out _);

    /// <summary>Compiles, and tells how.</summary>
    public QueryExplanation Explain()
    {
        var compiled = Run(out var parts, out var detached, out var rowTables);
        return new ExplanationWriter(scope, query, dimensions, metrics).Write(compiled, parts, detached, rowTables);
    }

    private CompiledQuery Run(out List<PartSelect> selects, out IReadOnlyList<DetachedPart> detached, out IReadOnlySet<string> rowTables)
    {
        scope.CheckRequired(query.Filters);
        var filtered = scope.FilteredDimensions(query.Filters);
        if (filtered.FirstOrDefault(dimension => dimension.Bin is not null) is { } binned)
            throw new RefusalException("semantics.bad-made-up-field", $"{binned.Reference.Name} is a bin, and bins are not filtered by. Filter the dimension that it is made of.");
        foreach (var metric in metrics.Concat(scope.FilteredMetrics(query.MetricFilters))) leaves.Collect(metric);

        detached = new DetachedMetrics(scope, dimensions, query.Filters).Compile(leaves.Detached);
        var compiler = CompilerOf(null, filtered);
        selects = leaves.Periods.SelectMany(shift => PartsOf(shift, shift is null ? compiler : CompilerOf(shift, filtered))).ToList();
        rowTables = compiler.Planner.RowTables;
        var statement = detached.Count == 0 && selects.Count == 1 && selects[0].Part.Shape != PartShape.Rejoined && IsFlat()
            ? new SqlStatement([], Ordered(selects[0].Select, Pick(selects[0])))
            : Combined(selects, detached, compiler);
        return new CompiledQuery
        {
            Sql = SqlWriter.Render(statement, dialect),
            Columns = [.. dimensions.Concat<Field>(metrics).Select(field => scope.Column(field, query.Formats.GetValueOrDefault(field.Reference))), .. query.Calculations.Select(calculations.ColumnOf)],
            RowLimit = query.Limit,
            Warnings = [.. Approximations(), .. Unasked()],
            Checks = [.. selects.SelectMany(part => KeyedBy(part).Select(metric => new Diagnostic("semantics.several-values", $"{metric.Reference} counts one value for each {string.Join(" and ", metric.DistinctKeys)}, and some have several different ones: the least was taken.", new DiagnosticLocation(Subject: metric.Reference.ToString()), "Name more fields under distinct_keys, or mend the data.", DiagnosticSeverity.Warning)))],
            UsedParameters = scope.UsedParameters,
        };
    }

    private IEnumerable<Diagnostic> Approximations()
    {
        if (!dialect.ApproximatesPercentiles) yield break;
        foreach (var metric in leaves.All.Where(leaf => leaf.Kind is MetricType.Median or MetricType.Percentile))
            yield return new Diagnostic("semantics.approximate", $"{metric.Reference} is near the true value: {dialect.Name} computes medians and percentiles approximately.", new DiagnosticLocation(Subject: metric.Reference.ToString()), null, DiagnosticSeverity.Note);
    }

    private IEnumerable<Diagnostic> Unasked()
        => scope.Unasked.Select(name => new Diagnostic("semantics.attribute-not-named", $"{name} needs user attributes that nobody named, and is shown all the same.", new DiagnosticLocation(Subject: name), "Name the person's attributes with --attribute.", DiagnosticSeverity.Note));

    private PartCompiler CompilerOf(PeriodShift? shift, IReadOnlyList<Dimension> filtered)
    {
        // All parts have the same rows, so every planner knows all leaves.
        var planner = new MetricPlanner(Explore, scope.Graph, scope.RowTables(dimensions.Concat(filtered)), leaves.All);
        return new PartCompiler(Explore, planner, scope.FiltersOf(shift), tables => scope.Rows(tables, shift), dimensions, query.Filters);
    }

    private IEnumerable<PartSelect> PartsOf(PeriodShift? shift, PartCompiler compiler)
        => compiler.Planner.Plan(leaves.Of(shift)).Select(part => new PartSelect(compiler.Compile(part), part, shift));

    /// <summary>Whether the part is the answer: every metric is aggregated in it, and nothing comes after.</summary>
    private bool IsFlat()
        => query.MetricFilters is null && query.Calculations.Count == 0 && query.CalculationFilters is null && dimensions.TrueForAll(dimension => dimension.Bin is null) && metrics.All(metric => metric.Earlier is null && MetricLeaves.IsLeaf(metric)) && !query.Sorts.Any(sort => CalendarOrder.Of(Explore, sort.Field) is not null);

    /// <summary>The columns in the order of the question.</summary>
    private List<SqlColumn> Pick(PartSelect part)
        => [.. part.Select.Columns.Take(dimensions.Count), .. metrics.Select(PartCompiler.NameOf).Concat(KeyedBy(part).Select(PartCompiler.UnevenOf)).Select(name => part.Select.Columns.First(column => column.Name == name))];

    /// <summary>The metrics of a part that count one value for each key.</summary>
    private static List<Metric> KeyedBy(PartSelect part) => part.Part.Shape == PartShape.DistinctKeys ? part.Part.Metrics : [];

    private SqlStatement Combined(List<PartSelect> selects, IReadOnlyList<DetachedPart> detached, PartCompiler compiler)
    {
        var with = new List<SqlNamedSelect>();
        var homes = new Dictionary<(PeriodShift?, FieldReference), string>();
        var joined = new List<string>();
        var spine = new List<string>();
        var checks = new List<SqlColumn>();
        // A part that meets its table again has no row for groups without one, and that of an earlier period has other groups.
        var lacksGroups = selects.Count == 0 || selects[0].Part.Shape == PartShape.Rejoined || selects[0].Shift is not null;
        if (dimensions.Count > 0 && detached.Count == 0 && lacksGroups) with.Add(new SqlNamedSelect("groups", compiler.Groups()));
        if (dimensions.Count == 0 && selects.Count + detached.Count == 0) throw new RefusalException("semantics.empty-query", "None of the metrics reads data.");
        foreach (var selected in selects)
        {
            var (select, part, shift) = selected;
            var name = $"part_{with.Count + 1}";
            checks.AddRange(KeyedBy(selected).Select(metric => new SqlColumn(new ColumnName(name, PartCompiler.UnevenOf(metric)), $"__check_{checks.Count + 1}")));
            with.Add(new SqlNamedSelect(name, select));
            joined.Add(name);
            if (shift is null) spine.Add(name);
            foreach (var metric in part.Metrics) homes[(shift, metric.Reference)] = name;
        }

        foreach (var part in detached)
        {
            with.AddRange(part.With);
            joined.Add(part.Name);
            spine.Add(part.Name);
            foreach (var metric in part.Metrics) homes[(null, metric.Reference)] = part.Name;
        }

        var first = with[0].Name;
        if (detached.Count > 0 && dimensions.Count > 0) with.Add(new SqlNamedSelect(first = "groups", DetachedMetrics.Groups(spine, dimensions)));
        else if (detached.Count > 0) first = joined[0];
        var joins = joined.Where(part => part != first).Select(part => dimensions.Count == 0
            ? new SqlJoin(SqlJoinKind.Cross, new NamedRelation(part, part), null)
            : new SqlJoin(SqlJoinKind.Left, new NamedRelation(part, part), AllOf.Of([.. dimensions.Select(dimension =>
                (SqlExpression)new NullSafeEquals(new ColumnName(first, PartCompiler.NameOf(dimension)), new ColumnName(part, PartCompiler.NameOf(dimension))))])));
        var shown = metrics.Concat(scope.FilteredMetrics(query.MetricFilters)).DistinctBy(metric => metric.Reference).ToList();
        with.Add(new SqlNamedSelect(Answer, new SqlSelect
        {
            Columns = [.. dimensions.Select(dimension => new SqlColumn(new ColumnName(first, PartCompiler.NameOf(dimension)), PartCompiler.NameOf(dimension))),
                .. shown.Select(metric => new SqlColumn(Composed(metric, null, homes, first), PartCompiler.NameOf(metric))), .. checks],
            From = new NamedRelation(first, first),
            Joins = [.. joins],
        }));

        var outer = new SqlSelect
        {
            From = new NamedRelation(Answer, Answer),
            Where = scope.Filters.CompileMetrics(query.MetricFilters, metric => new ColumnName(Answer, PartCompiler.NameOf(metric))),
        };
        var fields = dimensions.Cast<Field>().Concat(metrics).Select(field => field.Reference).ToList();
        if (query.Calculations.Count == 0 && query.CalculationFilters is null) return new SqlStatement([.. Bounds(), .. with], Ordered(outer, [.. Labelled(Columns(Answer, fields)), .. Behind(Answer)]));
        with.Add(new SqlNamedSelect(Shown, outer with { Columns = [.. Columns(Answer, fields), .. Behind(Answer)] }));
        var last = calculations.Add(with, Shown);
        var calculated = new SqlSelect { From = new NamedRelation(last, last), Where = scope.Filters.CompileCalculations(query.CalculationFilters, calculations.Find) };
        return new SqlStatement([.. Bounds(), .. with], Ordered(calculated, [.. Labelled(Columns(last, [.. fields, .. query.Calculations.Select(calculation => FieldReference.OfCalculation(calculation.Name))])), .. Behind(last)]));

        IEnumerable<SqlColumn> Behind(string relation) => checks.Select(check => check with { Expression = new ColumnName(relation, check.Name) });
    }

    /// <summary>What bins are cut from: all values that the person may see, whatever the question filters.</summary>
    private IEnumerable<SqlNamedSelect> Bounds()
    {
        foreach (var dimension in dimensions.Where(dimension => dimension.Bin?.Bounds is not null))
        {
            var source = scope.Rows(scope.Graph.Close(dimension.TablesReferences.Append(dimension.Reference.Table)));
            var columns = dimension.Bin!.BoundsOf(source.Unbinned(dimension));
            yield return new SqlNamedSelect(dimension.Bin.Bounds!, source.Build([]) with { Columns = columns });
        }
    }

    /// <summary>The columns as people read them: bins by their labels instead of their keys.</summary>
    private List<SqlColumn> Labelled(List<SqlColumn> columns)
        => [.. columns.Select((column, at) => at < dimensions.Count && dimensions[at].Bin is { } bin ? column with { Expression = bin.Label(column.Expression) } : column)];

    private static List<SqlColumn> Columns(string relation, IReadOnlyList<FieldReference> fields)
        => [.. fields.Select(CalculationCompiler.NameOf).Select(name => new SqlColumn(new ColumnName(relation, name), name))];

    /// <summary>A metric over the columns of the parts.</summary>
    private SqlExpression Composed(Metric metric, PeriodShift? shift, Dictionary<(PeriodShift?, FieldReference), string> homes, string first)
    {
        if (metric.Earlier is { } earlier) return Composed(scope.Metric(earlier.Metric), leaves.ShiftOf(earlier), homes, first);
        if (homes.TryGetValue((shift, metric.Reference), out var home)) return new ColumnName(home, PartCompiler.NameOf(metric));
        var operand = scope.Fill(metric.Sql, metric.Reference.Table, piece => Explore.Everything.TryResolve(metric.Reference.Table, piece, out var field) && field is Metric other
            ? new Enclosed(Composed(other, shift, homes, first))
            : throw new InvalidOperationException($"{metric.Reference} was not checked."));
        return metric.Kind switch
        {
            MetricType.RunningTotal => new RunningSum(operand, Partition(first), WindowOrder(homes, first)),
            MetricType.PercentOfPrevious => new ChangeSincePrevious(operand, Partition(first), WindowOrder(homes, first)),
            MetricType.PercentOfTotal => new ShareOfTotal(operand, Partition(first)),
            _ => operand,
        };
    }

    /// <summary>Rows that stand side by side in a pivot go on for themselves.</summary>
    private List<SqlExpression> Partition(string first)
        => [.. dimensions.Where(dimension => query.PivotDimensions.Contains(dimension.Reference)).Select(SqlExpression (dimension) => new ColumnName(first, PartCompiler.NameOf(dimension)))];

    private List<SqlOrder> WindowOrder(Dictionary<(PeriodShift?, FieldReference), string> homes, string first)
        => Order(field => field is Metric metric
            ? MetricTypes.IsPostCalculation(metric.Kind) ? null : Composed(metric, null, homes, first)
            : new ColumnName(first, PartCompiler.NameOf(field)), _ => null);

    private SqlSelect Ordered(SqlSelect select, IReadOnlyList<SqlColumn> columns) => select with
    {
        Columns = columns,
        // A bin is ordered by its key, which has the name of its label one level down.
        Order = Order(field => new ColumnName(field is Dimension { Bin: not null } ? select.From.Alias : null, PartCompiler.NameOf(field)), calculation => new ColumnName(null, CalculationCompiler.NameOf(calculation))),
        Limit = query.Limit + 1L,
    };

    /// <summary>The order that was asked for, then all dimensions: the same rows stand in the same order always.</summary>
    private List<SqlOrder> Order(Func<Field, SqlExpression?> column, Func<FieldReference, SqlExpression?> calculated)
    {
        var order = new List<SqlOrder>();
        foreach (var sort in query.Sorts)
        {
            if (query.Calculations.Any(calculation => FieldReference.OfCalculation(calculation.Name) == sort.Field))
            {
                if (calculated(sort.Field) is { } value) order.Add(new SqlOrder(value, sort.Descending, sort.NullsFirst ?? false));
                continue;
            }

            var field = dimensions.Cast<Field>().Concat(metrics).FirstOrDefault(field => field.Reference == sort.Field) ?? throw QueryRefusals.SortNotSelected(sort.Field);
            if (column(field) is not { } expression) continue;
            if (CalendarOrder.Of(Explore, sort.Field) is { } names) expression = new RankOf(expression, names);
            order.Add(new SqlOrder(expression, sort.Descending, sort.NullsFirst ?? false));
        }

        foreach (var dimension in dimensions.Where(dimension => query.Sorts.All(sort => sort.Field != dimension.Reference)))
        {
            if (column(dimension) is { } expression) order.Add(new SqlOrder(expression, false, false));
        }

        return order;
    }
}
