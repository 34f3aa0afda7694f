namespace Vitrine.Agents.Composer.Reading;

/// <summary>A unit of time: of a range, or the grain of a trend.</summary>
internal enum TimeUnit
{
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
}
