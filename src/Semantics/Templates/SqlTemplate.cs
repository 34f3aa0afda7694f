using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Templates;

/// <summary>SQL that an author of the dbt project wrote, cut at its references.</summary>
internal sealed class SqlTemplate
{
    private readonly bool hasChoices;

    private SqlTemplate(IReadOnlyList<TemplatePiece> pieces) => (Pieces, hasChoices) = (pieces, pieces.Any(piece => piece is ChoicePiece));

    public static SqlTemplate Empty { get; } = new([]);

    public IReadOnlyList<TemplatePiece> Pieces { get; }

    /// <summary>Whether it calls an aggregate outside of a window.</summary>
    public bool HasAggregate { get; private init; }

    /// <summary>Whether columns stand in it without a table, so that they would be ambiguous once tables are joined.</summary>
    public bool HasBareColumns { get; private init; }

    /// <summary>Its pieces, with those of all branches and what their conditions look at: what it may come to need.</summary>
    public IEnumerable<TemplatePiece> AllPieces => hasChoices ? TemplatePiece.Within(Pieces) : Pieces;

    public IEnumerable<FieldPiece> Fields => AllPieces.OfType<FieldPiece>();

    /// <summary>Whether it reads columns of its own table.</summary>
    public bool ReadsTable => HasBareColumns || AllPieces.Any(piece => piece is TablePiece or ColumnPiece);

    public static SqlTemplate Column(string name, bool isExact) => new([new ColumnPiece(name, isExact)]);

    /// <summary>What a field holds.</summary>
    public static SqlTemplate OfField(string table, string name) => new([new FieldPiece(table, name)]);

    /// <summary>Cuts SQL, or throws a <see cref="SqlProblemException"/> that says what is wrong with it.</summary>
    public static SqlTemplate Parse(string sql)
    {
        // Comments go: one that ends with the line would swallow what is put behind it.
        var tokens = SqlLexer.Read(sql);
        tokens.RemoveAll(token => token.Kind == SqlTokenKind.Comment);
        var pieces = TemplateReading.Read(tokens);
        var words = tokens.FindAll(token => token.Kind is not (SqlTokenKind.Space or SqlTokenKind.Tag));
        return new SqlTemplate(pieces) { HasAggregate = WordReading.HasAggregate(words), HasBareColumns = WordReading.HasBareColumns(words) };
    }

    /// <summary>The SQL of a granularity with a time in the place of <c>${COLUMN}</c>.</summary>
    public SqlTemplate Over(string time) => new(Over(Pieces, time))
    {
        HasAggregate = HasAggregate,
        HasBareColumns = HasBareColumns,
    };

    /// <summary>A condition that holds where both do.</summary>
    public static SqlTemplate Both(SqlTemplate one, SqlTemplate two)
        => new([new TextPiece("("), .. one.Pieces, new TextPiece(") AND ("), .. two.Pieces, new TextPiece(")")])
        {
            HasAggregate = one.HasAggregate || two.HasAggregate,
            HasBareColumns = one.HasBareColumns || two.HasBareColumns,
        };

    private static IReadOnlyList<TemplatePiece> Over(IReadOnlyList<TemplatePiece> pieces, string time) => [.. pieces.Select(piece => piece switch
    {
        FieldPiece { IsColumn: true } => new FieldPiece(null, time) { IsOnClock = true },
        ChoicePiece choice => new ChoicePiece([.. choice.Branches.Select(branch => branch with { Pieces = Over(branch.Pieces, time) })]),
        _ => piece,
    })];
}
