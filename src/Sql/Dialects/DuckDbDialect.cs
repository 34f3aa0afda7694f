using System.Globalization;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql.Dialects;

/// <summary>DuckDB 1.5.</summary>
internal sealed class DuckDbDialect : PostgresFamily
{
    public override string Name => "duckdb";

    internal override string NameOf(SqlType type) => type switch
    {
        SqlType.HugeWhole => "HUGEINT",
        SqlType.Double => "DOUBLE",
        _ => base.NameOf(type),
    };

    internal override string DecimalName(int scale) => string.Create(CultureInfo.InvariantCulture, $"DECIMAL(38, {scale})");

    internal override void Write(SqlWriter writer, Aggregate aggregate)
    {
        switch (aggregate.Kind)
        {
            case AggregateKind.Median:
                writer.Append("MEDIAN(").Write(aggregate.Operand).Append(")");
                break;
            case AggregateKind.Percentile:
                writer.Append("QUANTILE_CONT(").Write(aggregate.Operand).Append(", ").Append(aggregate.Fraction.ToString(CultureInfo.InvariantCulture)).Append(")");
                break;
            default:
                base.Write(writer, aggregate);
                break;
        }
    }

    // There is no TO_CHAR.
    internal override void Write(SqlWriter writer, NameOf name)
    {
        writer.Append(name.Name switch
        {
            TimeName.DayOfWeek => "DAYNAME(",
            TimeName.Month => "MONTHNAME(",
            TimeName.Quarter => "'Q' || QUARTER(",
            _ => throw new InvalidOperationException($"Unknown name {name.Name}."),
        });
        writer.Write(name.Operand).Append(")");
    }
}
