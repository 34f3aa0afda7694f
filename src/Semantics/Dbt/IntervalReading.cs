using System.Collections.ObjectModel;
using System.Text.Json;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>Makes the dimensions that a time is cut to: by the intervals that there always are, and by the project's own granularities.</summary>
internal sealed class IntervalReading(ProjectConfiguration configuration)
{
    /// <summary>A dimension and, where it is a time, what is made of it by cutting.</summary>
    public IEnumerable<Dimension> Add(Dimension dimension, Meta meta)
    {
        var cuts = dimension.Type is FieldType.Date or FieldType.Timestamp ? Names(meta, dimension.Type).Select(name => Cut(dimension, name)).DistinctBy(cut => cut.Reference).ToList() : [];
        return [dimension with { IsIntervalBase = cuts.Count > 0 }, .. cuts];
    }

    /// <summary>A time cut in one way.</summary>
    public Dimension Cut(Dimension dimension, TimeInterval interval) => dimension with
    {
        Reference = dimension.Reference with { Name = dimension.Reference.Name + "_" + TimeIntervals.NameOf(interval).ToLowerInvariant() },
        Label = Label(dimension, configuration.IntervalLabels.GetValueOrDefault(interval) ?? TimeIntervals.LabelOf(interval)),
        Type = TimeIntervals.TypeOf(interval, dimension.Type),
        Groups = [.. dimension.Groups, dimension.Label],
        GroupKeys = [.. dimension.GroupKeys, dimension.Label],
        Format = null,
        Links = [],
        Colors = ReadOnlyDictionary<string, string>.Empty,
        FilterValues = null,
        IsIntervalBase = false,
        Interval = interval,
        IntervalBase = dimension.Reference,
    };

    private Dimension Cut(Dimension dimension, string name)
    {
        if (TimeIntervals.TryParse(name, out var interval)) return Cut(dimension, interval);
        if (!configuration.Granularities.TryGetValue(name, out var granularity))
            throw new MetaProblemException($"time_intervals holds {name}, which is none; {ConfigurationReading.File} declares others under custom_granularities");
        return dimension with
        {
            Reference = dimension.Reference with { Name = dimension.Reference.Name + "_" + granularity.Name.ToLowerInvariant() },
            Label = Label(dimension, granularity.Label),
            Type = granularity.Type,
            BaseType = granularity.Type,
            ColumnType = null,
            IsZoned = false,
            Groups = [.. dimension.Groups, dimension.Label],
            GroupKeys = [.. dimension.GroupKeys, dimension.Label],
            Format = null,
            Links = [],
            Colors = ReadOnlyDictionary<string, string>.Empty,
            FilterValues = null,
            IsIntervalBase = false,
            Granularity = granularity.Name,
            IntervalBase = dimension.Reference,
            Sql = granularity.Sql.Over(dimension.Reference.Name),
        };
    }

    private IEnumerable<string> Names(Meta meta, FieldType type)
    {
        var value = meta.Raw("time_intervals");
        return value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.True => Defaults(type),
            JsonValueKind.False => [],
            JsonValueKind.String when value.GetString() is { } word && (word.Equals("OFF", StringComparison.OrdinalIgnoreCase) || word.Length == 0) => [],
            JsonValueKind.String when "default".Equals(value.GetString(), StringComparison.OrdinalIgnoreCase) => Defaults(type),
            _ => meta.Texts("time_intervals"),
        };
    }

    private IEnumerable<string> Defaults(FieldType type)
        => TimeIntervals.DefaultOf(type).Select(TimeIntervals.NameOf).Concat(type == FieldType.Date ? configuration.DateIntervals : configuration.TimestampIntervals);

    private static string Label(Dimension dimension, string label) => label.Length == 0 ? dimension.Label : dimension.Label + " " + char.ToLowerInvariant(label[0]) + label[1..];
}
