using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Exploring;

/// <summary>Follows the references of fields: which tables they read, and what is wrong with them.</summary>
internal sealed class ReferenceCheck(ExploreFields fields)
{
    private readonly Dictionary<FieldReference, IReadOnlyList<string>> tables = [];
    /// <summary>Fields through fields through fields: a chain that is longer would end the stack, and nobody could read it.</summary>
    private const int DeepestChain = 100;

    /// <summary>Pieces of SQL that a field comes to when its references are filled in: each that names the one before twice doubles them.</summary>
    private const int MostPieces = 20_000;

    private readonly Dictionary<FieldReference, (int Depth, int Pieces)> sizes = [];
    private readonly HashSet<FieldReference> open = [];

    /// <summary>Why a metric cannot be here, or null.</summary>
    public Func<Metric, string?> Misplaced { get; init; } = _ => null;

    /// <summary>The tables that a field reads, or a problem.</summary>
    public IReadOnlyList<string> TablesOf(Field field)
    {
        if (tables.TryGetValue(field.Reference, out var known)) return known;
        if (!open.Add(field.Reference)) throw new MetaProblemException($"{field.Reference} refers to itself");
        if (open.Count > 4 * DeepestChain) throw TooLong(field);
        try
        {
            var found = new List<string>();
            switch (field)
            {
                case Dimension dimension:
                    // Its own table too, even where its SQL reads others only: it is a field of that table's rows.
                    AddTable(found, dimension.Reference.Table);
                    Add(found, dimension.Sql, dimension.Reference.Table, allowsMetrics: false);
                    break;
                case Metric metric:
                    AddMetric(found, metric);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown field {field.GetType().Name}.");
            }

            Measure(field);
            return tables[field.Reference] = found;
        }
        finally
        {
            open.Remove(field.Reference);
        }
    }

    /// <summary>The tables that SQL of a table reads; it must not refer to metrics.</summary>
    public IReadOnlyList<string> TablesOf(SqlTemplate sql, string table)
    {
        var found = new List<string>();
        Add(found, sql, table, allowsMetrics: false);
        return found;
    }

    /// <summary>After its references were looked at, so that their sizes are known.</summary>
    private void Measure(Field field)
    {
        var sql = field is Dimension dimension ? dimension.Sql : ((Metric)field).Sql;
        var (depth, pieces) = (0, 1L);
        foreach (var piece in sql.Fields)
        {
            if (!fields.TryResolve(field.Reference.Table, piece, out var other) || !sizes.TryGetValue(other.Reference, out var size)) continue;
            (depth, pieces) = (Math.Max(depth, size.Depth), pieces + size.Pieces);
        }

        if (depth >= DeepestChain) throw TooLong(field);
        if (pieces + sql.AllPieces.Count() > MostPieces) throw new MetaProblemException($"{field.Reference} comes to more than {MostPieces} pieces of SQL when its references are filled in; let a dbt model compute it");
        sizes[field.Reference] = (depth + 1, (int)pieces + sql.AllPieces.Count());
    }

    private static MetaProblemException TooLong(Field field)
        => new($"{field.Reference} refers to a field that refers to another and so on, more than {DeepestChain} times; let a dbt model compute it");

    private void AddMetric(List<string> found, Metric metric)
    {
        var table = metric.Reference.Table;
        if (Misplaced(metric) is { } reason) throw new MetaProblemException(reason);
        if (metric.Origin is not null) AddTable(found, table);
        var isAggregate = MetricTypes.IsAggregate(metric.Kind);
        Add(found, metric.Sql, table, !isAggregate);
        // A metric of its own table even where its SQL names no column: COUNT(1).
        if (isAggregate || metric.Sql.HasAggregate) AddTable(found, table);
        if (!isAggregate && !metric.Sql.HasAggregate && metric.Sql.Fields.Any(piece => fields.TryResolve(table, piece, out var field) && field is Dimension))
            throw new MetaProblemException("it refers to a dimension without an aggregate; use a type such as sum, or put an aggregate into the SQL");
        if (isAggregate && metric.Sql.HasAggregate)
            throw new MetaProblemException($"its SQL calls an aggregate already; use the type number");
        if (MetricTypes.IsPostCalculation(metric.Kind) && !metric.Sql.Fields.Any()) throw new MetaProblemException("it must refer to a metric");
        foreach (var filter in metric.Filters) AddDimension(found, table, filter.Field, "filters");
        foreach (var key in metric.DistinctKeys) AddDimension(found, table, key, "distinct_keys");
    }

    private void AddDimension(List<string> found, string table, FieldReference reference, string where)
    {
        if (!fields.TryResolve(table, reference.Table, reference.Name, out var field) || field is not Dimension)
            throw new MetaProblemException($"{where} refers to {reference}, which is no dimension here");
        foreach (var other in TablesOf(field)) AddTable(found, other);
    }

    private void Add(List<string> found, SqlTemplate sql, string table, bool allowsMetrics)
    {
        if (sql.ReadsTable) AddTable(found, table);
        foreach (var piece in sql.Fields)
        {
            if (!fields.TryResolve(table, piece, out var field))
                throw new MetaProblemException($"it refers to ${{{(piece.Table is null ? "" : piece.Table + ".")}{piece.Name}}}, which is not here");
            if (field is Metric && !allowsMetrics) throw new MetaProblemException($"it refers to the metric {field.Reference}, and only dimensions may stand there");
            foreach (var other in TablesOf(field)) AddTable(found, other);
        }
    }

    private static void AddTable(List<string> found, string table)
    {
        if (!found.Contains(table)) found.Add(table);
    }
}
