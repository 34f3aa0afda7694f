using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Compilation;

/// <summary>
/// Distributes metrics over parts so that no join counts a row twice. A metric counts the rows of the table that it is declared in, its home;
/// whether the joins that the question needs multiply those rows decides how.
/// </summary>
internal sealed class MetricPlanner
{
    private readonly Explore explore;
    private readonly JoinGraph graph;
    private readonly HashSet<string> rows;
    private readonly List<MetricPart> parts = [];

    /// <summary>Plans over the tables that dimensions, filters and unconditional joins need.</summary>
    public MetricPlanner(Explore explore, JoinGraph graph, IEnumerable<string> rowTables, IReadOnlyList<Metric> leaves)
    {
        this.explore = explore;
        this.graph = graph;
        // A join that drops rows, or adds some, does so for every number of the answer: all parts have the same rows.
        var all = graph.Close(rowTables.Concat(leaves.SelectMany(leaf => leaf.TablesReferences)));
        rows = graph.Close(rowTables.Concat(explore.Tables.Where(table => table.On is not null && table.Kind != JoinKind.Left && all.Contains(table.Name)).Select(table => table.Name)));
    }

    public HashSet<string> RowTables => rows;

    public IReadOnlyList<MetricPart> Plan(IReadOnlyList<Metric> leaves)
    {
        foreach (var leaf in leaves.Where(leaf => !IsInflationProof(leaf))) Place(leaf);
        foreach (var leaf in leaves.Where(IsInflationProof)) PlaceProof(leaf);
        return parts;
    }

    /// <summary>Whether nulls stand in the place of some rows of that table.</summary>
    public bool HasPhantoms(string table, IReadOnlySet<string> among)
        => table != explore.BaseTable || explore.Tables.Any(other => among.Contains(other.Name) && other.Kind is JoinKind.Right or JoinKind.Full);

    private static bool IsInflationProof(Metric metric)
        => metric.Kind is MetricType.CountDistinct or MetricType.Min or MetricType.Max or MetricType.SumDistinct or MetricType.AverageDistinct;

    private void PlaceProof(Metric leaf)
    {
        var needs = Needs(leaf);
        if (leaf.Kind is MetricType.SumDistinct or MetricType.AverageDistinct)
        {
            Part(PartShape.DistinctKeys, leaf.Reference.Table, needs, leaf.DistinctKeys).Metrics.Add(leaf);
            return;
        }

        PlaceDirectly(leaf, needs);
    }

    private void Place(Metric leaf)
    {
        var (home, needs) = (leaf.Reference.Table, Needs(leaf));
        var isRaw = !MetricTypes.IsAggregate(leaf.Kind);
        var isMultiplied = graph.IsMultiplied(home, needs);
        if (!isMultiplied && (!isRaw || CanStandDirectly(leaf, needs)))
        {
            PlaceDirectly(leaf, needs);
            return;
        }

        var table = graph.Table(home);
        if (table.PrimaryKey.Count == 0)
        {
            // Nothing multiplies it, and nothing tells phantom rows from real ones in SQL that aggregates by itself.
            var because = isMultiplied ? Multiplier(home, needs) : explore.BaseTable;
            throw QueryRefusals.Multiplied(leaf, table, because);
        }

        var reach = graph.Reach(home, needs);
        if (leaf.TablesReferences.FirstOrDefault(other => reach[other]) is { } several) throw QueryRefusals.ReadsSeveral(leaf, home, several);
        if (isRaw && leaf.TablesReferences.FirstOrDefault(other => other != home) is { } foreign) throw QueryRefusals.ReadsSeveral(leaf, home, foreign);
        if (isRaw) Part(PartShape.Rejoined, home, Base(home), []).Metrics.Add(leaf);
        else Part(PartShape.DistinctRows, home, needs, []).Metrics.Add(leaf);
    }

    private HashSet<string> Base(string home) => graph.Close([.. rows, home]);

    /// <summary>SQL that aggregates by itself cannot be guarded against phantom rows, and its bare columns want to be alone.</summary>
    private bool CanStandDirectly(Metric leaf, HashSet<string> needs)
        => needs.Count == 1 || (!HasPhantoms(leaf.Reference.Table, needs) && !leaf.Sql.HasBareColumns);

    private void PlaceDirectly(Metric leaf, HashSet<string> needs)
    {
        foreach (var part in parts.Where(part => part.Shape == PartShape.Direct))
        {
            var union = new HashSet<string>(needs, StringComparer.Ordinal);
            union.UnionWith(part.Tables);
            if (part.Metrics.Append(leaf).Any(metric => IsSpoiled(metric, union))) continue;
            part.Tables = union;
            part.Metrics.Add(leaf);
            return;
        }

        Part(PartShape.Direct, leaf.Reference.Table, needs, []).Metrics.Add(leaf);
    }

    private bool IsSpoiled(Metric metric, HashSet<string> tables)
        => !IsInflationProof(metric) && (graph.IsMultiplied(metric.Reference.Table, tables) || (!MetricTypes.IsAggregate(metric.Kind) && !CanStandDirectly(metric, tables)));

    private HashSet<string> Needs(Metric leaf) => graph.Close(rows.Concat(leaf.TablesReferences).Append(leaf.Reference.Table));

    private MetricPart Part(PartShape shape, string home, HashSet<string> tables, IReadOnlyList<FieldReference> keys)
    {
        var known = parts.Find(part => part.Shape == shape && shape != PartShape.Direct && (shape == PartShape.DistinctKeys || part.Home == home) && part.Tables.SetEquals(tables) && part.Keys.SequenceEqual(keys));
        if (known is not null) return known;
        var part = new MetricPart(shape, home, tables, keys);
        parts.Add(part);
        return part;
    }

    private string Multiplier(string home, HashSet<string> needs)
        => graph.Reach(home, needs).FirstOrDefault(entry => entry.Value).Key ?? home;
}
