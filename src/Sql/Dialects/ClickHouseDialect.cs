using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>
/// ClickHouse 24 and later. A time there is always a point in time with a zone to show it in; a wall clock is written as that time of UTC. Types are not null unless they say so, hence Nullable everywhere.
/// </summary>
internal sealed class ClickHouseDialect : SqlDialect
{
    public override string Name => "clickhouse";

    // Outer joins give nulls and not zeros, aggregates of nothing are null, a name means the column before it means an alias, and days before 1970 stay days.
    internal override string Ending => "\nSETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, prefer_column_name_to_alias = 1, enable_extended_results_for_datetime_functions = 1";

    internal override string PlaceOf(int number, object? value) => "{bound" + SqlWriter.Text(number) + ":" + value switch
    {
        null => "Nullable(String)",
        string => "String",
        long => "Int64",
        bool => "Bool",
        _ => throw new InvalidOperationException($"A {value.GetType().Name} cannot be bound."),
    } + "}";

    internal override string QuoteName(string name) => "\"" + name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    // Case always matters, quoted or not.
    internal override string QuoteLoosely(string name) => QuoteName(name);

    internal override string NameOf(SqlType type) => type switch
    {
        SqlType.Text => "Nullable(String)",
        SqlType.Whole => "Nullable(Int64)",
        // Beside a decimal an Int128 would be an overflow.
        SqlType.HugeWhole => "Nullable(Decimal(76, 0))",
        SqlType.Double => "Nullable(Float64)",
        SqlType.Boolean => "Nullable(Bool)",
        SqlType.Date => "Nullable(Date32)",
        SqlType.Timestamp => "Nullable(DateTime64(6, 'UTC'))",
        _ => throw new InvalidOperationException($"No name for the type {type}."),
    };

    internal override string DecimalName(int scale) => string.Create(CultureInfo.InvariantCulture, $"Nullable(Decimal(38, {scale}))");

    // UPPER knows ASCII only.
    internal override void Write(SqlWriter writer, Upper upper) => writer.Append("upperUTF8(").Write(upper.Operand).Append(")");

    // There is no ESCAPE.
    internal override void Write(SqlWriter writer, Like like)
        => writer.Operand(like.Operand).Append(like.Negated ? " NOT LIKE " : " LIKE ").AppendBound(LikePattern.Of(like).Write('\\'), SqlType.Text);

    internal override void Write(SqlWriter writer, NullSafeEquals equals) => writer.Operand(equals.Left).Append(" <=> ").Operand(equals.Right);

    internal override void Write(SqlWriter writer, Windowed window)
    {
        base.Write(writer, window switch
        {
            // Before the first row is null, which only a type that has it can be.
            { Function: "LAG" or "LEAD", Operand: { } operand } => window with { Operand = new Call("toNullable", [operand]) },
            // Otherwise a row whose value is null is passed over.
            { Function: "FIRST_VALUE" or "LAST_VALUE" } => window with { Function = window.Function.ToLowerInvariant() + "_respect_nulls" },
            // The one that has no name in capitals.
            { Function: "CUME_DIST" } => window with { Function = "cume_dist" },
            _ => window,
        });
    }

    private protected override void WritePercentile(SqlWriter writer, SqlExpression operand, decimal fraction)
        => writer.Append("quantileExactInclusive(").Append(Number(fraction)).Append(")(").Write(new Cast(operand, SqlType.Double)).Append(")");

    internal override void Write(SqlWriter writer, Truncation truncation)
    {
        if (truncation.Grain < TimeGrain.Day)
        {
            writer.Append("toStartOf").Append(Capital(WordOf(truncation.Grain))).Append("(");
            Clock(writer, truncation.Operand).Append(")");
            return;
        }

        writer.Append("toDate32(");
        switch (truncation.Grain)
        {
            case TimeGrain.Day:
                Clock(writer, truncation.Operand);
                break;
            case TimeGrain.Week when DaysAfterMonday(truncation.WeekStart) is > 0 and var days:
                Clock(writer.Append("addDays(toMonday(addDays("), truncation.Operand).Append($", -{SqlWriter.Text(days)})), {SqlWriter.Text(days)})");
                break;
            case TimeGrain.Week:
                Clock(writer.Append("toMonday("), truncation.Operand).Append(")");
                break;
            default:
                Clock(writer.Append("toStartOf").Append(Capital(WordOf(truncation.Grain))).Append("("), truncation.Operand).Append(")");
                break;
        }

        writer.Append(")");
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
            Clock(
                writer.Append(part.Part switch
                {
                    TimePart.MinuteOfHour => "toMinute(",
                    TimePart.HourOfDay => "toHour(",
                    TimePart.DayOfMonth => "toDayOfMonth(",
                    TimePart.DayOfYear => "toDayOfYear(",
                    TimePart.WeekOfYear => "toISOWeek(",
                    TimePart.Month => "toMonth(",
                    TimePart.Quarter => "toQuarter(",
                    TimePart.Year => "toYear(",
                    _ => throw new InvalidOperationException($"Unknown part {part.Part}."),
                }), part.Operand).Append(")");
        }

