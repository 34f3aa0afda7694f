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

    /// <summary>The parameters that decided over the statement or over how its columns are shown, with their values; none for one that nobody gave.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> UsedParameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
