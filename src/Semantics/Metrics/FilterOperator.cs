namespace Vitrine.Semantics.Metrics;

/// <summary>How a filter compares. Not every one applies to every type.</summary>
public enum FilterOperator
{
    /// <summary>No value.</summary>
    IsNull,

    /// <summary>Any value.</summary>
    NotNull,

    /// <summary>One of the values.</summary>
    Equals,

    /// <summary>None of the values, or no value.</summary>
    NotEquals,

    /// <summary>Contains one of the texts.</summary>
    Include,

    /// <summary>Contains none of the texts, or no value.</summary>
    DoesNotInclude,

    /// <summary>Begins with one of the texts.</summary>
    StartsWith,

    /// <summary>Ends with one of the texts.</summary>
    EndsWith,

    /// <summary>Less than the value.</summary>
    LessThan,

    /// <summary>At most the value.</summary>
    LessThanOrEqual,

    /// <summary>More than the value.</summary>
    GreaterThan,

    /// <summary>At least the value.</summary>
    GreaterThanOrEqual,

    /// <summary>From the first value to the second, both included.</summary>
    InBetween,

    /// <summary>Outside of the two values, or no value.</summary>
    NotInBetween,

    /// <summary>The last n units.</summary>
    InThePast,

    /// <summary>Not in the last n units, or no value.</summary>
    NotInThePast,

    /// <summary>The next n units.</summary>
    InTheNext,

    /// <summary>The unit that now is in.</summary>
    InTheCurrent,

    /// <summary>Not in the unit that now is in, or no value.</summary>
    NotInTheCurrent,

    /// <summary>The part of every such unit that has passed in the present one, such as each year up to today's day and month.</summary>
    InPeriodToDate,
}
