using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>PostgreSQL 12 and later.</summary>
internal sealed class PostgresDialect : PostgresFamily
{
    public override string Name => "postgres";

    // A place takes the type of where it stands: one text at a column of texts and at one of an enumeration would be refused.
    internal override bool SharesPlaces => false;

    private protected override char? DefaultEscape => '\\';

    internal override string NameOf(SqlType type) => type == SqlType.HugeWhole ? "NUMERIC" : base.NameOf(type);

    internal override string DecimalName(int scale) => "NUMERIC";

    private protected override void WritePercentile(SqlWriter writer, SqlExpression operand, decimal fraction)
        => writer.Append("PERCENTILE_CONT(").Append(Number(fraction)).Append(") WITHIN GROUP (ORDER BY ").Write(operand).Append(")");

    // Only exact numbers are rounded to digits.
    internal override void Write(SqlWriter writer, Rounded rounded)
        => writer.Append("ROUND(CAST(").Write(rounded.Operand).Append(" AS NUMERIC), ").Append(rounded.Digits).Append(")");

    internal override void Write(SqlWriter writer, NameOf name)
    {
        writer.Append("TO_CHAR(").Write(name.Operand).Append(name.Name switch
        {
            TimeName.DayOfWeek => ", 'FMDay')",
            TimeName.Month => ", 'FMMonth')",
            TimeName.Quarter => ", '\"Q\"Q')",
            _ => throw new InvalidOperationException($"Unknown name {name.Name}."),
        });
    }
}
