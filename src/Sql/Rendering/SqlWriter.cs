using System.Globalization;
using System.Text;
using Vitrine.Primitives;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Rendering;

/// <summary>Writes a tree as the text of a dialect, and collects what it binds. The same tree gives the same text.</summary>
internal sealed partial class SqlWriter
{
    /// <summary>Half of what PostgreSQL's protocol numbers; the others take fewer or more.</summary>
    private const int MostParameters = 32_000;

    private readonly StringBuilder text = new(1024);
    private readonly List<SqlParameter> parameters = [];
    private readonly Dictionary<(object?, Type?, SqlType, int?), int> places = [];
    private int indent;

    private SqlWriter(SqlDialect dialect) => Dialect = dialect;

    public SqlDialect Dialect { get; }

    public static RenderedSql Render(SqlStatement statement, SqlDialect dialect)
    {
        var writer = new SqlWriter(dialect);
        writer.Write(statement);
        writer.Append(dialect.Ending);
        return new RenderedSql(writer.text.ToString(), writer.parameters);
    }

    public SqlWriter Append(string piece)
    {
        text.Append(piece);
        return this;
    }

    public SqlWriter Append(int number)
    {
        text.Append(Text(number));
        return this;
    }

    public SqlWriter AppendName(string name) => Append(Dialect.QuoteName(name));

    /// <summary>A number as SQL has it.</summary>
    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public SqlWriter AppendBound(object? value, SqlType type) => AppendBound(new BoundValue(value, type));

    /// <summary>Writes the place of a value and binds it. Equal values share a place where the warehouse lets them; not those of two types, since a place has one.</summary>
    public SqlWriter AppendBound(BoundValue bound)
    {
        var key = (bound.Value, bound.Value?.GetType(), bound.Type, bound.Scale);
        if (!Dialect.SharesPlaces || !places.TryGetValue(key, out var number))
        {
            if (parameters.Count >= MostParameters)
                throw new RefusalException("sql.too-many-values", string.Create(CultureInfo.InvariantCulture, $"The query compares with more than {MostParameters:N0} values. Name fewer."));
            parameters.Add(new SqlParameter(bound.Value));
            places[key] = number = parameters.Count;
        }

        return Append(Dialect.PlaceOf(number, bound.Value));
    }

    private void Write(SqlStatement statement)
    {
        for (var i = 0; i < statement.With.Count; i++)
        {
            Append(i == 0 ? "WITH " : ",\n").AppendName(statement.With[i].Name).Append(" AS (");
            Nested(statement.With[i].Select);
            Append(")");
        }

        if (statement.With.Count > 0) Line();
        Write(statement.Select);
    }

    private void Nested(SqlSelect select)
    {
        indent++;
        Line();
        Write(select);
        indent--;
        Line();
    }

    private void Line() => text.Append('\n').Append(' ', indent * 2);

    private void Write(SqlSelect select)
    {
        Append(select.Distinct ? "SELECT DISTINCT" : "SELECT");
        if (select.Star) Append(" *");
        for (var i = 0; i < select.Columns.Count; i++)
        {
            if (i > 0 || select.Star) Append(",");
            text.Append('\n').Append(' ', (indent + 1) * 2);
            Write(select.Columns[i].Expression).Append(" AS ").AppendName(select.Columns[i].Name);
        }

        Line();
        Append("FROM ");
        Write(select.From);
        foreach (var join in select.Joins) Write(join);
        if (select.Where is { } where)
        {
            Line();
            Append("WHERE ");
            Write(where);
        }

        if (select.GroupBy is > 0 and var group)
        {
            Line();
            Append("GROUP BY ");
            for (var i = 1; i <= group; i++) Append(i > 1 ? ", " : "").Append(i);
        }

        foreach (var more in select.Union)
        {
            Line();
            Append("UNION");
            Line();
            Write(more);
        }

        if (select.Order.Count > 0)
        {
            Line();
            Append("ORDER BY ");
            Write(select.Order);
        }

        if (select.Limit is not { } limit) return;
        Line();
        Append("LIMIT ").AppendBound(limit, SqlType.Whole);
    }

    private void Write(SqlJoin join)
    {
        Line();
        Append(join.Kind switch
        {
            SqlJoinKind.Left => "LEFT JOIN ",
            SqlJoinKind.Inner => "INNER JOIN ",
            SqlJoinKind.Right => "RIGHT JOIN ",
            SqlJoinKind.Full => "FULL JOIN ",
            SqlJoinKind.Cross => "CROSS JOIN ",
            _ => throw new InvalidOperationException($"Unknown join {join.Kind}."),
        });
        Write(join.Relation);
        if (join.On is not { } on) return;
        Append(" ON ");
        Write(on);
    }

    private void Write(SqlRelation relation)
    {
        switch (relation)
        {
            case SourceRelation source:
                Write(source.Source);
                break;
            case NamedRelation named:
                AppendName(named.Name);
                break;
            case DerivedRelation derived:
                Append("(");
                Nested(derived.Select);
                Append(")");
                break;
            default:
                throw new InvalidOperationException($"Unknown relation {relation.GetType().Name}.");
        }

        Append(" AS ").AppendName(relation.Alias);
    }

    public void Write(IReadOnlyList<SqlOrder> order)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (i > 0) Append(", ");
            Write(order[i].Expression);
            Append(order[i].Descending ? " DESC" : " ASC").Append(order[i].NullsFirst ? " NULLS FIRST" : " NULLS LAST");
        }
    }
}
