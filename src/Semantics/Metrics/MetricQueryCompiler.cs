using Vitrine.Semantics.Compilation;
using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Model;
using Vitrine.Sql;

namespace Vitrine.Semantics.Metrics;

/// <summary>Compiles metric queries to SQL. Cheap to make; holds no state of a query.</summary>
public sealed class MetricQueryCompiler
{
    private readonly SemanticLayer layer;
    private readonly SqlDialect dialect;

    /// <summary>A compiler for a layer and the warehouse that its tables stand in.</summary>
    public MetricQueryCompiler(SemanticLayer layer, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(dialect);
        this.layer = layer;
        this.dialect = dialect;
    }

    /// <summary>
    /// Compiles a query, or refuses with a <see cref="Primitives.RefusalException"/>: an unknown or forbidden field, an operator that does
    /// not fit, a missing user attribute, numbers that joins would multiply.
    /// </summary>
    public CompiledQuery Compile(MetricQuery query, CompilationContext context)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(context);
        return new QueryCompilation(layer, dialect, query, In(query.TimeZone, context)).Run();
    }

    /// <summary>Compiles a query and says how its answer comes about; refuses like <see cref="Compile"/>.</summary>
    public QueryExplanation Explain(MetricQuery query, CompilationContext context)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(context);
        return new QueryCompilation(layer, dialect, query, In(query.TimeZone, context)).Explain();
    }

    /// <summary>Compiles the question for single rows: the dimensions of an explore's rows, not grouped.</summary>
    public CompiledQuery CompileUnderlying(
        string explore, IReadOnlyList<FieldReference> dimensions, FilterGroup? filters, int limit, CompilationContext context)
        => RowQueries.Underlying(QueryScope.Open(layer, explore, context), dialect, dimensions, filters, limit);

    /// <summary>Compiles the question for the different values of a dimension, in order, without null.</summary>
    /// <param name="explore">The explore.</param>
    /// <param name="dimension">The dimension.</param>
    /// <param name="search">Text that values contain, without regard to case; null for all.</param>
    /// <param name="filters">Conditions on other dimensions, or null.</param>
    /// <param name="limit">The most values.</param>
    /// <param name="context">For whom.</param>
    /// <param name="label">A dimension that says what people read for a value: a second column, which is searched too. Null for the values alone.</param>
    public CompiledQuery CompileFieldValues(
        string explore, FieldReference dimension, string? search, FilterGroup? filters, int limit, CompilationContext context, FieldReference? label = null)
        => RowQueries.Values(QueryScope.Open(layer, explore, context), dialect, dimension, label, search, filters, limit);

    private static CompilationContext In(string? zone, CompilationContext context) => zone is null ? context : context with { TimeZone = ZoneCalendar.Find(zone).Id };
}
