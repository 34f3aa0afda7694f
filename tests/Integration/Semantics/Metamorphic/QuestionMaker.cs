using System.Globalization;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Semantics.Metamorphic;

/// <summary>Makes up questions over an explore, the same ones for the same seed.</summary>
internal sealed class QuestionMaker(SemanticLayer layer, Random random, Func<string, FieldReference, Task<IReadOnlyList<object>>> valuesOf)
{
    private static readonly FilterOperator[] OfText = [FilterOperator.Equals, FilterOperator.NotEquals, FilterOperator.Include, FilterOperator.DoesNotInclude, FilterOperator.StartsWith];
    private static readonly FilterOperator[] OfNumbers = [FilterOperator.Equals, FilterOperator.NotEquals, FilterOperator.LessThan, FilterOperator.GreaterThanOrEqual, FilterOperator.InBetween, FilterOperator.NotInBetween];
    private static readonly FilterOperator[] OfTimes = [FilterOperator.Equals, FilterOperator.NotEquals, FilterOperator.LessThan, FilterOperator.GreaterThanOrEqual, FilterOperator.InBetween, FilterOperator.NotInBetween, FilterOperator.InThePast, FilterOperator.NotInThePast, FilterOperator.InTheCurrent, FilterOperator.NotInTheCurrent];

    public Random Random => random;

    public Explore Explore()
    {
        while (true)
        {
            var name = Pick(layer.ExploreNames);
            if (layer.TryGetExplore(name, out var explore) && explore.Metrics.Count > 0 && explore.Dimensions.Count > 0) return explore;
        }
    }

    public T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    public IReadOnlyList<FieldReference> Dimensions(Explore explore, int count)
        => [.. Enumerable.Range(0, count).Select(_ => Pick(explore.Dimensions)).Select(dimension => dimension.Reference).Distinct()];

    public IReadOnlyList<FieldReference> Metrics(Explore explore, int count)
        => [.. Enumerable.Range(0, count).Select(_ => Pick(explore.Metrics)).Where(metric => !IsPostCalculation(metric)).Select(metric => metric.Reference).Distinct()];

    /// <summary>Up to two rules, joined by and or by or; often none.</summary>
    public async Task<FilterGroup?> FilterAsync(Explore explore)
    {
        var nodes = new List<FilterNode>();
        for (var at = random.Next(3); at > 0; at--)
        {
            if (await RuleAsync(explore, Pick(explore.Dimensions)) is { } rule) nodes.Add(rule);
        }

        return nodes.Count == 0 ? null : new FilterGroup(random.Next(2) == 0 ? FilterConjunction.And : FilterConjunction.Or, nodes);
    }

    /// <summary>A rule that the dimension's type takes, with values that are there; null where there are none.</summary>
    public async Task<FilterRule?> RuleAsync(Explore explore, Dimension dimension)
    {
        if (random.Next(8) == 0) return new FilterRule { Field = dimension.Reference, Operator = random.Next(2) == 0 ? FilterOperator.IsNull : FilterOperator.NotNull };
        var values = await valuesOf(explore.Name, dimension.Reference);
        if (values.Count == 0) return null;
        var comparison = dimension.Type switch
        {
            FieldType.Number => Pick(OfNumbers),
            FieldType.Boolean => random.Next(2) == 0 ? FilterOperator.Equals : FilterOperator.NotEquals,
            FieldType.Date or FieldType.Timestamp => Pick(OfTimes),
            _ => Pick(OfText),
        };
        var (one, other) = (Text(Pick(values), dimension.Type), Text(Pick(values), dimension.Type));
        return comparison switch
        {
            FilterOperator.InThePast or FilterOperator.NotInThePast => new FilterRule { Field = dimension.Reference, Operator = comparison, Values = [random.Next(1, 40).ToString(CultureInfo.InvariantCulture)], Unit = Pick(new[] { FilterUnit.Days, FilterUnit.Weeks, FilterUnit.Months, FilterUnit.Years }), Completed = random.Next(2) == 0 },
            FilterOperator.InTheCurrent or FilterOperator.NotInTheCurrent => new FilterRule { Field = dimension.Reference, Operator = comparison, Values = ["1"], Unit = Pick(new[] { FilterUnit.Months, FilterUnit.Quarters, FilterUnit.Years }) },
            FilterOperator.InBetween or FilterOperator.NotInBetween => new FilterRule { Field = dimension.Reference, Operator = comparison, Values = IsLess(one, other, dimension.Type) ? [one, other] : [other, one] },
            FilterOperator.Include or FilterOperator.DoesNotInclude or FilterOperator.StartsWith => new FilterRule { Field = dimension.Reference, Operator = comparison, Values = [one[..Math.Min(one.Length, random.Next(1, 4))]] },
            FilterOperator.Equals or FilterOperator.NotEquals when random.Next(2) == 0 => new FilterRule { Field = dimension.Reference, Operator = comparison, Values = [.. new[] { one, other }.Distinct()] },
            _ => new FilterRule { Field = dimension.Reference, Operator = comparison, Values = [one] },
        };
    }

    /// <summary>What holds exactly where a rule does not, rows without a value among it; null where no one operator says so.</summary>
    public static FilterNode? Complement(FilterRule rule)
    {
        FilterOperator? other = rule.Operator switch
        {
            FilterOperator.IsNull => FilterOperator.NotNull,
            FilterOperator.NotNull => FilterOperator.IsNull,
            FilterOperator.Equals => FilterOperator.NotEquals,
            FilterOperator.NotEquals => FilterOperator.Equals,
            FilterOperator.Include => FilterOperator.DoesNotInclude,
            FilterOperator.DoesNotInclude => FilterOperator.Include,
            FilterOperator.InBetween => FilterOperator.NotInBetween,
            FilterOperator.NotInBetween => FilterOperator.InBetween,
            FilterOperator.InThePast => FilterOperator.NotInThePast,
            FilterOperator.NotInThePast => FilterOperator.InThePast,
            FilterOperator.InTheCurrent => FilterOperator.NotInTheCurrent,
            FilterOperator.NotInTheCurrent => FilterOperator.InTheCurrent,
            FilterOperator.LessThan => FilterOperator.GreaterThanOrEqual,
            FilterOperator.GreaterThanOrEqual => FilterOperator.LessThan,
            _ => null,
        };
        if (other is null) return null;
        var turned = rule with { Operator = other.Value };
        return rule.Operator is FilterOperator.LessThan or FilterOperator.GreaterThanOrEqual
            ? new FilterGroup(FilterConjunction.Or, [turned, new FilterRule { Field = rule.Field, Operator = FilterOperator.IsNull }])
            : turned;
    }

    public static FilterGroup And(FilterGroup? group, FilterNode node) => new(FilterConjunction.And, group is null ? [node] : [group, node]);

    private static bool IsPostCalculation(Metric metric) => metric.Kind is MetricType.RunningTotal or MetricType.PercentOfPrevious or MetricType.PercentOfTotal;

    private static bool IsLess(string one, string other, FieldType type)
        => type == FieldType.Number ? double.Parse(one, CultureInfo.InvariantCulture) <= double.Parse(other, CultureInfo.InvariantCulture) : string.CompareOrdinal(one, other) <= 0;

    private static string Text(object value, FieldType type) => (type, value) switch
    {
        (FieldType.Date, DateTime at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (_, DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (_, DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        (_, DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        (_, bool flag) => flag ? "true" : "false",
        (_, double number) => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
