using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql;

/// <summary>The expressions that warehouses write in their own ways. What stands here is the way of most of them.</summary>
public abstract partial class SqlDialect
{
    /// <summary>The character that escapes in a LIKE without ESCAPE; null where there is none.</summary>
    private protected virtual char? DefaultEscape => null;

    internal virtual void Write(SqlWriter writer, BoundValue value)
    {
        if (value is { Scale: null, Type: SqlType.Text or SqlType.Whole or SqlType.Boolean or SqlType.Unstated }) writer.AppendBound(value);
        else writer.Append("CAST(").AppendBound(value).Append(" AS ").Append(value.Scale is { } scale ? DecimalName(scale) : NameOf(value.Type)).Append(")");
    }

    internal virtual void Write(SqlWriter writer, NumberText text) => writer.Write(new Cast(text.Operand, SqlType.Text));

    internal virtual void Write(SqlWriter writer, Upper upper) => writer.Append("UPPER(").Write(upper.Operand).Append(")");

    internal virtual void Write(SqlWriter writer, Call call) => writer.Append(call.Function).Append("(").Each(call.Arguments, ", ").Append(")");

    internal virtual void Write(SqlWriter writer, Like like)
    {
        var pattern = LikePattern.Of(like);
        var escapes = like.Escapes || (DefaultEscape is { } escape && pattern.Has(escape));
        writer.Operand(like.Operand).Append(like.Negated ? " NOT LIKE " : " LIKE ").AppendBound(pattern.Write(escapes ? '!' : null), SqlType.Text);
        if (escapes) writer.Append(" ESCAPE '!'");
    }

    internal virtual void Write(SqlWriter writer, NullSafeEquals equals)
        => writer.Operand(equals.Left).Append(" IS NOT DISTINCT FROM ").Operand(equals.Right);

    internal virtual void Write(SqlWriter writer, Aggregate aggregate)
    {
        switch (aggregate.Kind)
        {
            case AggregateKind.Median or AggregateKind.Percentile:
                WritePercentile(writer, aggregate.Operand, aggregate.Kind == AggregateKind.Median ? 0.5m : aggregate.Fraction);
                break;
            case AggregateKind.Average:
                // Of whole numbers and decimals some warehouses give a whole number, or one with the digits of its operand.
                writer.Append("AVG(").Write(new Cast(aggregate.Operand, SqlType.Double)).Append(")");
                break;
            default:
                writer.Append(aggregate.Kind switch
                {
                    AggregateKind.Count => "COUNT(",
                    AggregateKind.CountDistinct => "COUNT(DISTINCT ",
                    AggregateKind.Sum => "SUM(",
                    AggregateKind.Min => "MIN(",
                    AggregateKind.Max => "MAX(",
                    _ => throw new InvalidOperationException($"Unknown aggregate {aggregate.Kind}."),
                }).Write(aggregate.Operand).Append(")");
                break;
        }
    }

    internal virtual void Write(SqlWriter writer, TimeShift shift)
    {
        var (count, unit) = shift.Grain switch
        {
            TimeGrain.Millisecond => throw new InvalidOperationException("Nothing is moved by milliseconds."),
            TimeGrain.Week => (7L * shift.Count, "DAY"),
            TimeGrain.Quarter => (3L * shift.Count, "MONTH"),
            var grain => (shift.Count, grain.ToString().ToUpperInvariant()),
        };
        if (shift.IsDate) writer.Append("CAST(");
        writer.Operand(shift.Operand).Append(count < 0 ? " - " : " + ").Append(string.Create(CultureInfo.InvariantCulture, $"INTERVAL '{Math.Abs(count)}' {unit}"));
        if (shift.IsDate) writer.Append(" AS ").Append(NameOf(SqlType.Date)).Append(")");
    }

    internal virtual void Write(SqlWriter writer, Rounded rounded) => writer.Append("ROUND(").Write(rounded.Operand).Append(", ").Append(rounded.Digits).Append(")");

    internal virtual void Write(SqlWriter writer, Windowed window)
    {
        writer.Append(window.Function).Append("(");
        // For the same reason as in aggregates.
        if (window.Operand is { } operand) writer.Write(window.Function == "AVG" ? new Cast(operand, SqlType.Double) : operand);
        foreach (var more in window.More) writer.Append(", ").Write(more);
        writer.Append(") OVER (").Over(window).Append(")");
    }

    internal abstract void Write(SqlWriter writer, Truncation truncation);

    internal abstract void Write(SqlWriter writer, PartOf part);

    internal abstract void Write(SqlWriter writer, NameOf name);

    internal abstract void Write(SqlWriter writer, DaysInto days);

    internal abstract void Write(SqlWriter writer, DaysBetween days);

    internal abstract void Write(SqlWriter writer, Moved moved);

    internal abstract void Write(SqlWriter writer, InZone zoned);

    private protected abstract void WritePercentile(SqlWriter writer, SqlExpression operand, decimal fraction);

    /// <summary>0 to 6.</summary>
    private protected static int DaysAfterMonday(DayOfWeek day) => ((int)day + 6) % 7;

    /// <summary>What is added to a day of the week that counts from Monday as 1, before the remainder of 7 is its number from 0 in a week with that start.</summary>
    private protected static int WeekShift(DayOfWeek start) => 6 - DaysAfterMonday(start);

    private protected static string Number(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The name of a grain as most warehouses have it, in small letters.</summary>
    private protected static string WordOf(TimeGrain grain) => grain switch
    {
        TimeGrain.Millisecond => "millisecond",
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
}
