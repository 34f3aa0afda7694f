namespace Vitrine.Queries.Contracts;

/// <summary>What an argument is.</summary>
public enum ArgumentType
{
    /// <summary>One or several values, compared by an operator.</summary>
    Values,

    /// <summary>A range of dates, times or numbers: between two values, or relative to now.</summary>
    Range,
}
