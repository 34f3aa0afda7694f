using System.Text.Json;
using Vitrine.Semantics.Dbt;

namespace Vitrine.Semantics.Model;

/// <summary>What is known of every type of metric.</summary>
internal static class MetricTypes
{
    private static readonly string[] Names = Array.ConvertAll(Enum.GetNames<MetricType>(), JsonNamingPolicy.SnakeCaseLower.ConvertName);

    public static MetricType Parse(string name)
        => Array.IndexOf(Names, name) is >= 0 and var at ? (MetricType)at : throw new MetaProblemException($"there is no metric type {name}");

    /// <summary>As meta writes it, such as <c>count_distinct</c>.</summary>
    public static string NameOf(MetricType type) => Names[(int)type];

    /// <summary>Whether it is computed over rows, not of other metrics.</summary>
    public static bool IsAggregate(MetricType type) => type <= MetricType.AverageDistinct;

    /// <summary>Whether it is computed over the rows of the answer.</summary>
    public static bool IsPostCalculation(MetricType type) => type >= MetricType.PercentOfPrevious;

    /// <summary>The type of its values; the least and the greatest have that of what they look at.</summary>
    public static FieldType ResultOf(MetricType type, FieldType? of) => type switch
    {
        MetricType.Min or MetricType.Max => of ?? FieldType.Number,
        MetricType.String => FieldType.String,
        MetricType.Date => FieldType.Date,
        MetricType.Timestamp => FieldType.Timestamp,
        MetricType.Boolean => FieldType.Boolean,
        _ => FieldType.Number,
    };
}
