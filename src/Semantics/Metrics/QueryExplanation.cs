using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>How the answer to a metric query comes about, for whoever has to trust it.</summary>
public sealed record QueryExplanation
{
    /// <summary>The plan in words, in the order in which it is carried out.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Where each number of the answer is aggregated, what it is made of included.</summary>
    public required IReadOnlyList<NumberExplanation> Numbers { get; init; }

    /// <summary>The filters that apply, in words: those of the query, over rows and then over numbers.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>The row rules that apply: the table, and the SQL of its author.</summary>
    public required IReadOnlyList<RowRuleExplanation> RowRules { get; init; }

    /// <summary>The user attributes whose values decide over rows, by name.</summary>
    public required IReadOnlyList<string> Attributes { get; init; }

    /// <summary>The statement.</summary>
    public required CompiledQuery Query { get; init; }
}

/// <summary>Where a number is aggregated.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Table">The table whose rows it counts; null for what is computed of other metrics.</param>
/// <param name="How">How, and what keeps it from being counted several times.</param>
public sealed record NumberExplanation(FieldReference Metric, string? Table, string How);

/// <summary>A row rule.</summary>
/// <param name="Table">The table.</param>
/// <param name="Sql">What must hold of its rows, as its author wrote it.</param>
public sealed record RowRuleExplanation(string Table, string Sql);
