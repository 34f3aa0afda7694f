namespace Vitrine.Queries.Contracts;

/// <summary>A named metric query that an app declares, with slots and arguments that it may fill.</summary>
public sealed record QueryContract
{
    /// <summary>Its name, which the app calls it by.</summary>
    public required string Name { get; init; }

    /// <summary>Where its name stands.</summary>
    public required SourceSpot Spot { get; init; }

    /// <summary>What people read; the name in words when absent.</summary>
    public string? Label { get; init; }

    /// <summary>The explore it selects from.</summary>
    public required FieldMention Explore { get; init; }

    /// <summary>Fields and slots, in the order of the columns.</summary>
    public IReadOnlyList<ContractDimension> Dimensions { get; init; } = [];

    /// <summary>The metrics, in the order of the columns.</summary>
    public IReadOnlyList<FieldMention> Metrics { get; init; } = [];

    /// <summary>Fixed filters over rows.</summary>
    public IReadOnlyList<ContractCondition> Where { get; init; } = [];

    /// <summary>Fixed filters over metrics.</summary>
    public IReadOnlyList<ContractCondition> Having { get; init; } = [];

    /// <summary>The page filters that apply.</summary>
    public IReadOnlyList<FilterUse> Use { get; init; } = [];

    /// <summary>Arguments of this contract alone.</summary>
    public IReadOnlyList<ContractArgument> Arguments { get; init; } = [];

    /// <summary>The order when the app does not choose one.</summary>
    public IReadOnlyList<ContractSort> Sort { get; init; } = [];

    /// <summary>The fields or slots by which the app may sort; empty means that it may not.</summary>
    public IReadOnlyList<FieldMention> SortBy { get; init; } = [];

    /// <summary>Rows when the app does not ask for a number.</summary>
    public int Limit { get; init; } = ContractLimits.DefaultRows;

    /// <summary>Rows that the app may ask for at most.</summary>
    public int MaximumLimit { get; init; } = ContractLimits.DefaultRows;

    /// <summary>The comparison with an earlier range.</summary>
    public ContractComparison? Compare { get; init; }

    /// <summary>What "show the rows behind" may reveal; empty means nothing.</summary>
    public IReadOnlyList<FieldMention> Underlying { get; init; } = [];

    /// <summary>Calculations over the rows.</summary>
    public IReadOnlyList<ContractCalculation> Calculations { get; init; } = [];

    /// <summary>Fixed parameter values.</summary>
    public IReadOnlyList<ContractParameter> Parameters { get; init; } = [];

    /// <summary>Binned dimensions.</summary>
    public IReadOnlyList<ContractBin> Bins { get; init; } = [];

    /// <summary>The layout of the rows.</summary>
    public ContractPivot? Pivot { get; init; }

    /// <summary>The slots among the dimensions.</summary>
    public IEnumerable<ContractDimension.Slot> Slots => Dimensions.OfType<ContractDimension.Slot>();
}
