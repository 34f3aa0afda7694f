namespace Vitrine.Queries.Contracts;

/// <summary>A fixed filter under <c>where</c> or <c>having</c>.</summary>
public abstract record ContractCondition
{
    private ContractCondition()
    {
    }

    /// <summary>A comparison of one field.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="Value">Operator, values, unit. The operator always stands.</param>
    public sealed record Rule(FieldMention Field, ArgumentValue Value) : ContractCondition;

    /// <summary>Conditions of which all, or any, must hold.</summary>
    /// <param name="IsAny">True for <c>or</c>.</param>
    /// <param name="Members">The conditions. Never empty.</param>
    public sealed record Group(bool IsAny, IReadOnlyList<ContractCondition> Members) : ContractCondition;
}
