using Vitrine.Primitives;
using Vitrine.Sql.Dialects;

namespace Vitrine.Sql;

/// <summary>How one kind of warehouse writes SQL. A family: one file for each kind, all listed here.</summary>
public abstract class SqlDialect
{
    private static readonly SqlDialect[] All = [new DuckDbDialect()];

    private protected SqlDialect()
    {
    }

    /// <summary>dbt's name of the adapter, such as <c>duckdb</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The dialect of a dbt adapter, or a refusal that names it.</summary>
    public static SqlDialect For(string adapter)
        => All.FirstOrDefault(dialect => string.Equals(dialect.Name, adapter, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusalException(
                "sql.unsupported-adapter", $"Projects of the dbt adapter {adapter} cannot be asked yet. Supported: {string.Join(", ", All.Select(dialect => dialect.Name))}.");
}
