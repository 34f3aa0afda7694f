namespace Vitrine.Sql.Tree;

/// <summary>A step of an order. Where nulls stand is always said: warehouses differ.</summary>
internal sealed record SqlOrder(SqlExpression Expression, bool Descending, bool NullsFirst);

internal sealed record SqlColumn(SqlExpression Expression, string Name);

/// <summary>Something with rows, under a name.</summary>
internal abstract record SqlRelation(string Alias);

/// <summary>A table of the warehouse, as its author names it.</summary>
internal sealed record SourceRelation(SqlExpression Source, string Alias) : SqlRelation(Alias);

internal sealed record DerivedRelation(SqlSelect Select, string Alias) : SqlRelation(Alias);

/// <summary>A select of the same statement's WITH.</summary>
internal sealed record NamedRelation(string Name, string Alias) : SqlRelation(Alias);

internal enum SqlJoinKind
{
    Left,
    Inner,
    Right,
    Full,
    Cross,
}

internal sealed record SqlJoin(SqlJoinKind Kind, SqlRelation Relation, SqlExpression? On);

internal sealed record SqlSelect
{
    public bool Distinct { get; init; }

    /// <summary>Whether all columns of the relation come before <see cref="Columns"/>.</summary>
    public bool Star { get; init; }

    public IReadOnlyList<SqlColumn> Columns { get; init; } = [];

    public required SqlRelation From { get; init; }

    public IReadOnlyList<SqlJoin> Joins { get; init; } = [];

    public SqlExpression? Where { get; init; }

    /// <summary>How many of the first columns the rows are grouped by; null for no grouping.</summary>
    public int? GroupBy { get; init; }

    /// <summary>Selects with the same columns whose rows are added; equal rows stand once (UNION).</summary>
    public IReadOnlyList<SqlSelect> Union { get; init; } = [];

    public IReadOnlyList<SqlOrder> Order { get; init; } = [];

    public long? Limit { get; init; }
}

internal sealed record SqlNamedSelect(string Name, SqlSelect Select);

/// <summary>A whole statement.</summary>
internal sealed record SqlStatement(IReadOnlyList<SqlNamedSelect> With, SqlSelect Select);
