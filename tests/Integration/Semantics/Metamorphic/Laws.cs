using System.Globalization;
using Vitrine.Semantics.Compilation;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Integration.Semantics.Metamorphic;

/// <summary>
/// What holds between the answers to two or more questions, whatever the data. A law makes up its questions and says what is wrong, or null; it gives up by <see cref="NothingToAsk"/> where its made-up explore has nothing for it.
/// </summary>
internal sealed class Laws(QuestionMaker maker, Func<MetricQuery, CompilationContext?, Task<JaffleTruth.Answer>> ask, Func<string, FieldReference, FilterGroup?, Task<IReadOnlyList<object>>> values, Func<CompiledQuery, Task<IReadOnlyList<object?[]>>> unoptimized, MetricQueryCompiler compiler, CompilationContext context)
{
    private const int All = 100_000;

    public sealed class NothingToAsk : Exception;

    public IReadOnlyList<(string Name, Func<Task<string?>> Hold)> Of =>
    [
        ("groups add up to the whole", GroupsAddUpAsync),
        ("a filter and its opposite are everything", ComplementAsync),
        ("a limit is a beginning", PrefixAsync),
        ("columns may stand in any order", PermutedAsync),
        ("months are their days", RolledUpAsync),
        ("whoever may see less sees less", RowRulesAsync),
        ("bins add up to the whole", BinsAddUpAsync),
        ("an earlier period is what stood there", EarlierAsync),
        ("values offered are values that are there", ValuesAsync),
        ("the optimizer changes nothing", UnoptimizedAsync),
    ];

    private async Task<string?> GroupsAddUpAsync()
    {
        var explore = maker.Explore();
        var dimensions = maker.Dimensions(explore, maker.Random.Next(1, 4));
        var metric = Additive(explore, dimensions);
        var filter = await maker.FilterAsync(explore);
        // A filter on a table that multiplies counts a row where any of its rows is kept: it is in both.
        var total = await TotalAsync(explore, metric, filter, dimensions);
        var groups = await ask(Query(explore, dimensions, [metric], filter), null);
        var sum = groups.Rows.Sum(row => Figures.Number(row[^1]));
        return Figures.Near(total, sum) ? null : $"{metric} by {string.Join(", ", dimensions)} of {explore.Name}: {sum} instead of {total}";
    }

    private async Task<string?> ComplementAsync()
    {
        var explore = maker.Explore();
        var dimension = maker.Pick(explore.Dimensions);
        var metric = Additive(explore, [dimension.Reference]);
        if (await maker.RuleAsync(explore, dimension) is not { } rule || QuestionMaker.Complement(rule) is not { } opposite) throw new NothingToAsk();
        IReadOnlyList<FieldReference> involved = [dimension.Reference];
        var whole = await TotalAsync(explore, metric, null, involved);
        var (one, other) = (await TotalAsync(explore, metric, QuestionMaker.And(null, rule), involved), await TotalAsync(explore, metric, QuestionMaker.And(null, opposite), involved));
        return Figures.Near(whole, one + other) ? null : $"{metric} of {explore.Name} with {rule.Field} {rule.Operator} {string.Join('|', rule.Values)} {rule.Unit} {rule.Completed}: {one} + {other} instead of {whole}";
    }

    private async Task<string?> PrefixAsync()
    {
        var (explore, query) = await AnyAsync(1);
        var all = await ask(query, null);
        var count = maker.Random.Next(1, 8);
        var some = await ask(query with { Limit = count }, null);
        return Figures.SameRows([.. all.Rows.Take(count)], some.Rows) ? null : $"the first {count} rows of {Show(explore, query)} are others";
    }

    private async Task<string?> PermutedAsync()
    {
        var (explore, query) = await AnyAsync(1);
        var one = await ask(query with { Sorts = [] }, null);
        var other = await ask(query with { Sorts = [], Dimensions = [.. query.Dimensions.Reverse()], Metrics = [.. query.Metrics.Reverse()] }, null);
        var columns = one.Columns.Select(column => other.Columns.ToList().IndexOf(column)).ToList();
        if (columns.Contains(-1)) return $"columns of {Show(explore, query)} are missing";
        var dimensions = query.Dimensions.Count;
        var found = other.Rows.Select(row => columns.Select(at => row[at]).ToArray()).GroupBy(row => Figures.Key(row.Take(dimensions))).ToDictionary(group => group.Key, group => group.First());
        return one.Rows.Count == other.Rows.Count && one.Rows.All(row => found.TryGetValue(Figures.Key(row.Take(dimensions)), out var same) && row.Zip(same).All(pair => Figures.Same(pair.First, pair.Second)))
            ? null : $"the rows of {Show(explore, query)} are others in another order of columns";
    }

