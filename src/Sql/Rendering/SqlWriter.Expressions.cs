using System.Globalization;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Rendering;

internal sealed partial class SqlWriter
{
    public SqlWriter Write(SqlExpression expression)
    {
        switch (expression)
        {
            case AuthorText author: return Append(author.Text);
            case AuthorSql author: return Each(author.Pieces, "");
            case ValueList list: return Each(list.Values, ", ");
            case Enclosed enclosed: return Append("(").Write(enclosed.Inner).Append(")");
            case TableName table: return AppendName(table.Table);
            case ColumnName column: return column.Table is { } owner ? AppendName(owner).Append(".").AppendName(column.Name) : AppendName(column.Name);
            case LooseColumn column: return AppendName(column.Table).Append(".").Append(Dialect.QuoteLoosely(column.Name));
            case BoundValue value: Dialect.Write(this, value); return this;
            case Constant constant: return Append(constant.Word);
            case SmallNumber number: return Append(number.Value);
            case Binary binary: return Operand(binary.Left).Append(" ").Append(binary.Operator).Append(" ").Operand(binary.Right);
            case AllOf all: return Conditions(all.Conditions, " AND ");
            case AnyOf any: return Conditions(any.Conditions, " OR ");
            case Not negation: return Append("NOT (").Write(negation.Condition).Append(")");
            case IsNull test: return Operand(test.Operand).Append(test.Negated ? " IS NOT NULL" : " IS NULL");
            case InList list: return Write(list);
            case Like like: Dialect.Write(this, like); return this;
            case When choice: return Append("CASE WHEN ").Write(choice.Condition).Append(" THEN ").Write(choice.Value).Append(" END");
            case Case cases: return Write(cases);
            case Call call: Dialect.Write(this, call); return this;
            case Scalar scalar: return Append("(SELECT ").AppendName(scalar.Column).Append(" FROM ").AppendName(scalar.Relation).Append(")");
            case RankOf rank: return Write(rank);
            case Cast cast: return Append("CAST(").Write(cast.Operand).Append(" AS ").Append(Dialect.NameOf(cast.Type)).Append(")");
            case NumberText text: Dialect.Write(this, text); return this;
            case Upper upper: Dialect.Write(this, upper); return this;
            case NullSafeEquals equals: Dialect.Write(this, equals); return this;
            case Aggregate aggregate: Dialect.Write(this, aggregate); return this;
            case Truncation truncation: Dialect.Write(this, truncation); return this;
            case TimeShift shift: Dialect.Write(this, shift); return this;
            case PartOf part: Dialect.Write(this, part); return this;
            case NameOf name: Dialect.Write(this, name); return this;
            case DaysInto days: Dialect.Write(this, days); return this;
            case DaysBetween days: Dialect.Write(this, days); return this;
            case Moved moved: Dialect.Write(this, moved); return this;
            case Rounded rounded: Dialect.Write(this, rounded); return this;
            case InZone zoned: Dialect.Write(this, zoned); return this;
            case Windowed window: Dialect.Write(this, window); return this;
            case Ratio ratio: return Double(ratio.Numerator).Append(" / NULLIF(").Double(ratio.Divisor).Append(", 0)");
            case RunningSum sum: return Write(new Windowed("SUM", sum.Operand) { Partition = sum.Partition, Order = sum.Order, Frame = (null, 0) });
            case ChangeSincePrevious change: return Write(change);
            case ShareOfTotal share: return Double(share.Operand).Append(" / NULLIF(").Write(new Windowed("SUM", new Cast(share.Operand, SqlType.Double)) { Partition = share.Partition }).Append(", 0)");
            default: throw new InvalidOperationException($"Unknown expression {expression.GetType().Name}.");
        }
    }

    /// <summary>Writes an operand, in parentheses unless it cannot be torn apart.</summary>
    public SqlWriter Operand(SqlExpression expression)
        => expression is Binary or AllOf or AnyOf or Not or IsNull or InList or Like or AuthorSql or NullSafeEquals or ShareOfTotal or ChangeSincePrevious or Ratio
            ? Append("(").Write(expression).Append(")")
            : Write(expression);

    public SqlWriter Each(IReadOnlyList<SqlExpression> pieces, string between)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            if (i > 0) Append(between);
            Write(pieces[i]);
        }

        return this;
    }

    private SqlWriter Conditions(IReadOnlyList<SqlExpression> conditions, string between)
    {
        for (var i = 0; i < conditions.Count; i++)
        {
            if (i > 0) Append(between);
            Operand(conditions[i]);
        }

        return this;
    }

    private SqlWriter Write(InList list)
    {
        if (list.Values.Count == 1) return Operand(list.Operand).Append(list.Negated ? " <> " : " = ").Operand(list.Values[0]);
        return Operand(list.Operand).Append(list.Negated ? " NOT IN (" : " IN (").Each(list.Values, ", ").Append(")");
    }

    private SqlWriter Write(Case cases)
    {
        Append("CASE");
        foreach (var (condition, value) in cases.Branches) Append(" WHEN ").Write(condition).Append(" THEN ").Write(value);
        if (cases.Otherwise is { } otherwise) Append(" ELSE ").Write(otherwise);
        return Append(" END");
    }

    private SqlWriter Write(RankOf rank)
    {
        Append("CASE ").Operand(rank.Operand);
        for (var i = 0; i < rank.Order.Count; i++)
            Append(string.Create(CultureInfo.InvariantCulture, $" WHEN '{rank.Order[i]}' THEN {i + 1}"));
        return Append(" END");
    }

    private SqlWriter Write(ChangeSincePrevious change)
        => Double(change.Operand).Append(" / NULLIF(").Write(new Windowed("LAG", new Cast(change.Operand, SqlType.Double)) { Partition = change.Partition, Order = change.Order }).Append(", 0) - 1");

    private SqlWriter Double(SqlExpression operand) => Write(new Cast(operand, SqlType.Double));

    /// <summary>Writes what stands in the parentheses of OVER.</summary>
    public SqlWriter Over(Windowed window)
    {
        var begins = true;
        void Part()
        {
            if (!begins) Append(" ");
            begins = false;
        }

        if (window.Partition.Count > 0)
        {
            Part();
            Append("PARTITION BY ").Each(window.Partition, ", ");
        }

        if (window.Order.Count > 0)
        {
            Part();
            Append("ORDER BY ");
            Write(window.Order);
        }

        if (window.Frame is not { } frame) return this;
        Part();
        return Append("ROWS BETWEEN ").Append(Bound(frame.From, "PRECEDING")).Append(" AND ").Append(Bound(frame.To, "FOLLOWING"));
    }

    private static string Bound(int? rows, string open) => rows switch
    {
        null => "UNBOUNDED " + open,
        0 => "CURRENT ROW",
        < 0 => string.Create(CultureInfo.InvariantCulture, $"{-(long)rows.Value} PRECEDING"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{rows} FOLLOWING"),
    };
}
