using Vitrine.Primitives;
using Vitrine.Sql.Dialects;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql;

/// <summary>How one kind of warehouse writes SQL. A family: one file for each kind, all listed here.</summary>
public abstract class SqlDialect
{
    private static readonly SqlDialect[] All = [new DuckDbDialect(), new PostgresDialect()];

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

    internal virtual string QuoteName(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Leaves a name unquoted where it can be read back, so that the warehouse finds it in its own case.</summary>
    internal string QuoteLoosely(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter)) ? name : QuoteName(name);

    internal abstract string NameOf(SqlType type);

    internal abstract string DecimalName(int scale);

    internal abstract void Write(SqlWriter writer, NullSafeEquals equals);

    internal abstract void Write(SqlWriter writer, Aggregate aggregate);

    internal abstract void Write(SqlWriter writer, Truncation truncation);

    internal abstract void Write(SqlWriter writer, PartOf part);

    internal abstract void Write(SqlWriter writer, NameOf name);

    internal abstract void Write(SqlWriter writer, DaysInto days);

    internal abstract void Write(SqlWriter writer, InZone zoned);
}
