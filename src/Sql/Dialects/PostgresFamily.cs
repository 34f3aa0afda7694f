using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>What PostgreSQL and those that follow it have in common.</summary>
internal abstract class PostgresFamily : SqlDialect
{
    /// <summary>The part that counts days of the week from Monday as 1, or from Sunday as 0: by 7 they leave the same.</summary>
    private protected virtual string DayOfWeekPart => "isodow";

    internal override string NameOf(SqlType type) => type switch
    {
        SqlType.Text => "VARCHAR",
        SqlType.Whole => "BIGINT",
        SqlType.Double => "DOUBLE PRECISION",
        SqlType.Boolean => "BOOLEAN",
        SqlType.Date => "DATE",
        SqlType.Timestamp => "TIMESTAMP",
        _ => throw new InvalidOperationException($"No name for the type {type}."),
    };

    internal override void Write(SqlWriter writer, Truncation truncation)
    {
        var isDate = truncation.Grain >= TimeGrain.Day;
        if (isDate) writer.Append("CAST(");
        if (truncation is { Grain: TimeGrain.Week } && DaysAfterMonday(truncation.WeekStart) is > 0 and var days)
        {
            var shift = string.Create(CultureInfo.InvariantCulture, $"INTERVAL '{days} days'");
            writer.Append("DATE_TRUNC('week', ").Operand(truncation.Operand).Append($" - {shift}) + {shift}");
        }
        else
        {
            writer.Append("DATE_TRUNC('").Append(truncation.Grain == TimeGrain.Millisecond ? "milliseconds" : WordOf(truncation.Grain)).Append("', ").Write(truncation.Operand).Append(")");
        }

        if (isDate) writer.Append(" AS DATE)");
    }

    internal override void Write(SqlWriter writer, PartOf part)
    {
        writer.Append("CAST(");
        if (part.Part == TimePart.DayOfWeek) WriteDayOfWeek(writer, part.Operand, part.WeekStart, from: 1);
        else writer.Append("DATE_PART('").Append(WordOf(part.Part)).Append("', ").Write(part.Operand).Append(")");
        writer.Append(" AS BIGINT)");
    }

    internal override void Write(SqlWriter writer, DaysInto days)
    {
        if (days.Grain == TimeGrain.Week)
        {
            WriteDayOfWeek(writer, days.Operand, days.WeekStart, from: 0);
            return;
        }

        writer.Append("(CAST(").Write(days.Operand).Append(" AS DATE) - CAST(DATE_TRUNC('").Append(WordOf(days.Grain)).Append("', ").Write(days.Operand).Append(") AS DATE))");
    }

    internal override void Write(SqlWriter writer, DaysBetween days)
        => writer.Append("(CAST(").Write(days.To).Append(" AS DATE) - CAST(").Write(days.From).Append(" AS DATE))");

    internal override void Write(SqlWriter writer, Moved moved)
    {
        if (moved.IsDay) writer.Append("CAST(");
        writer.Append("(").Operand(moved.Operand).Append(" + CAST(").Write(moved.Amount).Append(" AS INTEGER) * INTERVAL '");
        writer.Append(moved.Unit == TimeGrain.Quarter ? "3 months" : $"1 {WordOf(moved.Unit)}").Append("')");
        if (moved.IsDay) writer.Append(" AS DATE)");
    }

    internal override void Write(SqlWriter writer, InZone zoned)
    {
        writer.Append("(").Operand(zoned.Operand);
        if (!zoned.OperandKnowsZone) writer.Append(" AT TIME ZONE 'UTC'");
        writer.Append(" AT TIME ZONE ").AppendBound(zoned.Zone, SqlType.Text).Append(")");
    }

    private void WriteDayOfWeek(SqlWriter writer, SqlExpression operand, DayOfWeek start, int from)
    {
        writer.Append("(CAST(DATE_PART('").Append(DayOfWeekPart).Append("', ").Write(operand).Append(string.Create(CultureInfo.InvariantCulture, $") AS INTEGER) + {WeekShift(start)}) % 7 + {from}"));
    }

    private static string WordOf(TimePart part) => part switch
    {
        TimePart.MinuteOfHour => "minute",
        TimePart.HourOfDay => "hour",
        TimePart.DayOfMonth => "day",
        TimePart.DayOfYear => "doy",
        TimePart.WeekOfYear => "week",
        TimePart.Month => "month",
        TimePart.Quarter => "quarter",
        TimePart.Year => "year",
        _ => throw new InvalidOperationException($"Unknown part {part}."),
    };
}
