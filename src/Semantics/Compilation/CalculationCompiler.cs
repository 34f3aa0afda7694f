using Vitrine.Primitives;
using Vitrine.Semantics.Formulas;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Sql.Lexing;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>
/// Puts calculations on top of an answer, in layers: one that looks at another stands above it, since windows do not nest. Each layer is a named select with the columns of the one below.
/// </summary>
internal sealed class CalculationCompiler
{
    private const int Most = 50;
    private const int LongestName = 200;

    private readonly QueryScope scope;
    private readonly IReadOnlyList<TableCalculation> calculations;
    private readonly IReadOnlyList<Field> fields;
    private readonly Dictionary<string, FieldReference> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqlTemplate> templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Formula> formulas = new(StringComparer.Ordinal);
    private readonly Dictionary<FieldReference, FieldType> types = [];
    private readonly Func<List<SqlOrder>> queryOrder;

    /// <summary>Checks the calculations of a query.</summary>
    /// <param name="scope">For whom.</param>
    /// <param name="query">The query with its calculations.</param>
    /// <param name="fields">The selected fields, which are the columns that calculations look at.</param>
    /// <param name="queryOrder">The order of the query over the columns of the answer.</param>
    public CalculationCompiler(QueryScope scope, MetricQuery query, IReadOnlyList<Field> fields, Func<List<SqlOrder>> queryOrder)
    {
        (this.scope, calculations, this.fields, this.queryOrder) = (scope, query.Calculations, fields, queryOrder);
        if (calculations.Count > Most) throw Bad($"A query has at most {Most} calculations.");
        foreach (var field in fields)
        {
            names[field is Dimension { IsMadeUp: true } ? field.Reference.Name : field.Reference.Id] = field.Reference;
            types[field.Reference] = field.Type;
        }

        foreach (var (alias, field) in query.Aliases) names.TryAdd(alias, field);
        foreach (var calculation in calculations)
        {
            if (calculation.Name.Length is 0 or > LongestName) throw Bad($"A calculation's name has 1 to {LongestName} characters.");
            if (!names.TryAdd(calculation.Name, FieldReference.OfCalculation(calculation.Name))) throw Bad($"Two columns are called {calculation.Name}. Rename the calculation.");
            if (new object?[] { calculation.Formula, calculation.Template, calculation.Sql }.Count(way => way is not null) != 1) throw Bad($"The calculation {calculation.Name} needs a formula, a template or SQL, and one of them only.");
            if (calculation.Sql is { } sql) templates[calculation.Name] = Parse(calculation.Name, sql);
            if (calculation.Formula is { } formula) formulas[calculation.Name] = Named(calculation.Name, () => Formula.Parse(formula));
        }
    }

    /// <summary>The name of a column in the statement. A field's has a table before the point.</summary>
    public static string NameOf(FieldReference reference) => reference.Table + "." + reference.Name;

    /// <summary>The select of the last layer's rows; the layers below are added to the statement's.</summary>
    public string Add(List<SqlNamedSelect> with, string from)
    {
        foreach (var layer in Layers())
        {
            var name = $"calculated_{with.Count + 1}";
            with.Add(new SqlNamedSelect(name, new SqlSelect
            {
                Star = true,
                Columns = layer.ConvertAll(calculation => new SqlColumn(Typed(calculation), NameOf(FieldReference.OfCalculation(calculation.Name)))),
                From = new NamedRelation(from, from),
            }));
            from = name;
        }

        return from;
    }

    /// <summary>What is filtered by, for a condition on calculations.</summary>
    public (FieldType Type, SqlExpression Value) Find(FieldReference reference)
        => calculations.FirstOrDefault(calculation => FieldReference.OfCalculation(calculation.Name) == reference) is not null ? (types[reference], Column(reference)) : throw Unknown(reference.ToString());

