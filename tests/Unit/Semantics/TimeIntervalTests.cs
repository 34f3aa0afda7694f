using System.Text.Json;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Semantics;

/// <summary>The intervals that Lightdash knows, with the labels and types that they have there.</summary>
public sealed class TimeIntervalTests
{
    [Fact]
    public void Every_interval_has_its_recorded_label_and_type()
    {
        using var recorded = JsonDocument.Parse(File.ReadAllBytes(TestData.File("semantic", "time_interval_meta.json")));
        var known = recorded.RootElement.EnumerateObject().ToList();
        Assert.Equal(Enum.GetValues<TimeInterval>().Select(TimeIntervals.NameOf).Order(StringComparer.Ordinal), known.Select(one => one.Name).Order(StringComparer.Ordinal));
        foreach (var one in known)
        {
            Assert.True(TimeIntervals.TryParse(one.Name, out var interval));
            Assert.Equal(
                (one.Value.GetProperty("label").GetString(), one.Value.GetProperty("typeFromTimestamp").GetString()),
                (TimeIntervals.LabelOf(interval), TimeIntervals.TypeOf(interval, FieldType.Timestamp).ToString().ToLowerInvariant()));
        }
    }
}
