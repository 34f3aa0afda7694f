using System.Collections.ObjectModel;
using System.Text.Json;
using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Dbt;

/// <summary>Makes the dimensions that a time is cut to: by the intervals that there always are, and by the project's own granularities.</summary>
internal sealed class IntervalReading(ProjectConfiguration configuration)
{
    /// <summary>A dimension and, where it is a time, what is made of it by cutting.</summary>
    public IReadOnlyList<Dimension> Add(Dimension dimension, Meta meta)
    {
        if (dimension.Type is not (FieldType.Date or FieldType.Timestamp)) return [dimension];
        var common = Common(dimension);
        var cuts = new List<Dimension>();
        foreach (var name in Names(meta, dimension.Type))
        {
            var cut = Cut(dimension, common, name);
            if (!cuts.Exists(known => known.Reference.Name == cut.Reference.Name)) cuts.Add(cut);
        }

        return [dimension with { IsIntervalBase = cuts.Count > 0 }, .. cuts];
    }

    /// <summary>A time cut in one way.</summary>
    public Dimension Cut(Dimension dimension, TimeInterval interval) => Cut(dimension, Common(dimension), interval);

    /// <summary>What all cuts of a time have in common.</summary>
    private static Dimension Common(Dimension dimension) => dimension with
    {
        Groups = [.. dimension.Groups, dimension.Label],
        GroupKeys = [.. dimension.GroupKeys, dimension.Label],
        Format = null,
        Links = [],
        Colors = ReadOnlyDictionary<string, string>.Empty,
        FilterValues = null,
        IsIntervalBase = false,
        IntervalBase = dimension.Reference,
    };

    private Dimension Cut(Dimension dimension, Dimension common, TimeInterval interval) => common with
    {
        Reference = dimension.Reference with { Name = dimension.Reference.Name + TimeIntervals.SuffixOf(interval) },
        Label = Label(dimension, configuration.IntervalLabels.GetValueOrDefault(interval) ?? TimeIntervals.LabelOf(interval)),
        Type = TimeIntervals.TypeOf(interval, dimension.Type),
        Interval = interval,
    };

    private Dimension Cut(Dimension dimension, Dimension common, string name)
    {
        if (TimeIntervals.TryParse(name, out var interval)) return Cut(dimension, common, interval);
        if (!configuration.Granularities.TryGetValue(name, out var granularity))
            throw new MetaProblemException($"time_intervals holds {name}, which is none; {ConfigurationReading.File} declares others under custom_granularities");
        return common with
        {
            Reference = dimension.Reference with { Name = dimension.Reference.Name + "_" + granularity.Name.ToLowerInvariant() },
            Label = Label(dimension, granularity.Label),
            Type = granularity.Type,
            BaseType = granularity.Type,
            ColumnType = null,
            IsZoned = false,
            Granularity = granularity.Name,
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
        => TimeIntervals.DefaultNamesOf(type).Concat(type == FieldType.Date ? configuration.DateIntervals : configuration.TimestampIntervals);

    private static string Label(Dimension dimension, string label) => label.Length == 0 ? dimension.Label : dimension.Label + " " + char.ToLowerInvariant(label[0]) + label[1..];
}
