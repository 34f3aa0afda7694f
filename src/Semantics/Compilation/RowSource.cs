using Vitrine.Semantics.Exploring;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>
/// The rows of an explore's joined tables as one viewer may see them, and expressions over them. Each table enters behind its row rule, so no
/// shape of a query can go around it, and a left join stays one.
/// </summary>
internal sealed class RowSource
{
    private const string PresentColumn = "__present";

    private readonly Explore explore;
    private readonly OutsideValues outside;
    private readonly IReadOnlySet<string> tables;
    private readonly Dictionary<string, List<SqlColumn>> computed = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, SqlTemplate), string> names = [];
    private readonly DimensionSql dimensions;

    private readonly PeriodShift? shift;

    public RowSource(Explore explore, OutsideValues outside, DimensionSql dimensions, IReadOnlySet<string> tables, PeriodShift? shift = null)
    {
        this.shift = shift;
        this.explore = explore;
        this.outside = outside;
        this.dimensions = dimensions;
        this.tables = tables;
    }

    private ExploreFields Fields => explore.Everything;

    public SqlExpression Value(Dimension dimension) => dimension.Bin is { } bin ? bin.Key(Unbinned(dimension)) : Unbinned(dimension);

    /// <summary>The value by which rows are grouped: of an earlier period, where it stands in the query's rows.</summary>
    public SqlExpression Grouped(Dimension dimension)
    {
        if (shift is null || !shift.Moves(dimension)) return Value(dimension);
        var moved = shift.Forward(Value(shift.Time));
        return dimension.Reference == shift.Time.Reference ? moved : dimensions.CutLocal(dimension, moved);
    }

    /// <summary>The value that is put into a bin; the same as the value where there is none.</summary>
    public SqlExpression Unbinned(Dimension dimension) => dimensions.Cut(dimension, Render(dimension.Sql, dimension.Reference.Table));

    /// <summary>SQL of a table, with its references in place.</summary>
    public SqlExpression Render(SqlTemplate sql, string table)
    {
        // A column without a table is found where there is no other one: inside its own table's relation.
        if (sql.HasBareColumns && tables.Count > 1 && OwnFieldsOnly(sql, table)) return Computed(sql, table);
        return Fill(sql, table, piece => new Enclosed(Dimension(table, piece) is var dimension && piece.IsOnClock ? dimensions.OnClock(dimension, Render(dimension.Sql, dimension.Reference.Table)) : Value(dimension)));
    }

    /// <summary>SQL of a table over what was put in the place of its fields.</summary>
    public SqlExpression Fill(SqlTemplate sql, string table, Func<FieldPiece, SqlExpression> field)
        => Fill(sql, Table(table), field, outside);

    public static SqlExpression Fill(SqlTemplate sql, ExploreTable table, Func<FieldPiece, SqlExpression> field, OutsideValues outside)
    {
        if (sql.Pieces is [ColumnPiece only]) return Column(table.Name, only);
        return Filled(sql.Pieces, table, field, outside);
    }

    private static AuthorSql Filled(IReadOnlyList<TemplatePiece> pieces, ExploreTable table, Func<FieldPiece, SqlExpression> field, OutsideValues outside)
        => new([.. pieces.Select<TemplatePiece, SqlExpression>(piece => piece switch
        {
            TextPiece text => new AuthorText(text.Text),
            TablePiece => new TableName(table.Name),
            ColumnPiece column => Column(table.Name, column),
            FieldPiece reference => field(reference),
            AttributePiece attribute => outside.Attribute(attribute),
            EmailPiece => outside.Email(),
            ParameterPiece parameter => outside.Parameter(parameter, table),
            // Between spaces: what stands before and after a branch were no neighbours when they were read.
            ChoicePiece choice => new AuthorSql([new AuthorText(" "), Filled(outside.Choose(choice, table), table, field, outside), new AuthorText(" ")]),
            _ => throw new InvalidOperationException($"Unknown piece {piece.GetType().Name}."),
        })]);

    /// <summary>The columns that tell the rows of a table apart; empty when nobody says which.</summary>
    public IReadOnlyList<SqlExpression> PrimaryKey(string table)
        => [.. Table(table).PrimaryKey.Select(name => Fields.TryGet(new FieldReference(table, name), out var field) && field is Dimension dimension
            ? Render(dimension.Sql, table)
            : new LooseColumn(table, name))];

    /// <summary>Holds for the rows of a table, and not where an outer join has put nulls in their place.</summary>
    public SqlExpression IsPresent(string table)
    {
        if (PrimaryKey(table) is { Count: > 0 } key) return AllOf.Of([.. key.Select(column => new IsNull(column, Negated: true))])!;
        var columns = ComputedOf(table);
        if (!columns.Exists(column => column.Name == PresentColumn)) columns.Add(new SqlColumn(Constant.True, PresentColumn));
        return new IsNull(new ColumnName(table, PresentColumn), Negated: true);
    }

    /// <summary>A table's own relation, behind its row rule.</summary>
    public SqlRelation Relation(string name)
    {
        var table = Table(name);
        var source = new SourceRelation(Fill(table.Relation, name, piece => throw new InvalidOperationException($"A relation refers to {piece.Name}.")), name);
        var rule = table.RowRule is { } own && table.RuleTables.Count == 0 ? Inside(own, name) : null;
        if (rule is null && !computed.ContainsKey(name)) return source;
        return new DerivedRelation(new SqlSelect { Star = true, Columns = computed.GetValueOrDefault(name) ?? [], From = source, Where = rule }, name);
    }

    /// <summary>The joined tables, and what must hold over all of them. Last, when every expression was made.</summary>
    public SqlSelect Build(IReadOnlyList<SqlExpression> conditions)
    {
        var joins = new List<SqlJoin>();
        // Made before the relations: they may need columns of them.
        var on = explore.Tables.Where(table => table.On is not null && tables.Contains(table.Name)).ToDictionary(table => table.Name, table => Render(table.On!, table.Name));
        var table = Table(explore.BaseTable);
        var rule = table is { RowRule: { } own, RuleTables.Count: > 0 } ? Render(own, table.Name) : null;
        var counterpart = shift?.Counterpart(Value(shift.Time));
        foreach (var joined in explore.Tables.Where(joined => on.ContainsKey(joined.Name)))
            joins.Add(new SqlJoin(KindOf(joined.Kind), Relation(joined.Name), on[joined.Name]));
        return new SqlSelect
        {
            From = Relation(explore.BaseTable),
            Joins = joins,
            Where = AllOf.Of([.. rule is null ? Array.Empty<SqlExpression>() : [rule], .. conditions, .. counterpart is null ? Array.Empty<SqlExpression>() : [counterpart]]),
        };
    }

    public static SqlExpression Column(string table, ColumnPiece column)
        => column.IsExact ? new ColumnName(table, column.Name) : new LooseColumn(table, column.Name);

    private ColumnName Computed(SqlTemplate sql, string table)
    {
        if (!names.TryGetValue((table, sql), out var name))
        {
            var columns = ComputedOf(table);
            names[(table, sql)] = name = $"__c{columns.Count + 1}";
            columns.Add(new SqlColumn(Inside(sql, table), name));
        }

        return new ColumnName(table, name);
    }

    /// <summary>SQL that is evaluated where only its own table is.</summary>
    private SqlExpression Inside(SqlTemplate sql, string table)
        => Fill(sql, table, piece => Dimension(table, piece) is var dimension
            ? new Enclosed(piece.IsOnClock ? dimensions.OnClock(dimension, Inside(dimension.Sql, table)) : dimensions.Cut(dimension, Inside(dimension.Sql, table)))
            : throw new InvalidOperationException());

    private bool OwnFieldsOnly(SqlTemplate sql, string table)
        => sql.Fields.All(piece => Dimension(table, piece) is { } dimension && dimension.Reference.Table == table && OwnFieldsOnly(dimension.Sql, table));

    private Dimension Dimension(string table, FieldPiece piece)
        => Fields.TryResolve(table, piece, out var field) && field is Dimension dimension
            ? dimension
            : throw new InvalidOperationException($"{table} refers to {piece.Table}.{piece.Name}, which was not checked.");

    private List<SqlColumn> ComputedOf(string table)
    {
        if (!computed.TryGetValue(table, out var columns)) computed[table] = columns = [];
        return columns;
    }

    private ExploreTable Table(string name) => explore.Tables.First(table => table.Name == name);

    private static SqlJoinKind KindOf(JoinKind kind) => kind switch
    {
        JoinKind.Left => SqlJoinKind.Left,
        JoinKind.Inner => SqlJoinKind.Inner,
        JoinKind.Right => SqlJoinKind.Right,
        JoinKind.Full => SqlJoinKind.Full,
        _ => throw new InvalidOperationException($"Unknown join {kind}."),
    };
}
