namespace Vitrine.Projects;

/// <summary>What an administrator sets for a project.</summary>
public sealed record ProjectSettings
{
    /// <summary>IANA name of the zone in which ranges and buckets are cut.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The first day of a week, or null for the warehouse's.</summary>
    public DayOfWeek? WeekStart { get; init; }

    /// <summary>A fixed present, for data that ends at some day and for tests; null for the real one.</summary>
    public DateTimeOffset? PinnedNow { get; init; }

    /// <summary>Values for parameters of the semantic layer.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>What a language model may see.</summary>
    public DataExposure DataExposure { get; init; } = DataExposure.Samples;
}
