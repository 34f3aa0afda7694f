using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>Values that are held against each other are a breakdown by their field: "… on A vs B", "compare A and B".</summary>
internal static class VersusSplit
{
    public static IReadOnlyList<ResolvedWish> Apply(IReadOnlyList<ResolvedWish> wishes, IReadOnlyList<PlanCondition> where, PromptReading reading)
    {
        var compares = Compares(reading);
        var split = wishes;
        // Several values that are named with nothing else to cut by are what it is to be cut by.
        foreach (var condition in where.Where(condition => condition is { Operator: "equals", Values.Count: > 1 }))
            split = [.. split.Select(wish => (compares || CountsEach(reading, condition.Values.Count) || wish is { Chart: ChartKind.StackedBar, Dimensions.Count: 0 } ? wish.Dimensions.Count < 2 : wish is { Dimensions.Count: 0, Time: null, Rank: null, HasOwnMetrics: true }) && wish.Explore.Find(condition.Field) is { } field && !wish.Dimensions.Contains(field) ? With(wish, field) : wish)];
        return split;
    }

    private static ResolvedWish With(ResolvedWish wish, CatalogField field) => wish with { Dimensions = [.. wish.Dimensions, field] };

    /// <summary>"How many were won and how many were lost": each value is counted by itself.</summary>
    private static bool CountsEach(PromptReading reading, int values) => reading.Marks.All.Count(mark => mark is Mark.Joint { Value: JointKind.Count }) == values;

    private static bool Compares(PromptReading reading)
        => reading.Marks.All.Any(mark => mark is Mark.Joint { Value: JointKind.Versus }) || reading.Text.Words.Any(word => word.IsAny("compare", "compared", "comparing", "comparison", "contrast", "difference"));
}
