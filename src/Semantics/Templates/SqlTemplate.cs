using System.Text;
using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Templates;

/// <summary>SQL that an author of the dbt project wrote, cut at its references.</summary>
internal sealed class SqlTemplate
{
    private SqlTemplate(IReadOnlyList<TemplatePiece> pieces) => Pieces = pieces;

    public static SqlTemplate Empty { get; } = new([]);

    public IReadOnlyList<TemplatePiece> Pieces { get; }

    /// <summary>Whether it calls an aggregate outside of a window.</summary>
    public bool HasAggregate { get; private init; }

    /// <summary>Whether columns stand in it without a table, so that they would be ambiguous once tables are joined.</summary>
    public bool HasBareColumns { get; private init; }

    public IEnumerable<FieldPiece> Fields => Pieces.OfType<FieldPiece>();

    /// <summary>Whether it reads columns of its own table.</summary>
    public bool ReadsTable => HasBareColumns || Pieces.Any(piece => piece is TablePiece or ColumnPiece);

    public static SqlTemplate Column(string name, bool isExact) => new([new ColumnPiece(name, isExact)]);

    /// <summary>What a field holds.</summary>
    public static SqlTemplate OfField(string table, string name) => new([new FieldPiece(table, name)]);

    /// <summary>Cuts SQL, or throws a <see cref="SqlProblemException"/> that says what is wrong with it.</summary>
    public static SqlTemplate Parse(string sql)
    {
        // Comments go: one that ends with the line would swallow what is put behind it.
        var tokens = SqlLexer.Read(sql).Where(token => token.Kind != SqlTokenKind.Comment).ToList();
        var pieces = new List<TemplatePiece>();
        var text = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind != SqlTokenKind.Reference)
            {
                if (tokens[i].Kind == SqlTokenKind.Space && i > 0 && i < tokens.Count - 1) text.Append(' ');
                else if (tokens[i].Kind != SqlTokenKind.Space) text.Append(tokens[i].Span);
                continue;
            }

            if (text.Length > 0) pieces.Add(new TextPiece(text.ToString()));
            text.Clear();
            pieces.Add(ReferenceReading.Read(tokens[i].Inner, IsInList(tokens, i)));
        }

        if (text.Length > 0) pieces.Add(new TextPiece(text.ToString()));
        if (pieces.Count == 0) throw new SqlProblemException("is empty");
        var words = tokens.Where(token => token.Kind != SqlTokenKind.Space).ToList();
        return new SqlTemplate(pieces) { HasAggregate = WordReading.HasAggregate(words), HasBareColumns = WordReading.HasBareColumns(words) };
    }

    /// <summary>The SQL of a granularity with a time in the place of <c>${COLUMN}</c>.</summary>
    public SqlTemplate Over(string time) => new([.. Pieces.Select(piece => piece is FieldPiece { IsColumn: true } ? new FieldPiece(null, time) { IsOnClock = true } : piece)])
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

    private static bool IsInList(List<SqlToken> tokens, int at)
    {
        var open = Before(at);
        return open >= 0 && tokens[open].Is('(') && Before(open) is >= 0 and var word && tokens[word].IsWord("in");

        int Before(int place)
        {
            while (--place >= 0 && tokens[place].Kind == SqlTokenKind.Space) continue;
            return place;
        }
    }
}
