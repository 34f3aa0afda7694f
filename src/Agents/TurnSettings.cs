namespace Vitrine.Agents;

/// <summary>What one turn may use. From the configuration section <c>Turns</c>.</summary>
public sealed record TurnSettings
{
    /// <summary>Calls of tools by name. The longest useful turns of a model have about a hundred.</summary>
    public int Steps { get; init; } = 200;

    /// <summary>How often an agent may mend what the last check found.</summary>
    public int Repairs { get; init; } = 5;

    /// <summary>How long it may take once it runs; waiting for an answer does not count.</summary>
    public TimeSpan WallClock { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After which nobody works on what one claim of a turn's job began: its wall clock, and some time to end.</summary>
    internal TimeSpan LongestClaim => WallClock + TimeSpan.FromMinutes(5);
}
