namespace Vitrine.Queries.Contracts;

/// <summary>A page filter, or an argument of one contract: both have the same form.</summary>
public sealed record ContractArgument
{
    /// <summary>Its name; unique among the page filters, and among slots, arguments and used filters of a contract.</summary>
    public required string Name { get; init; }

    /// <summary>The field it filters.</summary>
    public required FieldMention Field { get; init; }

    /// <summary>Where its name stands.</summary>
    public required SourceSpot Spot { get; init; }

    /// <summary>What people read; the field's label when absent.</summary>
    public string? Label { get; init; }

    /// <summary>Values, or a range.</summary>
    public ArgumentType Type { get; init; }

    /// <summary>The operators that may be used; the first is meant when none is named. Never empty.</summary>
    public IReadOnlyList<string> Operators { get; init; } = [];

    /// <summary>Whether a question without it is refused.</summary>
    public bool Required { get; init; }

    /// <summary>What it is when the caller does not give it.</summary>
    public ArgumentValue? Default { get; init; }

    /// <summary>What gates and thumbnails use where there is no default.</summary>
    public ArgumentValue? Example { get; init; }

    /// <summary>How many values it takes at most.</summary>
    public int Maximum { get; init; } = ContractLimits.DefaultValues;

    /// <summary>Whether the app may ask which values there are.</summary>
    public bool Options { get; init; }

    /// <summary>The explore that options come from, where it is not the one of the first contract that uses it.</summary>
    public FieldMention? Explore { get; init; }
}
