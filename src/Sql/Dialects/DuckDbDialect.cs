namespace Vitrine.Sql.Dialects;

/// <summary>DuckDB 1.5.</summary>
internal sealed class DuckDbDialect : SqlDialect
{
    public override string Name => "duckdb";
}
