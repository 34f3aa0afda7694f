using System.Globalization;
using Vitrine.Primitives;
using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>Compiles conditions. Null means that nothing is filtered.</summary>
internal sealed class FilterCompiler(Explore explore, CompilationContext context, SemanticOptions options, PeriodShift? shift = null)
{
    private const int DeepestNesting = 32;

    /// <summary>Of one filter: warehouses take some ten thousand bound values in a statement, and no person has written more.</summary>
    private const int MostValues = 10_000;

    private readonly TimeFilters times = new(context);
    private readonly TimeFilters? shifted = shift is null ? null : new TimeFilters(context, shift: shift);

    /// <summary>Conditions on dimensions, over rows.</summary>
    public SqlExpression? Compile(FilterNode? node, Func<Dimension, SqlExpression> value) => Compile(node, 0, rule =>
    {
        if (!explore.Everything.TryGet(rule.Field, out var field)) throw QueryRefusals.UnknownField(rule.Field, explore);
        return field is Dimension dimension ? Dimension(rule, dimension, value(dimension)) : throw QueryRefusals.NotADimension(rule.Field);
    });

    /// <summary>Conditions on metrics, over their columns.</summary>
    public SqlExpression? CompileMetrics(FilterNode? node, Func<Metric, SqlExpression> value) => Compile(node, 0, rule =>
    {
        if (!explore.Everything.TryGet(rule.Field, out var field)) throw QueryRefusals.UnknownField(rule.Field, explore);
        if (field is not Metric metric) throw QueryRefusals.NotAMetric(rule.Field);
        var axis = metric.Type == FieldType.Date ? TimeAxis.Days : TimeAxis.Instants;
        return Rule(rule, metric.Type, axis, value(metric), rule.CaseSensitive ?? options.CaseSensitive);
    });

    /// <summary>Conditions on calculations, over their columns.</summary>
    public SqlExpression? CompileCalculations(FilterNode? node, Func<FieldReference, (FieldType Type, SqlExpression Value)> find) => Compile(node, 0, rule =>
    {
        var (type, value) = find(rule.Field);
        return Rule(rule, type, type == FieldType.Date ? TimeAxis.Days : TimeAxis.Instants, value, rule.CaseSensitive ?? options.CaseSensitive);
    });

    public SqlExpression? Dimension(FilterRule rule, Dimension dimension, SqlExpression value)
    {
        var table = explore.Tables.First(table => table.Name == dimension.Reference.Table);
        var caseSensitive = rule.CaseSensitive ?? dimension.CaseSensitive ?? table.CaseSensitive ?? explore.CaseSensitive ?? options.CaseSensitive;
        // Said to be text and a number in the warehouse: compared as the text that it shows.
        var operand = dimension is { Type: FieldType.String, Interval: null, ColumnType: not (null or FieldType.String) } ? ValueFilters.AsText(value) : value;
        if (rule.Operator is FilterOperator.IsNull or FilterOperator.NotNull) return Rule(rule, dimension.Type, TimeAxis.Instants, operand, caseSensitive);
        if (context.FollowsLightdash && dimension is { Type: FieldType.Date or FieldType.Timestamp, Interval: null or TimeInterval.Raw, ColumnType: FieldType.String })
            return new TimeFilters(context, asText: true).Compile(rule, dimension.Type, DimensionSql.AxisOf(dimension), operand);
        DimensionSql.CheckType(dimension);
        if (shift?.Moves(dimension) == true)
        {
            shift.Check(rule, dimension);
            return shifted!.Compile(rule, dimension.Type, DimensionSql.AxisOf(dimension), operand);
        }

        return Rule(rule, dimension.Type, DimensionSql.AxisOf(dimension), operand, caseSensitive);
    }

    private static SqlExpression? Compile(FilterNode? node, int depth, Func<FilterRule, SqlExpression?> compile)
    {
        if (depth > DeepestNesting) throw new RefusalException("semantics.filter-too-deep", $"Filters are nested more than {DeepestNesting} deep.");
        switch (node)
        {
            case null or FilterRule { Disabled: true }:
                return null;
            case FilterRule rule when rule.Values.Count > MostValues:
                throw new RefusalException("semantics.too-many-values", string.Create(CultureInfo.InvariantCulture, $"The filter on {rule.Field} compares with {rule.Values.Count:N0} values, and at most {MostValues:N0} values are taken. Name fewer, or filter by a dimension that has them together."));
            case FilterRule rule:
                return compile(rule);
            case FilterGroup group:
                var members = group.Members.Select(member => Compile(member, depth + 1, compile)).OfType<SqlExpression>().ToList();
                return members.Count > 1 && group.Conjunction == FilterConjunction.Or ? new AnyOf(members) : AllOf.Of(members);
            default:
                throw new InvalidOperationException($"Unknown filter {node.GetType().Name}.");
        }
    }

    private SqlExpression? Rule(FilterRule rule, FieldType type, TimeAxis axis, SqlExpression operand, bool caseSensitive)
    {
        if (rule.Operator == FilterOperator.IsNull) return new IsNull(operand);
        if (rule.Operator == FilterOperator.NotNull) return new IsNull(operand, Negated: true);
        return type switch
        {
            FieldType.String => ValueFilters.Text(rule, operand, caseSensitive, context.FollowsLightdash),
            FieldType.Number => ValueFilters.Number(rule, operand),
            FieldType.Boolean => ValueFilters.Truth(rule, operand, context.FollowsLightdash),
            FieldType.Date or FieldType.Timestamp => times.Compile(rule, type, axis, operand),
            _ => throw new InvalidOperationException($"Unknown field type {type}."),
        };
    }
}