    /// <summary>The column of a calculation, after it was added.</summary>
    public ResultColumn ColumnOf(TableCalculation calculation) => new()
    {
        Field = FieldReference.OfCalculation(calculation.Name),
        Label = calculation.Label ?? calculation.Name,
        Type = types[FieldReference.OfCalculation(calculation.Name)],
        IsMetric = true,
        Format = scope.Filled(calculation.Format),
    };

    private static ColumnName Column(FieldReference reference) => new(null, NameOf(reference));

    private IEnumerable<List<TableCalculation>> Layers()
    {
        var left = calculations.ToList();
        var done = new HashSet<FieldReference>(fields.Select(field => field.Reference));
        while (left.Count > 0)
        {
            var layer = left.FindAll(calculation => LooksAt(calculation).All(done.Contains));
            if (layer is [] && left is [var own]) throw Bad($"The calculation {own.Name} looks at itself.");
            if (layer.Count == 0) throw Bad($"The calculations {string.Join(", ", left.Select(calculation => calculation.Name))} look at each other in a circle.");
            left.RemoveAll(layer.Contains);
            foreach (var calculation in layer) done.Add(FieldReference.OfCalculation(calculation.Name));
            yield return layer;
        }
    }

    private IEnumerable<FieldReference> LooksAt(TableCalculation calculation)
    {
        if (calculation.Template is { } template)
        {
            IEnumerable<FieldReference> columns = [.. template.OrderBy.Select(sort => sort.Field), .. template.PartitionBy];
            return (template.Column is { } column ? columns.Prepend(column) : columns).Select(Checked);
        }

        return formulas.TryGetValue(calculation.Name, out var formula) ? formula.Columns.Select(Find) : templates[calculation.Name].Fields.Select(Resolve);
    }

    /// <summary>The calculation, whose type is known from then on.</summary>
    private SqlExpression Typed(TableCalculation calculation)
    {
        var type = formulas.TryGetValue(calculation.Name, out var formula) ? Named(calculation.Name, () => formula.TypeOf(column => types[Find(column)])) : FieldType.Number;
        types[FieldReference.OfCalculation(calculation.Name)] = calculation.Type ?? type;
        return Compile(calculation);
    }

    private SqlExpression Compile(TableCalculation calculation)
        => calculation.Template is { } template ? Compile(calculation.Name, template)
            : formulas.TryGetValue(calculation.Name, out var formula) ? new FormulaCompiler(new FormulaTypes(column => types[Find(column)]), column => Value(Find(column)), scope.Calendar, scope.WeekStart, queryOrder).Compile(formula.Root)
            : scope.Fill(templates[calculation.Name], scope.Explore.BaseTable, piece => Column(Resolve(piece)));

    private SqlExpression Compile(string name, CalculationTemplate template)
    {
        IReadOnlyList<SqlExpression> partition = [.. template.PartitionBy.Select(column => Column(Checked(column)))];
        List<SqlOrder> order = [.. template.OrderBy.Select(sort => new SqlOrder(Column(Checked(sort.Field)), sort.Descending, sort.NullsFirst ?? false))];
        if (template.Kind == CalculationKind.Window) return Window(name, template, partition, order);
        var column = Column(Checked(template.Column ?? throw Bad($"The calculation {name} names no column.")));
        return template.Kind switch
        {
            CalculationKind.PercentChangeFromPrevious => new Binary("-", new Ratio(column, Previous()), new SmallNumber(1)),
            CalculationKind.PercentOfPreviousValue => new Ratio(column, Previous()),
            CalculationKind.PercentOfColumnTotal => new Ratio(column, new Windowed("SUM", column) { Partition = partition }),
            CalculationKind.RankInColumn => new Windowed("RANK", null) { Partition = partition, Order = [new SqlOrder(column, false, false)] },
            CalculationKind.RunningTotal => new Windowed("SUM", column) { Partition = partition, Order = order.Count > 0 ? order : queryOrder(), Frame = (null, 0) },
            _ => throw new InvalidOperationException($"Unknown calculation {template.Kind}."),
        };

        Windowed Previous() => new("LAG", column) { Partition = partition, Order = order.Count > 0 ? order : queryOrder() };
    }

