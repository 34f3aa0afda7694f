using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>Trino.</summary>
internal class TrinoDialect : SqlDialect
{
    public override string Name => "trino";

    public override bool ApproximatesPercentiles => true;

    internal override bool SharesPlaces => false;

    internal override string PlaceOf(int number, object? value) => "?";

    // Case means nothing, quoted or not.
    internal override string QuoteLoosely(string name) => QuoteName(name);

    internal override string NameOf(SqlType type) => type switch
    {
        SqlType.Text => "VARCHAR",
        SqlType.Whole => "BIGINT",
        SqlType.HugeWhole => "DECIMAL(38, 0)",
        SqlType.Double => "DOUBLE",
        SqlType.Boolean => "BOOLEAN",
        SqlType.Date => "DATE",
        // Without a number it is cut to milliseconds.
        SqlType.Timestamp => "TIMESTAMP(6)",
        _ => throw new InvalidOperationException($"No name for the type {type}."),
    };

    internal override string DecimalName(int scale) => string.Create(CultureInfo.InvariantCulture, $"DECIMAL(38, {scale})");

    // A thousand million as text would be 1.0E9.
    internal override void Write(SqlWriter writer, NumberText text)
        => writer.Append("REGEXP_REPLACE(CAST(CAST(").Write(text.Operand).Append(" AS DECIMAL(38, 6)) AS VARCHAR), '[.]*0+$')");

    private protected override void WritePercentile(SqlWriter writer, SqlExpression operand, decimal fraction)
        => writer.Append("APPROX_PERCENTILE(").Write(new Cast(operand, SqlType.Double)).Append(", ").Append(Number(fraction)).Append(")");

    internal override void Write(SqlWriter writer, Truncation truncation)
    {
        if (truncation.Grain < TimeGrain.Day)
        {
            writer.Append("DATE_TRUNC('").Append(WordOf(truncation.Grain)).Append("', CAST(").Write(truncation.Operand).Append(" AS TIMESTAMP(6)))");
            return;
        }

        writer.Append("CAST(");
        if (truncation.Grain == TimeGrain.Week && DaysAfterMonday(truncation.WeekStart) is > 0 and var days)
            writer.Append($"DATE_ADD('day', {SqlWriter.Text(days)}, DATE_TRUNC('week', DATE_ADD('day', -{SqlWriter.Text(days)}, ").Write(truncation.Operand).Append(")))");
        else writer.Append("DATE_TRUNC('").Append(WordOf(truncation.Grain)).Append("', ").Write(truncation.Operand).Append(")");
        writer.Append(" AS DATE)");
    }

    internal override void Write(SqlWriter writer, PartOf part)
    {
        if (part.Part == TimePart.DayOfWeek)
        {
            WriteDaysIntoWeek(writer.Append("("), part.Operand, part.WeekStart).Append(" + 1)");
            return;
        }

        writer.Append(part.Part switch
        {
            TimePart.MinuteOfHour => "MINUTE(",
            TimePart.HourOfDay => "HOUR(",
            TimePart.DayOfMonth => "DAY_OF_MONTH(",
            TimePart.DayOfYear => "DAY_OF_YEAR(",
            TimePart.WeekOfYear => "WEEK_OF_YEAR(",
            TimePart.Month => "MONTH(",
            TimePart.Quarter => "QUARTER(",
            TimePart.Year => "YEAR(",
            _ => throw new InvalidOperationException($"Unknown part {part.Part}."),
        }).Write(part.Operand).Append(")");
    }

    internal override void Write(SqlWriter writer, NameOf name)
    {
        if (name.Name == TimeName.Quarter) writer.Append("'Q' || CAST(QUARTER(").Write(name.Operand).Append(") AS VARCHAR)");
        else writer.Append("DATE_FORMAT(").Write(name.Operand).Append(name.Name == TimeName.Month ? ", '%M')" : ", '%W')");
    }

    internal override void Write(SqlWriter writer, DaysInto days)
    {
        if (days.Grain == TimeGrain.Week) WriteDaysIntoWeek(writer, days.Operand, days.WeekStart);
        else writer.Append("DATE_DIFF('day', ").Write(new Truncation(days.Operand, days.Grain, days.WeekStart)).Append(", CAST(").Write(days.Operand).Append(" AS DATE))");
    }

    internal override void Write(SqlWriter writer, DaysBetween days)
        => writer.Append("DATE_DIFF('day', CAST(").Write(days.From).Append(" AS DATE), CAST(").Write(days.To).Append(" AS DATE))");

    internal override void Write(SqlWriter writer, TimeShift shift) => Moved(writer, shift.Operand, new SmallNumber(shift.Count), shift.Grain, shift.IsDate);

    internal override void Write(SqlWriter writer, Moved moved) => Moved(writer, moved.Operand, new Cast(moved.Amount, SqlType.Whole), moved.Unit, moved.IsDay);

    // One null makes it null there.
    internal override void Write(SqlWriter writer, Call call)
    {
        if (call.Function is "LEAST" or "GREATEST") writer.Append(call.Function == "LEAST" ? "ARRAY_MIN(" : "ARRAY_MAX(").Append("FILTER(ARRAY[").Each(call.Arguments, ", ").Append("], one -> one IS NOT NULL))");
        else base.Write(writer, call);
    }

    // AT TIME ZONE takes a written zone only, not a bound one.
    internal override void Write(SqlWriter writer, InZone zoned)
    {
        writer.Append("CAST(AT_TIMEZONE(");
        if (zoned.OperandKnowsZone) writer.Write(zoned.Operand);
        else writer.Append("WITH_TIMEZONE(CAST(").Write(zoned.Operand).Append(" AS TIMESTAMP(6)), 'UTC')");
        writer.Append(", ").AppendBound(zoned.Zone, SqlType.Text).Append(") AS TIMESTAMP(6))");
    }

    private static void Moved(SqlWriter writer, SqlExpression time, SqlExpression amount, TimeGrain unit, bool isDate)
    {
        if (isDate) writer.Append("CAST(");
        writer.Append("DATE_ADD('").Append(WordOf(unit)).Append("', ").Write(amount).Append(", ").Write(time).Append(")");
        if (isDate) writer.Append(" AS DATE)");
    }

    private static SqlWriter WriteDaysIntoWeek(SqlWriter writer, SqlExpression operand, DayOfWeek start)
        => writer.Append("MOD(DAY_OF_WEEK(").Write(operand).Append(string.Create(CultureInfo.InvariantCulture, $") + {WeekShift(start)}, 7)"));
}
