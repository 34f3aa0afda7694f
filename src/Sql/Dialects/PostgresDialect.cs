using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>PostgreSQL 12 and later.</summary>
internal sealed class PostgresDialect : PostgresFamily
{
    public override string Name => "postgres";

    internal override string NameOf(SqlType type) => type == SqlType.HugeWhole ? "NUMERIC" : base.NameOf(type);

    internal override string DecimalName(int scale) => "NUMERIC";

    internal override void Write(SqlWriter writer, Aggregate aggregate)
    {
        switch (aggregate.Kind)
        {
            case AggregateKind.Median or AggregateKind.Percentile:
                var fraction = aggregate.Kind == AggregateKind.Median ? 0.5m : aggregate.Fraction;
                writer.Append("PERCENTILE_CONT(").Append(fraction.ToString(CultureInfo.InvariantCulture)).Append(") WITHIN GROUP (ORDER BY ").Write(aggregate.Operand).Append(")");
                break;
            case AggregateKind.Average:
                writer.Append("AVG(CAST(").Write(aggregate.Operand).Append(" AS DOUBLE PRECISION))");
                break;
            default:
                base.Write(writer, aggregate);
                break;
        }
    }

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
