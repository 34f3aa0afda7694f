using Vitrine.Semantics.Metrics;

namespace Vitrine.Queries.Execution;

/// <summary>How the answer to a contract comes about for one person.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Steps">The plan in words, in its order.</param>
/// <param name="Numbers">Where each number is aggregated, by <c>model.field</c>.</param>
/// <param name="Filters">The filters that apply, in words.</param>
/// <param name="RowRules">The row rules that apply.</param>
/// <param name="Attributes">The names of the user attributes whose values decide over rows.</param>
/// <param name="Sql">The statement; values stand beside it.</param>
/// <param name="Parameters">The bound values, in their order.</param>
public sealed record ContractExplanation(
    string Contract,
    IReadOnlyList<string> Steps,
    IReadOnlyList<ContractExplanation.Number> Numbers,
    IReadOnlyList<string> Filters,
    IReadOnlyList<RowRuleExplanation> RowRules,
    IReadOnlyList<string> Attributes,
    string Sql,
    IReadOnlyList<object?> Parameters)
{
    /// <summary>Where a number is aggregated.</summary>
    /// <param name="Metric">The metric.</param>
    /// <param name="Table">The table whose rows it counts, or null for what is computed of other metrics.</param>
    /// <param name="How">How, and what keeps it from being counted several times.</param>
    public sealed record Number(string Metric, string? Table, string How);

    internal static ContractExplanation Of(string contract, QueryExplanation explanation) => new(
        contract,
        explanation.Steps,
        [.. explanation.Numbers.Select(number => new Number(number.Metric.ToString(), number.Table, number.How))],
        explanation.Filters,
        explanation.RowRules,
        explanation.Attributes,
        explanation.Query.Sql.Text,
        [.. explanation.Query.Sql.Parameters.Select(parameter => parameter.Value)]);
}