    private Windowed Window(string name, CalculationTemplate template, IReadOnlyList<SqlExpression> partition, List<SqlOrder> order)
    {
        var isOfColumn = template.Function is WindowFunction.Sum or WindowFunction.Avg or WindowFunction.Count or WindowFunction.Min or WindowFunction.Max;
        if (isOfColumn && template.Column is null) throw Bad($"The calculation {name} names no column.");
        if (template.Frame is { From: { } first, To: { } last } && first > last) throw Bad($"The frame of the calculation {name} ends before it begins.");
        return new Windowed(
            template.Function switch
            {
                WindowFunction.RowNumber => "ROW_NUMBER",
                WindowFunction.Rank => "RANK",
                WindowFunction.PercentRank => "PERCENT_RANK",
                WindowFunction.CumeDist => "CUME_DIST",
                WindowFunction.Sum => "SUM",
                WindowFunction.Avg => "AVG",
                WindowFunction.Count => "COUNT",
                WindowFunction.Min => "MIN",
                WindowFunction.Max => "MAX",
                _ => throw new InvalidOperationException($"Unknown function {template.Function}."),
            },
            isOfColumn ? Column(Checked(template.Column!.Value)) : null)
        {
            Partition = partition,
            // A place is one in an order; without one of its own, in that of the query.
            Order = order.Count > 0 || isOfColumn ? order : queryOrder(),
            Frame = isOfColumn && template.Frame is { } frame ? (frame.From, frame.To) : null,
        };
    }

    private SqlTemplate Parse(string name, string sql)
    {
        if (!scope.MayUseRawSql)
            throw new RefusalException("semantics.raw-sql", $"The calculation {name} brings SQL of its own, which you may not use here. Write it as a template or a formula.", RefusalKind.Forbidden);
        try
        {
            LightdashFunctions.Check(sql);
            var template = SqlTemplate.Parse(sql);
            if (template.HasBareColumns || template.AllPieces.Any(piece => piece is TablePiece or ColumnPiece)) throw new SqlProblemException("names columns directly; write ${table.field}");
            if (template.HasAggregate) throw new SqlProblemException("aggregates; only windows (… OVER (…)) look at other rows here");
            return template;
        }
        catch (SqlProblemException problem)
        {
            throw Bad($"The SQL of the calculation {name} {problem.Message}.");
        }
    }

    /// <summary>What people read in a column: of a bin its label, and not the number that it is grouped by.</summary>
    private SqlExpression Value(FieldReference reference)
        => fields.FirstOrDefault(field => field.Reference == reference) is Dimension { Bin: { } bin } ? bin.Label(Column(reference)) : Column(reference);

    /// <summary>A column that a formula names.</summary>
    private FieldReference Find(string name)
        => names.TryGetValue(name, out var known) ? known
            : FieldReference.TryParse(name, out var reference) && names.ContainsValue(reference) ? reference : throw Unknown(name);

    /// <summary>The same refusal, with the name of the calculation that it is about.</summary>
    private static T Named<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RefusalException refusal) when (refusal.Code == "semantics.bad-formula")
        {
            throw new RefusalException(refusal.Code, $"The calculation {name}: {refusal.Message}");
        }
    }

    private FieldReference Resolve(FieldPiece piece)
        => piece.Table is { } table ? Checked(new FieldReference(table, piece.Name)) : names.TryGetValue(piece.Name, out var known) ? known : throw Unknown(piece.Name);

    private FieldReference Checked(FieldReference reference)
        => names.ContainsValue(reference) ? reference : throw Unknown(reference.ToString());

    private RefusalException Unknown(string name)
        => Bad($"A calculation looks at {name}, which the query does not select. {NearestName.Hint(name, names.Values.Select(known => known.ToString()))}".TrimEnd());

    private static RefusalException Bad(string message) => new("semantics.bad-calculation", message);
}
