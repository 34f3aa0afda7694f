using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>Databricks SQL. Its sessions must be in UTC: a TIMESTAMP is shown, cut and compared in the zone of its session.</summary>
internal sealed class DatabricksDialect : SqlDialect
{
    public override string Name => "databricks";

    private protected override char? DefaultEscape => '\\';

    internal override string PlaceOf(int number, object? value) => ":bound" + SqlWriter.Text(number);

    internal override string QuoteName(string name) => Quoted(name, '`');

    // Case means nothing, quoted or not.
    internal override string QuoteLoosely(string name) => QuoteName(name);

    internal override string NameOf(SqlType type) => type switch
    {
        SqlType.Text => "STRING",
        SqlType.Whole => "BIGINT",
        SqlType.HugeWhole => "DECIMAL(38, 0)",
        SqlType.Double => "DOUBLE",
        SqlType.Boolean => "BOOLEAN",
        SqlType.Date => "DATE",
        SqlType.Timestamp => "TIMESTAMP",
        _ => throw new InvalidOperationException($"No name for the type {type}."),
    };

    internal override string DecimalName(int scale) => string.Create(CultureInfo.InvariantCulture, $"DECIMAL(38, {scale})");

    internal override void Write(SqlWriter writer, NullSafeEquals equals) => writer.Operand(equals.Left).Append(" <=> ").Operand(equals.Right);

    // A thousand million as text would be 1.0E9.
    internal override void Write(SqlWriter writer, NumberText text)
        => writer.Append("REGEXP_REPLACE(CAST(CAST(").Write(text.Operand).Append(" AS DECIMAL(38, 6)) AS STRING), '[.]*0+$', '')");

    private protected override void WritePercentile(SqlWriter writer, SqlExpression operand, decimal fraction)
        => writer.Append("PERCENTILE(").Write(operand).Append(", ").Append(Number(fraction)).Append(")");

    internal override void Write(SqlWriter writer, Truncation truncation)
    {
        if (truncation.Grain == TimeGrain.Week)
            WriteDaysIntoWeek(writer.Append("DATE_SUB(CAST(").Write(truncation.Operand).Append(" AS DATE), "), truncation.Operand, truncation.WeekStart).Append(")");
        else if (truncation.Grain >= TimeGrain.Day) writer.Append("CAST(DATE_TRUNC('").Append(WordOf(truncation.Grain)).Append("', ").Write(truncation.Operand).Append(") AS DATE)");
        else writer.Append("DATE_TRUNC('").Append(WordOf(truncation.Grain)).Append("', ").Write(truncation.Operand).Append(")");
    }

    internal override void Write(SqlWriter writer, PartOf part)
    {
        writer.Append("CAST(");
        if (part.Part == TimePart.DayOfWeek)
        {
            WriteDaysIntoWeek(writer, part.Operand, part.WeekStart).Append(" + 1");
        }
        else
        {
            writer.Append(part.Part switch
            {
                TimePart.MinuteOfHour => "MINUTE(",
                TimePart.HourOfDay => "HOUR(",
                TimePart.DayOfMonth => "DAYOFMONTH(",
                TimePart.DayOfYear => "DAYOFYEAR(",
                TimePart.WeekOfYear => "WEEKOFYEAR(",
                TimePart.Month => "MONTH(",
                TimePart.Quarter => "QUARTER(",
                TimePart.Year => "YEAR(",
                _ => throw new InvalidOperationException($"Unknown part {part.Part}."),
            }).Write(part.Operand).Append(")");
        }

        writer.Append(" AS BIGINT)");
    }

    internal override void Write(SqlWriter writer, NameOf name)
    {
        if (name.Name == TimeName.Quarter) writer.Append("CONCAT('Q', QUARTER(").Write(name.Operand).Append("))");
        else writer.Append("DATE_FORMAT(").Write(name.Operand).Append(name.Name == TimeName.Month ? ", 'MMMM')" : ", 'EEEE')");
    }

    internal override void Write(SqlWriter writer, DaysInto days)
    {
        if (days.Grain == TimeGrain.Week) WriteDaysIntoWeek(writer.Append("("), days.Operand, days.WeekStart).Append(")");
        else writer.Append("DATEDIFF(CAST(").Write(days.Operand).Append(" AS DATE), ").Write(new Truncation(days.Operand, days.Grain, days.WeekStart)).Append(")");
    }

    internal override void Write(SqlWriter writer, DaysBetween days) => writer.Append("DATEDIFF(").Write(days.To).Append(", ").Write(days.From).Append(")");

    internal override void Write(SqlWriter writer, TimeShift shift) => Moved(writer, shift.Operand, new SmallNumber(shift.Count), shift.Grain, shift.IsDate);

    internal override void Write(SqlWriter writer, Moved moved) => Moved(writer, moved.Operand, moved.Amount, moved.Unit, moved.IsDay);

    // With or without a zone: it is read as UTC.
    internal override void Write(SqlWriter writer, InZone zoned)
        => writer.Append("FROM_UTC_TIMESTAMP(").Write(zoned.Operand).Append(", ").AppendBound(zoned.Zone, SqlType.Text).Append(")");

    private static void Moved(SqlWriter writer, SqlExpression time, SqlExpression amount, TimeGrain unit, bool isDate)
    {
        if (isDate) writer.Append("CAST(");
        writer.Append("DATEADD(").Append(WordOf(unit).ToUpperInvariant()).Append(", CAST(").Write(amount).Append(" AS INT), ").Write(time).Append(")");
        if (isDate) writer.Append(" AS DATE)");
    }

    // WEEKDAY is 0 for Monday.
    private static SqlWriter WriteDaysIntoWeek(SqlWriter writer, SqlExpression operand, DayOfWeek start)
        => writer.Append("(WEEKDAY(").Write(operand).Append(string.Create(CultureInfo.InvariantCulture, $") + {(WeekShift(start) + 1) % 7}) % 7"));
}
