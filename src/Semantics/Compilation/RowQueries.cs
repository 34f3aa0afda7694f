using Vitrine.Primitives;
using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Sql;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>Questions for rows that are not aggregated: those behind a number, and the values of a field. Row rules hold here too.</summary>
internal static class RowQueries
{
    public static CompiledQuery Underlying(QueryScope scope, SqlDialect dialect, IReadOnlyList<FieldReference> fields, FilterGroup? filters, int limit)
    {
        if (fields.Count == 0) throw new RefusalException("semantics.empty-query", "Rows need at least one dimension.");
        var dimensions = fields.Select(scope.Dimension).ToList();
        return Render(scope, dialect, dimensions, filters, limit, (_, _) => [], isDistinct: false);
    }

    public static CompiledQuery Values(QueryScope scope, SqlDialect dialect, FieldReference field, FieldReference? label, string? search, FilterGroup? filters, int limit)
    {
        var dimension = scope.Dimension(field);
        List<Dimension> read = label is { } other ? [dimension, scope.Dimension(other)] : [dimension];
        return Render(scope, dialect, read, filters, limit, (source, _) => Conditions(read.ConvertAll(source.Value), search), isDistinct: true);
    }

    /// <summary>There is a value, and it or what people read for it contains the text.</summary>
    private static IReadOnlyList<SqlExpression> Conditions(List<SqlExpression> values, string? search)
    {
        var there = new IsNull(values[0], Negated: true);
        if (string.IsNullOrEmpty(search)) return [there];
        var (pattern, escapes) = ValueFilters.Pattern("%", search.ToUpperInvariant(), "%");
        var found = values.ConvertAll(SqlExpression (value) => new Like(new Upper(ValueFilters.AsText(value)), new BoundValue(pattern, SqlType.Text), escapes));
        return [there, found.Count == 1 ? found[0] : new AnyOf(found)];
    }

    private static CompiledQuery Render(
        QueryScope scope, SqlDialect dialect, List<Dimension> dimensions, FilterGroup? filters, int limit,
        Func<RowSource, Dimension, IReadOnlyList<SqlExpression>> more, bool isDistinct)
    {
        if (limit < 1) throw new RefusalException("semantics.bad-limit", "The limit must be at least 1.");
        var tables = scope.Graph.Close(scope.RowTables(dimensions.Concat(scope.FilteredDimensions(filters))));
        var source = scope.Rows(tables);
        var columns = dimensions.ConvertAll(dimension => new SqlColumn(source.Value(dimension), PartCompiler.NameOf(dimension)));
        var conditions = more(source, dimensions[0]).ToList();
        if (scope.Filters.Compile(filters, source.Value) is { } condition) conditions.Add(condition);
        var select = source.Build(conditions) with
        {
            Distinct = isDistinct,
            Columns = columns,
            Order = [.. dimensions.Select(dimension => new SqlOrder(new ColumnName(null, PartCompiler.NameOf(dimension)), false, false))],
            Limit = limit + 1L,
        };
        return new CompiledQuery
        {
            Sql = SqlWriter.Render(new SqlStatement([], select), dialect),
            Columns = [.. dimensions.Select(dimension => scope.Column(dimension))],
            RowLimit = limit,
            UsedParameters = scope.UsedParameters,
        };
    }
}
