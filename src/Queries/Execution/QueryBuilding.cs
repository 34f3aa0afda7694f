using Vitrine.Queries.Contracts;
using Vitrine.Queries.Execution.Arguments;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;

namespace Vitrine.Queries.Execution;

/// <summary>Turns a contract and its bound arguments into a metric query.</summary>
internal static class QueryBuilding
{
    /// <summary>The dimensions of the answer in order, each with the key that rows call it by.</summary>
    public static IReadOnlyList<(string Key, FieldReference Field)> Dimensions(QueryContract contract, BoundArguments bound)
    {
        var dimensions = new List<(string, FieldReference)>();
        foreach (var dimension in contract.Dimensions)
        {
            switch (dimension)
            {
                case ContractDimension.Fixed(var mention): dimensions.Add((mention.Text, Reference(mention))); break;
                case ContractDimension.Slot { Many: null } slot: dimensions.Add((slot.Name, Reference(bound.Slots[slot.Name][0]))); break;
                case ContractDimension.Slot slot: dimensions.AddRange(bound.Slots[slot.Name].Select(mention => (mention.Text, Reference(mention)))); break;
                default: throw new InvalidOperationException($"Unknown dimension {dimension.GetType().Name}.");
            }
        }

        dimensions.AddRange(contract.Bins.Select(bin => (bin.Name, Bin(bin).Reference)));
        return dimensions;
    }

    public static MetricQuery Build(QueryContract contract, BoundArguments bound, Explore explore, int limit)
    {
        var rules = bound.Filters.Select(filter => (filter.Field, Node: (FilterNode)Rule(filter.Field, filter.Value))).ToList();
        return new MetricQuery
        {
            Explore = explore.Name,
            Dimensions = [.. Dimensions(contract, bound).Select(dimension => dimension.Field)],
            Metrics = [.. contract.Metrics.Select(Reference)],
            Filters = Group([.. contract.Where.Select(Node), .. rules.Where(rule => !IsMetric(rule.Field, explore)).Select(rule => rule.Node)]),
            MetricFilters = Group([.. contract.Having.Select(Node), .. rules.Where(rule => IsMetric(rule.Field, explore)).Select(rule => rule.Node)]),
            Bins = [.. contract.Bins.Select(Bin)],
            Calculations = [.. contract.Calculations.Select(Calculation)],
            Aliases = bound.Slots.Where(slot => slot.Value.Count == 1).ToDictionary(slot => slot.Key, slot => Reference(slot.Value[0])),
            Sorts = [.. (bound.Sort ?? contract.Sort).SelectMany(sort => Sorts(sort, contract, bound))],
            Limit = limit,
        };
    }

    public static FieldReference Reference(FieldMention mention)
        => FieldReference.TryParse(mention.Text, out var reference)
            ? reference
            : throw new InvalidOperationException("A contract with a malformed field was run.");

    public static FilterRule Rule(FieldMention field, ArgumentValue value) => new()
    {
        Field = Reference(field),
        Operator = Enum.Parse<FilterOperator>(value.Operator!, ignoreCase: true),
        Values = [.. value.Values.Select(written => written.Text)],
        Unit = value.Unit is null ? null : Enum.Parse<FilterUnit>(value.Unit, ignoreCase: true),
        Completed = value.Completed ?? false,
    };

    public static FilterGroup? Group(IReadOnlyList<FilterNode> nodes) => nodes.Count == 0 ? null : new FilterGroup(FilterConjunction.And, nodes);

    public static FilterNode Node(ContractCondition condition) => condition switch
    {
        ContractCondition.Group group => new FilterGroup(group.IsAny ? FilterConjunction.Or : FilterConjunction.And, [.. group.Members.Select(Node)]),
        ContractCondition.Rule rule => Rule(rule.Field, rule.Value),
        _ => throw new InvalidOperationException($"Unknown condition {condition.GetType().Name}."),
    };

    private static Bin Bin(ContractBin bin) => new()
    {
        Name = bin.Name,
        Dimension = Reference(bin.Field),
        Label = bin.Label,
        Count = bin.Count,
        Width = bin.Width,
        Ranges = [.. bin.Ranges.Select(range => new Semantics.Metrics.BinRange(range.From, range.To, null))],
        Groups = [.. bin.Groups.Select(group => new Semantics.Metrics.BinGroup(group.Label, [.. group.Values.Select(value => value.Text).OfType<string>()]))],
    };

    private static TableCalculation Calculation(ContractCalculation calculation) => new()
    {
        Name = calculation.Name,
        Label = calculation.Label,
        Formula = calculation.Formula,
        Format = calculation.Format is { } format ? new FieldFormat { Format = format } : null,
    };

    private static IEnumerable<SortBy> Sorts(ContractSort sort, QueryContract contract, BoundArguments bound)
    {
        if (bound.Slots.TryGetValue(sort.Field.Text, out var chosen)) return chosen.Select(field => new SortBy(Reference(field), sort.Descending));
        var made = contract.Bins.FirstOrDefault(bin => bin.Name == sort.Field.Text) is { } bin ? Bin(bin).Reference
            : contract.Calculations.Any(calculation => calculation.Name == sort.Field.Text) ? FieldReference.OfCalculation(sort.Field.Text)
            : Reference(sort.Field);
        return [new SortBy(made, sort.Descending)];
    }

    private static bool IsMetric(FieldMention mention, Explore explore)
        => explore.TryGetField(Reference(mention), out var field) && field is Metric;
}
