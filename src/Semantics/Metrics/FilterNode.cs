using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Metrics;

/// <summary>A condition of a metric query: a rule or a group of conditions.</summary>
public abstract record FilterNode
{
    /// <summary>All rules of a condition, whatever groups they stand in; none of no condition.</summary>
    internal static IEnumerable<FilterRule> RulesOf(FilterNode? node) => node switch
    {
        FilterRule rule => [rule],
        FilterGroup group => group.Members.SelectMany(RulesOf),
        _ => [],
    };
}

/// <summary>How the members of a group are taken together.</summary>
public enum FilterConjunction
{
    /// <summary>All of them hold.</summary>
    And,

    /// <summary>At least one holds.</summary>
    Or,
}

/// <summary>Several conditions. Without members it is no filter.</summary>
/// <param name="Conjunction">How they are taken together.</param>
/// <param name="Members">The conditions.</param>
public sealed record FilterGroup(FilterConjunction Conjunction, IReadOnlyList<FilterNode> Members) : FilterNode;

/// <summary>One condition on one field.</summary>
public sealed record FilterRule : FilterNode
{
    /// <summary>The field.</summary>
    public required FieldReference Field { get; init; }

    /// <summary>How it compares.</summary>
    public required FilterOperator Operator { get; init; }

    /// <summary>
    /// Values as text: numbers in decimal form, <c>true</c> and <c>false</c>, days as <c>2026-01-31</c>, times in ISO 8601. A relative
    /// range has its count here. Null compares like no value.
    /// </summary>
    public IReadOnlyList<string?> Values { get; init; } = [];

    /// <summary>The unit of a relative range; days where it is not given.</summary>
    public FilterUnit? Unit { get; init; }

    /// <summary>Whether a relative range takes whole units only, without the one that now is in.</summary>
    public bool Completed { get; init; }

    /// <summary>Whether text compares with regard to case; null leaves it to field and explore.</summary>
    public bool? CaseSensitive { get; init; }

    /// <summary>Written down and not in force.</summary>
    public bool Disabled { get; init; }
}