        writer.Append(" AS Nullable(Int64))");
    }

    internal override void Write(SqlWriter writer, NameOf name)
    {
        if (name.Name == TimeName.Quarter) Clock(writer.Append("concat('Q', toString(toQuarter("), name.Operand).Append(")))");
        else Clock(writer.Append(name.Name == TimeName.Month ? "monthName(" : "dateName('weekday', "), name.Operand).Append(")");
    }

    internal override void Write(SqlWriter writer, DaysInto days)
    {
        if (days.Grain == TimeGrain.Week) WriteDaysIntoWeek(writer, days.Operand, days.WeekStart);
        else writer.Append("dateDiff('day', ").Write(new Truncation(days.Operand, days.Grain, days.WeekStart)).Append(", ").Write(new Truncation(days.Operand, TimeGrain.Day, days.WeekStart)).Append(")");
    }

    internal override void Write(SqlWriter writer, DaysBetween days)
        => writer.Append("dateDiff('day', ").Write(new Truncation(days.From, TimeGrain.Day, default)).Append(", ").Write(new Truncation(days.To, TimeGrain.Day, default)).Append(")");

    internal override void Write(SqlWriter writer, TimeShift shift) => Moved(writer, shift.Operand, new SmallNumber(shift.Count), shift.Grain, shift.IsDate);

    internal override void Write(SqlWriter writer, Moved moved) => Moved(writer, moved.Operand, new Cast(moved.Amount, SqlType.Whole), moved.Unit, moved.IsDay);

    // A floating-point number would be rounded to the even neighbour.
    internal override void Write(SqlWriter writer, Rounded rounded)
        => writer.Append("round(CAST(").Write(rounded.Operand).Append(" AS ").Append(DecimalName(10)).Append("), ").Append(rounded.Digits).Append(")");

    // Without UTF8 in the name they count and change bytes.
    internal override void Write(SqlWriter writer, Call call) => base.Write(writer, call.Function switch
    {
        "LENGTH" => call with { Function = "lengthUTF8" },
        "LOWER" => call with { Function = "lowerUTF8" },
        "UPPER" => call with { Function = "upperUTF8" },
        _ => call,
    });

    internal override void Write(SqlWriter writer, InZone zoned)
    {
        Clock(writer.Append("addSeconds("), zoned.Operand);
        Clock(writer.Append(", timeZoneOffset(toTimeZone("), zoned.Operand).Append(", ").AppendBound(zoned.Zone, SqlType.Text).Append(")))");
    }

    private static void Moved(SqlWriter writer, SqlExpression time, SqlExpression amount, TimeGrain unit, bool isDate)
    {
        if (isDate) writer.Append("toDate32(");
        Clock(writer.Append("add").Append(Capital(WordOf(unit))).Append("s("), time).Append(", ").Write(amount).Append(")");
        if (isDate) writer.Append(")");
    }

    /// <summary>A date or a time as a time of UTC's clock.</summary>
    private static SqlWriter Clock(SqlWriter writer, SqlExpression operand)
        => operand is InZone ? writer.Write(operand) : writer.Append("toDateTime64(").Write(operand).Append(", 6, 'UTC')");

    private static SqlWriter WriteDaysIntoWeek(SqlWriter writer, SqlExpression operand, DayOfWeek start)
        => Clock(writer.Append("(toDayOfWeek("), operand).Append(string.Create(CultureInfo.InvariantCulture, $") + {WeekShift(start)}) % 7"));

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
