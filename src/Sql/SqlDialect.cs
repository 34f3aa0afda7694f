using Vitrine.Primitives;
using Vitrine.Sql.Dialects;
using Vitrine.Sql.Rendering;
using Vitrine.Sql.Tree;

namespace Vitrine.Sql;

/// <summary>How one kind of warehouse writes SQL. A family: one file for each kind, all listed here.</summary>
public abstract partial class SqlDialect
{
    private static readonly SqlDialect[] All =
    [
        new DuckDbDialect(), new PostgresDialect(), new RedshiftDialect(), new BigQueryDialect(), new SnowflakeDialect(), new DatabricksDialect(), new TrinoDialect(), new AthenaDialect(), new ClickHouseDialect(),
    ];

    private protected SqlDialect()
    {
    }

    /// <summary>The names of all dialects, as dbt calls the adapters.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(dialect => dialect.Name)];

    /// <summary>dbt's name of the adapter, such as <c>duckdb</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a percentile is only near the true one. Who reads such a number is told so.</summary>
    public virtual bool ApproximatesPercentiles => false;

    /// <summary>The dialect of a dbt adapter, or a refusal that names it.</summary>
    public static SqlDialect For(string adapter)
        => All.FirstOrDefault(dialect => string.Equals(dialect.Name, adapter, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusalException(
                "sql.unsupported-adapter", $"Projects of the dbt adapter {adapter} cannot be asked yet. Supported: {string.Join(", ", Names)}.");

    /// <summary>Whether several places of a statement may take the same bound value. Where places are told by their order only, each has its own.</summary>
    internal virtual bool SharesPlaces => true;

    /// <summary>What a statement ends with: settings without which it would answer otherwise than the others do.</summary>
    internal virtual string Ending => "";

    /// <summary>How a bound value stands in the text.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="value">The value: null, a text, a whole number or a truth value.</param>
    internal virtual string PlaceOf(int number, object? value) => "$" + SqlWriter.Text(number);

    internal virtual string QuoteName(string name) => Quoted(name, '"');

    /// <summary>Writes a name whose case nobody vouches for so that the warehouse finds it in its own case.</summary>
    internal virtual string QuoteLoosely(string name) => IsPlain(name) ? name : QuoteName(name);

    internal abstract string NameOf(SqlType type);

    internal abstract string DecimalName(int scale);

    /// <summary>Whether a name is read back as it stands when it is not quoted, but for its case and for words that mean something.</summary>
    private protected static bool IsPlain(string name)
        => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter));

    private protected static string Quoted(string name, char mark) => mark + name.Replace(mark.ToString(), new string(mark, 2), StringComparison.Ordinal) + mark;
}
