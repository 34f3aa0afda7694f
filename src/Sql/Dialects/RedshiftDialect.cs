using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>Amazon Redshift, which split from PostgreSQL 8.0.</summary>
internal sealed class RedshiftDialect : PostgresFamily
{
    public override string Name => "redshift";

    internal override bool SharesPlaces => false;

    private protected override char? DefaultEscape => '\\';

    private protected override string DayOfWeekPart => "dow";

    internal override string NameOf(SqlType type) => type switch
    {
        // Without a length it is cut after 256 bytes.
        SqlType.Text => "VARCHAR(65535)",
        SqlType.HugeWhole => "DECIMAL(38, 0)",
        _ => base.NameOf(type),
    };

    internal override string DecimalName(int scale) => string.Create(CultureInfo.InvariantCulture, $"DECIMAL(38, {scale})");

    internal override void Write(SqlWriter writer, NullSafeEquals equals)
        => writer.Append("(").Operand(equals.Left).Append(" = ").Operand(equals.Right).Append(" OR (").Operand(equals.Left).Append(" IS NULL AND ").Operand(equals.Right).Append(" IS NULL))");

    internal override void Write(SqlWriter writer, Windowed window)
    {
        // A window that aggregates in an order must say its frame, and only rows can be counted.
        var isAggregate = window.Function is "SUM" or "AVG" or "COUNT" or "MIN" or "MAX";
        base.Write(writer, window.Order.Count > 0 && window.Frame is null && isAggregate ? window with { Frame = (null, 0) } : window);
    }

    private protected override void WritePercentile(SqlWriter writer, SqlExpression operand, decimal fraction)
        => writer.Append("PERCENTILE_CONT(").Append(Number(fraction)).Append(") WITHIN GROUP (ORDER BY ").Write(operand).Append(")");

    internal override void Write(SqlWriter writer, TimeShift shift)
        => Moved(writer, shift.Operand, new SmallNumber(shift.Count), shift.Grain, shift.IsDate);

    internal override void Write(SqlWriter writer, Moved moved) => Moved(writer, moved.Operand, moved.Amount, moved.Unit, moved.IsDay);

    internal override void Write(SqlWriter writer, NameOf name)
    {
        if (name.Name == TimeName.Quarter) writer.Append("'Q' || CAST(CAST(DATE_PART('quarter', ").Write(name.Operand).Append(") AS INTEGER) AS VARCHAR(1))");
        else writer.Append("TRIM(TO_CHAR(").Write(name.Operand).Append(name.Name == TimeName.Month ? ", 'Month'))" : ", 'Day'))");
    }

    // Intervals are not multiplied.
    private static void Moved(SqlWriter writer, SqlExpression time, SqlExpression amount, TimeGrain unit, bool isDate)
    {
        if (isDate) writer.Append("CAST(");
        writer.Append("DATEADD(").Append(WordOf(unit)).Append(", CAST(").Write(amount).Append(" AS INTEGER), ").Write(time).Append(")");
        if (isDate) writer.Append(" AS DATE)");
    }
}
