namespace Vitrine.Queries.Execution;

/// <summary>One value of an answer.</summary>
/// <param name="Raw">Null, a boolean, a <see cref="long"/>, a <see cref="double"/> or text; dates and times are ISO text.</param>
/// <param name="Formatted">What people read.</param>
public sealed record ResultCell(object? Raw, string Formatted)
{
    /// <summary>All digits of a number of which a double would lose some; else null.</summary>
    public string? Exact { get; init; }

    /// <summary>The value of the earlier range, in a metric of a comparing contract.</summary>
    public ResultCell? Previous { get; init; }

    /// <summary>The relative change since: 0.25 is a quarter more. Null where there is nothing to compare with.</summary>
    public ResultCell? Change { get; init; }
}