    private async Task<string?> RolledUpAsync()
    {
        var explore = maker.Explore();
        var (day, month) = Times(explore, TimeInterval.Day, TimeInterval.Month);
        var metric = Additive(explore, [day]);
        var filter = await maker.FilterAsync(explore);
        var days = await ask(Query(explore, [day], [metric], filter), null);
        var months = await ask(Query(explore, [month], [metric], filter), null);
        var sums = days.Rows.GroupBy(row => DayOf(row[0]) is { } at ? new DateOnly(at.Year, at.Month, 1) : (DateOnly?)null).ToDictionary(group => group.Key ?? DateOnly.MinValue, group => group.Sum(row => Figures.Number(row[1])));
        return sums.Count == months.Rows.Count && months.Rows.All(row => sums.TryGetValue(DayOf(row[0]) ?? DateOnly.MinValue, out var sum) && Figures.Near(sum, Figures.Number(row[1])))
            ? null : $"{metric} of {explore.Name} by {month} is not the sum of its days";
    }

    private async Task<string?> RowRulesAsync()
    {
        var explore = maker.Explore();
        var dimensions = maker.Dimensions(explore, maker.Random.Next(0, 3));
        var metric = Counted(explore);
        var filter = await maker.FilterAsync(explore);
        var query = Query(explore, dimensions, [metric], filter);
        var few = await ask(query, With("customer_id", "1"));
        var many = await ask(query, With("customer_id", "1", "2", "3", "4", "5", "6", "7", "8"));
        var found = many.Rows.GroupBy(row => Figures.Key(row.Take(dimensions.Count))).ToDictionary(group => group.Key, group => Figures.Number(group.First()[^1]));
        return few.Rows.All(row => Figures.Number(row[^1]) == 0 || (found.TryGetValue(Figures.Key(row.Take(dimensions.Count)), out var more) && Figures.Number(row[^1]) <= more + 1e-9))
            ? null : $"{metric} by {string.Join(", ", dimensions)} of {explore.Name}: whoever may see less sees more";
    }

    private async Task<string?> BinsAddUpAsync()
    {
        var explore = maker.Explore();
        var numbers = explore.Dimensions.Where(dimension => dimension.Type == FieldType.Number).ToList();
        if (numbers.Count == 0) throw new NothingToAsk();
        var dimension = maker.Pick(numbers).Reference;
        var metric = Additive(explore, [dimension]);
        var bin = new Bin { Name = "made", Dimension = dimension };
        bin = maker.Random.Next(3) switch
        {
            0 => bin with { Width = maker.Random.Next(1, 200) },
            1 => bin with { Count = maker.Random.Next(1, 9) },
            _ => bin with { Ranges = [new(null, 5, null), new(5, 50, null)] },
        };
        var filter = await maker.FilterAsync(explore);
        var total = await TotalAsync(explore, metric, filter, [dimension]);
        var groups = await ask(Query(explore, [bin.Reference], [metric], filter) with { Bins = [bin] }, null);
        var sum = groups.Rows.Sum(row => Figures.Number(row[^1]));
        return Figures.Near(total, sum) ? null : $"{metric} of {explore.Name} by bins of {dimension} ({bin.Width} {bin.Count}): {sum} instead of {total}";
    }

    private async Task<string?> EarlierAsync()
    {
        var explore = maker.Explore();
        var (month, _) = Times(explore, TimeInterval.Month, TimeInterval.Month);
        var others = maker.Dimensions(explore, maker.Random.Next(0, 2)).Where(dimension => explore.TryGetField(dimension, out var field) && field is Dimension { Interval: null }).ToList();
        var metrics = maker.Metrics(explore, 1);
        if (metrics.Count == 0) throw new NothingToAsk();
        var earlier = new AdditionalMetric { Reference = new FieldReference(metrics[0].Table, "before_"), Kind = MetricType.Sum, Earlier = new EarlierPeriod(metrics[0], month, FilterUnit.Months, maker.Random.Next(1, 4)) };
        var query = Query(explore, [month, .. others], [metrics[0], earlier.Reference], null) with { AdditionalMetrics = [earlier] };
        var rows = (await ask(query, null)).Rows;
        var known = rows.Where(row => row[0] is not null).ToDictionary(row => Figures.Key(row.Skip(1).Take(others.Count).Prepend(DayOf(row[0])!.Value.ToString("O", CultureInfo.InvariantCulture))), row => row[^2]);
        foreach (var row in rows.Where(row => row[0] is not null))
        {
            var key = Figures.Key(row.Skip(1).Take(others.Count).Prepend(DayOf(row[0])!.Value.AddMonths(-earlier.Earlier!.Count).ToString("O", CultureInfo.InvariantCulture)));
            // A count of nothing is null where there is no group, and zero where there is.
            if (!Figures.Same(known.GetValueOrDefault(key) ?? 0L, row[^1] ?? 0L)) return $"{metrics[0]} of {explore.Name} by {month} and {string.Join(", ", others)}: {row[^1]} instead of {known.GetValueOrDefault(key)} before {row[0]}";
        }

        return null;
    }

