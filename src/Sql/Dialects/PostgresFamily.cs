using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>What PostgreSQL and DuckDB, which follows it, have in common.</summary>
internal abstract class PostgresFamily : SqlDialect
{
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

    internal override void Write(SqlWriter writer, NullSafeEquals equals)
        => writer.Operand(equals.Left).Append(" IS NOT DISTINCT FROM ").Operand(equals.Right);

    internal override void Write(SqlWriter writer, Aggregate aggregate)
    {
        var opening = aggregate.Kind switch
        {
            AggregateKind.Count => "COUNT(",
            AggregateKind.CountDistinct => "COUNT(DISTINCT ",
            AggregateKind.Sum => "SUM(",
            AggregateKind.Average => "AVG(",
            AggregateKind.Min => "MIN(",
            AggregateKind.Max => "MAX(",
            _ => throw new InvalidOperationException($"{Name} writes {aggregate.Kind} itself."),
        };
        writer.Append(opening).Write(aggregate.Operand).Append(")");
    }

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
            writer.Append("DATE_TRUNC('").Append(WordOf(truncation.Grain)).Append("', ").Write(truncation.Operand).Append(")");
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

    internal override void Write(SqlWriter writer, InZone zoned)
    {
        writer.Append("(").Operand(zoned.Operand);
        if (!zoned.OperandKnowsZone) writer.Append(" AT TIME ZONE 'UTC'");
        writer.Append(" AT TIME ZONE ").AppendBound(zoned.Zone).Append(")");
    }

    /// <summary>0 to 6.</summary>
    protected static int DaysAfterMonday(DayOfWeek day) => ((int)day + 6) % 7;

    private static void WriteDayOfWeek(SqlWriter writer, SqlExpression operand, DayOfWeek start, int from)
    {
        // ISO days are 1 for Monday to 7.
        var shift = 6 - DaysAfterMonday(start);
        writer.Append("(CAST(DATE_PART('isodow', ").Write(operand).Append(string.Create(CultureInfo.InvariantCulture, $") AS INTEGER) + {shift}) % 7 + {from}"));
    }

    private static string WordOf(TimeGrain grain) => grain switch
    {
        TimeGrain.Millisecond => "milliseconds",
        TimeGrain.Second => "second",
        TimeGrain.Minute => "minute",
        TimeGrain.Hour => "hour",
        TimeGrain.Day => "day",
        TimeGrain.Week => "week",
        TimeGrain.Month => "month",
        TimeGrain.Quarter => "quarter",
        TimeGrain.Year => "year",
        _ => throw new InvalidOperationException($"Unknown grain {grain}."),
    };

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
