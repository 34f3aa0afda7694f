using System.Collections.Frozen;
using Vitrine.Semantics.Dbt;

namespace Vitrine.Semantics.Model;

/// <summary>What is known of every type of metric.</summary>
internal static class MetricTypes
{
    private static readonly FrozenDictionary<string, MetricType> ByName = new Dictionary<string, MetricType>
    {
        ["count"] = MetricType.Count,
        ["count_distinct"] = MetricType.CountDistinct,
        ["sum"] = MetricType.Sum,
        ["average"] = MetricType.Average,
        ["median"] = MetricType.Median,
        ["percentile"] = MetricType.Percentile,
        ["min"] = MetricType.Min,
        ["max"] = MetricType.Max,
        ["sum_distinct"] = MetricType.SumDistinct,
        ["average_distinct"] = MetricType.AverageDistinct,
        ["number"] = MetricType.Number,
        ["string"] = MetricType.String,
        ["date"] = MetricType.Date,
        ["timestamp"] = MetricType.Timestamp,
        ["boolean"] = MetricType.Boolean,
        ["percent_of_previous"] = MetricType.PercentOfPrevious,
        ["percent_of_total"] = MetricType.PercentOfTotal,
        ["running_total"] = MetricType.RunningTotal,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<MetricType, string> Names = ByName.ToFrozenDictionary(entry => entry.Value, entry => entry.Key);

    public static MetricType Parse(string name)
        => ByName.TryGetValue(name, out var type) ? type : throw new MetaProblemException($"there is no metric type {name}");

    /// <summary>As meta writes it, such as <c>count_distinct</c>.</summary>
    public static string NameOf(MetricType type) => Names[type];

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