    private async Task<string?> ValuesAsync()
    {
        var explore = maker.Explore();
        var dimension = maker.Pick(explore.Dimensions).Reference;
        var filter = await maker.FilterAsync(explore);
        var offered = (await values(explore.Name, dimension, filter)).Select(value => Figures.Key([value])).ToHashSet();
        var there = (await ask(Query(explore, [dimension], [], filter), null)).Rows.Where(row => row[0] is not null).Select(row => Figures.Key([row[0]])).ToHashSet();
        return offered.SetEquals(there) ? null : $"the values of {dimension} of {explore.Name}: {offered.Count} are offered, {there.Count} are there";
    }

    private async Task<string?> UnoptimizedAsync()
    {
        var (explore, query) = await AnyAsync(0);
        var one = await ask(query, null);
        var other = await unoptimized(compiler.Compile(query, context));
        return Figures.SameRows(one.Rows, [.. other.Take(query.Limit)]) ? null : $"{Show(explore, query)} is answered otherwise without the optimizer";
    }

    private async Task<(Explore, MetricQuery)> AnyAsync(int leastDimensions)
    {
        var explore = maker.Explore();
        var dimensions = maker.Dimensions(explore, maker.Random.Next(leastDimensions, 4));
        var metrics = maker.Metrics(explore, maker.Random.Next(0, 4));
        if (dimensions.Count + metrics.Count == 0) throw new NothingToAsk();
        var query = Query(explore, dimensions, metrics, await maker.FilterAsync(explore));
        var sorted = maker.Random.Next(2) == 0 ? query.Dimensions.Concat(query.Metrics).ToList() : [];
        return (explore, query with { Sorts = [.. sorted.Take(1).Select(field => new SortBy(field, maker.Random.Next(2) == 0))] });
    }

    /// <summary>The whole, over the same joined rows: what is filtered or grouped by may drop rows by an inner join, and is joined here too.</summary>
    private async Task<double> TotalAsync(Explore explore, FieldReference metric, FilterGroup? filter, IReadOnlyList<FieldReference> involved)
    {
        var everything = involved.Select(field => (FilterNode)new FilterGroup(FilterConjunction.Or, [new FilterRule { Field = field, Operator = FilterOperator.IsNull }, new FilterRule { Field = field, Operator = FilterOperator.NotNull }])).Aggregate(filter, QuestionMaker.And);
        return Figures.Number((await ask(Query(explore, [], [metric], everything), null)).Rows[0][0]);
    }

    private FieldReference Additive(Explore explore, IReadOnlyList<FieldReference> dimensions)
    {
        var additive = explore.Metrics.Where(metric => Additivity.AddsUp(explore, metric.Reference, dimensions)).ToList();
        return additive.Count == 0 ? throw new NothingToAsk() : maker.Pick(additive).Reference;
    }

    private FieldReference Counted(Explore explore)
    {
        var counts = explore.Metrics.Where(metric => metric.Kind is MetricType.Count or MetricType.CountDistinct).ToList();
        return counts.Count == 0 ? throw new NothingToAsk() : maker.Pick(counts).Reference;
    }

    private (FieldReference Fine, FieldReference Coarse) Times(Explore explore, TimeInterval fine, TimeInterval coarse)
    {
        var times = explore.Dimensions.Where(dimension => dimension.Interval == fine).ToList();
        if (times.Count == 0) throw new NothingToAsk();
        var one = maker.Pick(times);
        var other = explore.Dimensions.FirstOrDefault(dimension => dimension.Interval == coarse && dimension.IntervalBase == one.IntervalBase) ?? throw new NothingToAsk();
        return (one.Reference, other.Reference);
    }

    private CompilationContext With(string attribute, params string[] allowed)
        => context with { Identity = context.Identity with { Attributes = new Dictionary<string, IReadOnlyList<string>>(context.Identity.Attributes) { [attribute] = allowed } } };

    private static DateOnly? DayOf(object? value) => value switch
    {
        DateOnly day => day,
        DateTime at => DateOnly.FromDateTime(at),
        _ => null,
    };

    private static MetricQuery Query(Explore explore, IReadOnlyList<FieldReference> dimensions, IReadOnlyList<FieldReference> metrics, FilterGroup? filter)
        => new() { Explore = explore.Name, Dimensions = dimensions, Metrics = metrics, Filters = filter, Limit = All };

    private static string Show(Explore explore, MetricQuery query) => $"{string.Join(", ", query.Metrics)} by {string.Join(", ", query.Dimensions)} of {explore.Name}";
}
