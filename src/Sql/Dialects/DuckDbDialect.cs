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

    // Its averages are floating-point numbers whatever they are of.
    internal override void Write(SqlWriter writer, Aggregate aggregate)
    {
        if (aggregate.Kind == AggregateKind.Average) writer.Append("AVG(").Write(aggregate.Operand).Append(")");
        else base.Write(writer, aggregate);
    }

    // Of decimals it would be cut to their digits: between 0.01 and 0.02 is 0.015.
    private protected override void WritePercentile(SqlWriter writer, SqlExpression operand, decimal fraction)
    {
        writer.Append(fraction == 0.5m ? "MEDIAN(" : "QUANTILE_CONT(").Write(new Cast(operand, SqlType.Double));
        if (fraction != 0.5m) writer.Append(", ").Append(Number(fraction));
        writer.Append(")");
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
