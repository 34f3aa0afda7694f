using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>Google BigQuery (GoogleSQL). Times in UTC may be TIMESTAMP or DATETIME there; what is cut is cut as DATE or DATETIME, which both become.</summary>
internal sealed class BigQueryDialect : SqlDialect
{
    public override string Name => "bigquery";

    public override bool ApproximatesPercentiles => true;

    internal override string PlaceOf(int number, object? value) => "@bound" + SqlWriter.Text(number);

    // A point stands in no name of a column; case means nothing.
    internal override string QuoteName(string name)
        => "`" + name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("`", @"\`", StringComparison.Ordinal).Replace(".", "__", StringComparison.Ordinal) + "`";

    internal override string QuoteLoosely(string name) => QuoteName(name);

    internal override string NameOf(SqlType type) => type switch
    {
        SqlType.Text => "STRING",
        SqlType.Whole => "INT64",
        SqlType.HugeWhole => "BIGNUMERIC",
        SqlType.Double => "FLOAT64",
        SqlType.Boolean => "BOOL",
        SqlType.Date => "DATE",
        SqlType.Timestamp => "DATETIME",
        _ => throw new InvalidOperationException($"No name for the type {type}."),
    };

    // NUMERIC has 9 digits after the point.
    internal override string DecimalName(int scale) => scale <= 9 ? "NUMERIC" : "BIGNUMERIC";

    internal override void Write(SqlWriter writer, BoundValue value)
    {
        // A bound text takes the type of the time that it stands beside, TIMESTAMP (then in UTC) or DATETIME; a cast would be of one of them.
        if (value.Type == SqlType.Timestamp) writer.AppendBound(value);
        else base.Write(writer, value);
    }

    // A floating-point number as text may have an exponent.
    internal override void Write(SqlWriter writer, NumberText text) => writer.Append("CAST(CAST(").Write(text.Operand).Append(" AS BIGNUMERIC) AS STRING)");

    // There is no ESCAPE.
    internal override void Write(SqlWriter writer, Like like)
        => writer.Operand(like.Operand).Append(like.Negated ? " NOT LIKE " : " LIKE ").AppendBound(LikePattern.Of(like).Write('\\'), SqlType.Text);

    // An outer join needs an equality of both sides. As JSON null is a text like others, and no text of a value is the same.
    internal override void Write(SqlWriter writer, NullSafeEquals equals)
        => writer.Append("TO_JSON_STRING(").Write(equals.Left).Append(") = TO_JSON_STRING(").Write(equals.Right).Append(")");

    private protected override void WritePercentile(SqlWriter writer, SqlExpression operand, decimal fraction)
    {
        var parts = 100;
        while (parts < 10_000 && fraction * parts % 1 != 0) parts *= 10;
        writer.Append("APPROX_QUANTILES(").Write(operand).Append(string.Create(CultureInfo.InvariantCulture, $", {parts})[OFFSET({decimal.Round(fraction * parts):0})]"));
    }

    internal override void Write(SqlWriter writer, Truncation truncation)
    {
        var word = truncation.Grain == TimeGrain.Week ? $"WEEK({truncation.WeekStart.ToString().ToUpperInvariant()})" : WordOf(truncation.Grain).ToUpperInvariant();
        if (truncation.Grain == TimeGrain.Day) AsDate(writer, truncation.Operand);
        else if (truncation.Grain > TimeGrain.Day) AsDate(writer.Append("DATE_TRUNC("), truncation.Operand).Append(", ").Append(word).Append(")");
        else writer.Append("DATETIME_TRUNC(CAST(").Write(truncation.Operand).Append(" AS DATETIME), ").Append(word).Append(")");
    }

    internal override void Write(SqlWriter writer, PartOf part)
    {
        if (part.Part == TimePart.DayOfWeek)
        {
            // Counted from Sunday as 1.
            AsDate(writer.Append("(MOD(EXTRACT(DAYOFWEEK FROM "), part.Operand).Append(string.Create(CultureInfo.InvariantCulture, $") + {(WeekShift(part.WeekStart) + 6) % 7}, 7) + 1)"));
            return;
        }

        writer.Append("EXTRACT(").Append(part.Part switch
        {
            TimePart.MinuteOfHour => "MINUTE",
            TimePart.HourOfDay => "HOUR",
            TimePart.DayOfMonth => "DAY",
            TimePart.DayOfYear => "DAYOFYEAR",
            TimePart.WeekOfYear => "ISOWEEK",
            TimePart.Month => "MONTH",
            TimePart.Quarter => "QUARTER",
            TimePart.Year => "YEAR",
            _ => throw new InvalidOperationException($"Unknown part {part.Part}."),
        }).Append(" FROM CAST(").Write(part.Operand).Append(" AS DATETIME))");
    }

    internal override void Write(SqlWriter writer, NameOf name)
        => AsDate(writer.Append("FORMAT_DATE('").Append(name.Name switch
        {
            TimeName.DayOfWeek => "%A",
            TimeName.Month => "%B",
            TimeName.Quarter => "Q%Q",
            _ => throw new InvalidOperationException($"Unknown name {name.Name}."),
        }).Append("', "), name.Operand).Append(")");

    internal override void Write(SqlWriter writer, DaysInto days)
        => AsDate(writer.Append("DATE_DIFF("), days.Operand).Append(", ").Write(new Truncation(days.Operand, days.Grain, days.WeekStart)).Append(", DAY)");

    internal override void Write(SqlWriter writer, DaysBetween days) => AsDate(AsDate(writer.Append("DATE_DIFF("), days.To).Append(", "), days.From).Append(", DAY)");

    internal override void Write(SqlWriter writer, TimeShift shift) => Moved(writer, shift.Operand, new SmallNumber(shift.Count), shift.Grain, shift.IsDate);

    internal override void Write(SqlWriter writer, Moved moved) => Moved(writer, moved.Operand, new Cast(moved.Amount, SqlType.Whole), moved.Unit, moved.IsDay);

    // One null makes it null there.
    internal override void Write(SqlWriter writer, Call call)
    {
        if (call.Function is "LEAST" or "GREATEST") writer.Append(call.Function == "LEAST" ? "(SELECT MIN(one)" : "(SELECT MAX(one)").Append(" FROM UNNEST([").Each(call.Arguments, ", ").Append("]) AS one)");
        else base.Write(writer, call);
    }

    internal override void Write(SqlWriter writer, InZone zoned)
        => writer.Append("DATETIME(TIMESTAMP(").Write(zoned.Operand).Append("), ").AppendBound(zoned.Zone, SqlType.Text).Append(")");

    private static void Moved(SqlWriter writer, SqlExpression time, SqlExpression amount, TimeGrain unit, bool isDate)
        => writer.Append(isDate ? "DATE_ADD(CAST(" : "DATETIME_ADD(CAST(").Write(time).Append(isDate ? " AS DATE), INTERVAL " : " AS DATETIME), INTERVAL ").Write(amount).Append(" ").Append(WordOf(unit).ToUpperInvariant()).Append(")");

    private static SqlWriter AsDate(SqlWriter writer, SqlExpression operand) => writer.Append("CAST(").Write(operand).Append(" AS DATE)");
}
