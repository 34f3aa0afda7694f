using System.Globalization;
using Vitrine.Primitives;
using Vitrine.Sql;

namespace Vitrine.Semantics.Metrics;

/// <summary>A metric query as SQL.</summary>
public sealed record CompiledQuery
{
    /// <summary>What is sent. It asks for one row more than <see cref="RowLimit"/>, so that it is seen when there are more.</summary>
    public required RenderedSql Sql { get; init; }

    /// <summary>The columns, in the order of the statement's.</summary>
    public required IReadOnlyList<ResultColumn> Columns { get; init; }

    /// <summary>The most rows that the answer shows.</summary>
    public required int RowLimit { get; init; }

    /// <summary>What a reader of the numbers should know.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; init; } = [];

    /// <summary>
    /// What a reader should know if the data is so: for each of them the statement has one column more behind <see cref="Columns"/>, which is 1 in a row of which it holds. <see cref="WarningsOf"/> reads them.
    /// </summary>
    public IReadOnlyList<Diagnostic> Checks { get; init; } = [];

    /// <summary>The parameters that decided over the statement or over how its columns are shown, with their values; none for one that nobody gave.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> UsedParameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>All that a reader of an answer should know.</summary>
    /// <param name="rows">The answer's rows with all columns of the statement.</param>
    public IReadOnlyList<Diagnostic> WarningsOf(IReadOnlyList<object?[]> rows)
        => [.. Warnings, .. Checks.Where((_, at) => rows.Any(row => row[Columns.Count + at] is IConvertible flag && flag.ToInt32(CultureInfo.InvariantCulture) != 0))];
}
