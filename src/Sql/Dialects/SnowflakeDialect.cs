using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>Snowflake. Its sessions must be in UTC (<c>TIMEZONE</c>), by which times with a zone are compared with those without; the first day of the week is written, whatever <c>WEEK_START</c> is.</summary>
internal sealed class SnowflakeDialect : SqlDialect
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public override string Name => "snowflake";

    internal override bool SharesPlaces => false;

    internal override string PlaceOf(int number, object? value) => "?";

    // What is not quoted is found in capitals; so quoted in capitals it is the same, and may be a reserved word.
    internal override string QuoteLoosely(string name) => QuoteName(IsPlain(name) ? name.ToUpperInvariant() : name);

    internal override string NameOf(SqlType type) => type switch
    {
        SqlType.Text => "VARCHAR",
        SqlType.Whole => "BIGINT",
        SqlType.HugeWhole => "NUMBER(38, 0)",
        SqlType.Double => "DOUBLE",
        SqlType.Boolean => "BOOLEAN",
        SqlType.Date => "DATE",
        SqlType.Timestamp => "TIMESTAMP_NTZ",
        _ => throw new InvalidOperationException($"No name for the type {type}."),
    };

    internal override string DecimalName(int scale) => string.Create(CultureInfo.InvariantCulture, $"NUMBER(38, {scale})");

    private protected override void WritePercentile(SqlWriter writer, SqlExpression operand, decimal fraction)
        => writer.Append("PERCENTILE_CONT(").Append(Number(fraction)).Append(") WITHIN GROUP (ORDER BY ").Write(operand).Append(")");

    internal override void Write(SqlWriter writer, Truncation truncation)
    {
        if (truncation.Grain == TimeGrain.Week)
            WriteDaysIntoWeek(writer.Append("DATEADD('day', -"), truncation.Operand, truncation.WeekStart).Append(", CAST(").Write(truncation.Operand).Append(" AS DATE))");
        else if (truncation.Grain >= TimeGrain.Day) writer.Append("CAST(DATE_TRUNC('").Append(WordOf(truncation.Grain)).Append("', ").Write(truncation.Operand).Append(") AS DATE)");
        else writer.Append("DATE_TRUNC('").Append(WordOf(truncation.Grain)).Append("', ").Write(truncation.Operand).Append(")");
    }

    internal override void Write(SqlWriter writer, PartOf part)
    {
        if (part.Part == TimePart.DayOfWeek)
        {
            WriteDaysIntoWeek(writer.Append("("), part.Operand, part.WeekStart).Append(" + 1)");
            return;
        }

        writer.Append("DATE_PART('").Append(part.Part switch
        {
            TimePart.MinuteOfHour => "minute",
            TimePart.HourOfDay => "hour",
            TimePart.DayOfMonth => "day",
            TimePart.DayOfYear => "dayofyear",
            TimePart.WeekOfYear => "weekiso",
            TimePart.Month => "month",
            TimePart.Quarter => "quarter",
            TimePart.Year => "year",
            _ => throw new InvalidOperationException($"Unknown part {part.Part}."),
        }).Append("', ").Write(part.Operand).Append(")");
    }

    internal override void Write(SqlWriter writer, NameOf name)
    {
        switch (name.Name)
        {
            case TimeName.DayOfWeek:
                // DAYNAME gives three letters.
                writer.Append("DECODE(DAYOFWEEKISO(").Write(name.Operand).Append(")");
                for (var day = 0; day < Days.Length; day++) writer.Append(", ").Append(day + 1).Append(", '").Append(Days[day]).Append("'");
                writer.Append(")");
                break;
            case TimeName.Month:
                writer.Append("TO_CHAR(").Write(name.Operand).Append(", 'MMMM')");
                break;
            case TimeName.Quarter:
                writer.Append("'Q' || QUARTER(").Write(name.Operand).Append(")");
                break;
            default:
                throw new InvalidOperationException($"Unknown name {name.Name}.");
        }
    }

    internal override void Write(SqlWriter writer, DaysInto days)
    {
        if (days.Grain == TimeGrain.Week) WriteDaysIntoWeek(writer, days.Operand, days.WeekStart);
        else writer.Append("DATEDIFF('day', ").Write(new Truncation(days.Operand, days.Grain, days.WeekStart)).Append(", CAST(").Write(days.Operand).Append(" AS DATE))");
    }

    internal override void Write(SqlWriter writer, DaysBetween days) => writer.Append("DATEDIFF('day', ").Write(days.From).Append(", ").Write(days.To).Append(")");

    internal override void Write(SqlWriter writer, TimeShift shift) => Moved(writer, shift.Operand, new SmallNumber(shift.Count), shift.Grain, shift.IsDate);

    internal override void Write(SqlWriter writer, Moved moved) => Moved(writer, moved.Operand, moved.Amount, moved.Unit, moved.IsDay);

    // One null makes them null there.
    internal override void Write(SqlWriter writer, Call call)
        => base.Write(writer, call.Function is "LEAST" or "GREATEST" ? call with { Function = call.Function + "_IGNORE_NULLS" } : call);

    internal override void Write(SqlWriter writer, InZone zoned)
    {
        if (zoned.OperandKnowsZone) writer.Append("CAST(CONVERT_TIMEZONE(").AppendBound(zoned.Zone, SqlType.Text).Append(", ").Write(zoned.Operand).Append(") AS TIMESTAMP_NTZ)");
        else writer.Append("CONVERT_TIMEZONE('UTC', ").AppendBound(zoned.Zone, SqlType.Text).Append(", ").Write(zoned.Operand).Append(")");
    }

    private static void Moved(SqlWriter writer, SqlExpression time, SqlExpression amount, TimeGrain unit, bool isDate)
    {
        if (isDate) writer.Append("CAST(");
        writer.Append("DATEADD('").Append(WordOf(unit)).Append("', ").Write(amount).Append(", ").Write(time).Append(")");
        if (isDate) writer.Append(" AS DATE)");
    }

    private static SqlWriter WriteDaysIntoWeek(SqlWriter writer, SqlExpression operand, DayOfWeek start)
        => writer.Append("MOD(DAYOFWEEKISO(").Write(operand).Append(string.Create(CultureInfo.InvariantCulture, $") + {WeekShift(start)}, 7)"));
}
