namespace Vitrine.Queries.Contracts;

/// <summary>What an argument may hold: <c>x</c>, <c>[x, y]</c> or <c>{ operator, values, unit, completed }</c>.</summary>
public sealed record ArgumentValue
{
    /// <summary>The operator by its name, or null for the first one that the argument allows.</summary>
    public string? Operator { get; init; }

    /// <summary>The values; for <c>inThePast</c> and <c>inTheNext</c> one number of units.</summary>
    public IReadOnlyList<WrittenValue> Values { get; init; } = [];

    /// <summary>Unit of a relative range, such as <c>months</c>.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether a relative range counts whole units only. Null means that the file does not say: no.</summary>
    public bool? Completed { get; init; }

    /// <summary>Where it stands; 0, 0 when it came from a request.</summary>
    public SourceSpot Spot { get; init; }
}
