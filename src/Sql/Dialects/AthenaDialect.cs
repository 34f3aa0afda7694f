namespace Vitrine.Sql.Dialects;

/// <summary>Amazon Athena, engine version 3, which is Trino's SQL.</summary>
internal sealed class AthenaDialect : TrinoDialect
{
    public override string Name => "athena";
}
