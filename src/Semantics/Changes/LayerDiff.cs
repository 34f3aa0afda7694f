using Vitrine.Semantics.Model;

namespace Vitrine.Semantics.Changes;

/// <summary>Compares two semantic layers as people see them: explores and fields that are offered, and their types.</summary>
public static class LayerDiff
{
    /// <summary>The differences: those that may break something first, then by name. A field that several explores have is told once; what a time is cut to goes without saying.</summary>
    public static IReadOnlyList<LayerChange> Between(SemanticLayer before, SemanticLayer after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var changes = new Dictionary<(LayerChangeKind, string?, string?, string?), List<string>>();
        foreach (var name in before.ExploreNames.Union(after.ExploreNames, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var was = before.TryGetExplore(name, out var one) && !one.Hidden ? one : null;
            var now = after.TryGetExplore(name, out var two) && !two.Hidden ? two : null;
            if (was is null && now is null) continue;
            if (was is null) Add(LayerChangeKind.ExploreAdded, null, null, null, name);
            else if (now is null) Add(LayerChangeKind.ExploreRemoved, null, null, null, name);
            else Compare(Fields(was), Fields(now), name);
        }

        return [.. changes
            .Select(change => new LayerChange(change.Key.Item1, change.Key.Item1 is LayerChangeKind.ExploreAdded or LayerChangeKind.ExploreRemoved ? null : change.Key.Item2, change.Value, change.Key.Item3, change.Key.Item4))
            .OrderBy(change => Rank(change.Kind)).ThenBy(change => change.Field ?? change.Explores[0], StringComparer.Ordinal)];

        void Compare(Dictionary<FieldReference, Field> was, Dictionary<FieldReference, Field> now, string explore)
        {
            foreach (var (reference, field) in was)
            {
                var other = now.GetValueOrDefault(reference);
                if (other is null && !(Base(field) is { } whole && was.ContainsKey(whole) && !now.ContainsKey(whole))) Add(LayerChangeKind.FieldRemoved, reference, Describe(field), null, explore);
                if (other is not null && Describe(field) != Describe(other)) Add(LayerChangeKind.TypeChanged, reference, Describe(field), Describe(other), explore);
            }

            foreach (var (reference, field) in now.Where(entry => !was.ContainsKey(entry.Key)))
            {
                if (!(Base(field) is { } whole && now.ContainsKey(whole) && !was.ContainsKey(whole))) Add(LayerChangeKind.FieldAdded, reference, null, Describe(field), explore);
            }
        }

        void Add(LayerChangeKind kind, FieldReference? field, string? was, string? now, string explore)
        {
            // Each explore that came or went is a line of its own.
            var key = (kind, field?.ToString() ?? explore, was, now);
            if (changes.TryGetValue(key, out var explores)) explores.Add(explore);
            else changes[key] = [explore];
        }
    }

    private static Dictionary<FieldReference, Field> Fields(Explore explore)
        => explore.Dimensions.Cast<Field>().Concat(explore.Metrics).Where(field => !field.Hidden).ToDictionary(field => field.Reference);

    private static FieldReference? Base(Field field) => (field as Dimension)?.IntervalBase;

    private static string Describe(Field field)
    {
        var type = field.Type.ToString().ToLowerInvariant();
        return field is Metric metric ? $"{MetricTypes.NameOf(metric.Kind)} ({type})" : type;
    }

    private static int Rank(LayerChangeKind kind) => kind switch
    {
        LayerChangeKind.ExploreRemoved => 0,
        LayerChangeKind.FieldRemoved => 1,
        LayerChangeKind.TypeChanged => 2,
        LayerChangeKind.ExploreAdded => 3,
        LayerChangeKind.FieldAdded => 4,
        _ => throw new InvalidOperationException($"Unknown change {kind}."),
    };
}
