using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Semantics.Compilation.Detached;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Compilation;

/// <summary>Puts the plan of a query into words. It reads what was compiled and decides nothing.</summary>
internal sealed partial class ExplanationWriter(QueryScope scope, MetricQuery query, IReadOnlyList<Dimension> dimensions, IReadOnlyList<Metric> metrics)
{
    private Explore Explore => scope.Explore;

    public QueryExplanation Write(CompiledQuery compiled, IReadOnlyList<PartSelect> parts, IReadOnlyList<DetachedPart> detached, IReadOnlySet<string> rowTables)
    {
        var tables = scope.Graph.Close(rowTables.Concat(parts.SelectMany(part => part.Part.Tables)));
        var read = Explore.Tables.Where(table => tables.Contains(table.Name)).Concat(detached.SelectMany(part => part.Tables)).ToList();
        var rules = read.Where(table => table.RowRule is not null).Select(table => new RowRuleExplanation(table.Name, Text(table.RowRule!))).Distinct().ToList();
        var numbers = metrics.Concat(scope.FilteredMetrics(query.MetricFilters)).DistinctBy(metric => metric.Reference).SelectMany(metric => Numbers(metric, parts, detached)).DistinctBy(number => number.Metric).ToList();
        List<string> rowFilters = [.. Words(query.Filters)], numberFilters = [.. Words(query.MetricFilters)];
        var steps = new List<string> { Rows(tables) };
        steps.AddRange(rules.Select(rule => $"Of {rule.Table} only the rows that its row rule leaves: {rule.Sql}"));
        if (rowFilters.Count > 0) steps.Add($"Rows are kept where {string.Join(" and ", rowFilters)}.");
        steps.Add(dimensions.Count == 0 ? "All rows together make one line." : $"One line for each {string.Join(", ", dimensions.Select(Shown))}.");
        steps.AddRange(numbers.Select(number => $"{number.Metric}: {number.How}"));
        if (parts.Count + detached.Count > 1) steps.Add("The numbers are computed apart and put together line by line; empty values of dimensions meet each other.");
        if (compiled.UsedParameters.Count > 0) steps.Add($"Parameters: {string.Join("; ", compiled.UsedParameters.Select(used => $"{used.Key} is {(used.Value.Count == 0 ? "not given" : string.Join(", ", used.Value))}"))}.");
        if (numberFilters.Count > 0) steps.Add($"Lines are kept where {string.Join(" and ", numberFilters)}.");
        steps.AddRange(query.Calculations.Select(calculation => $"{calculation.Name} is calculated over the lines: {calculation.Formula ?? calculation.Sql ?? Spaced(calculation.Template!.Kind.ToString())}"));
        if (query.CalculationFilters is not null) steps.Add($"Of these, lines are kept where {string.Join(" and ", Words(query.CalculationFilters))}.");
        steps.Add($"At most {query.Limit} {(query.Limit == 1 ? "line" : "lines")}{(dimensions.Count == 0 && query.Sorts.Count == 0 ? "" : $", {Order()}")}.");
        return new QueryExplanation
        {
            Steps = steps,
            Numbers = numbers,
            Filters = [.. rowFilters, .. numberFilters, .. Words(query.CalculationFilters)],
            RowRules = rules,
            Attributes = [.. read.SelectMany(table => new[] { table.RowRule, table.On, table.Relation }).OfType<SqlTemplate>().SelectMany(sql => sql.AllPieces.OfType<AttributePiece>()).Select(piece => piece.Name).Distinct(StringComparer.Ordinal)],
            Query = compiled,
        };
    }

    private string Order()
        => query.Sorts.Count == 0 ? "in the order of the dimensions" : $"ordered by {string.Join(", ", query.Sorts.Select(sort => $"{sort.Field}{(sort.Descending ? ", the largest first" : "")}"))}, then by the dimensions";

    private string Rows(HashSet<string> tables)
    {
        var joined = Explore.Tables.Where(table => table.On is not null && tables.Contains(table.Name)).Select(table => $"{table.Name} ({table.Kind.ToString().ToLowerInvariant()} join, {Many(table)} {Text(table.On!)})").ToList();
        return joined.Count == 0 ? $"The rows of {Explore.BaseTable}." : $"The rows of {Explore.BaseTable}, joined with {string.Join(" and ", joined)}.";
    }

    private static string Many(ExploreTable table) => (table.IsMultipliedByParents, table.MultipliesParents) switch
    {
        (true, true) => "many to many,",
        (true, false) => "many to one,",
        (false, true) => "one to many,",
        _ => "one to one,",
    };

    private IEnumerable<NumberExplanation> Numbers(Metric metric, IReadOnlyList<PartSelect> parts, IReadOnlyList<DetachedPart> detached)
    {
        if (metric.Earlier is { } earlier)
        {
            yield return new NumberExplanation(metric.Reference, null, $"{earlier.Metric}, {earlier.Count} {earlier.Unit.ToString().ToLowerInvariant()} before by {earlier.Time}; filters over that time move back as well.");
            foreach (var number in Numbers(scope.Metric(earlier.Metric), parts, detached)) yield return number;
            yield break;
        }

        if (detached.Any(part => part.Metrics.Any(one => one.Reference == metric.Reference)))
        {
            yield return new NumberExplanation(metric.Reference, metric.Origin?.Model, $"computed in {metric.Origin?.Model} by itself, with the row rules there, and met by the dimensions.");
            yield break;
        }

        if (parts.FirstOrDefault(part => part.Part.Metrics.Exists(leaf => leaf.Reference == metric.Reference)) is { } home)
        {
            yield return new NumberExplanation(metric.Reference, metric.Reference.Table, How(metric, home.Part));
            yield break;
        }

        var others = metric.Sql.Fields.Select(piece => Explore.Everything.TryResolve(metric.Reference.Table, piece, out var field) ? field as Metric : null).OfType<Metric>().ToList();
        yield return new NumberExplanation(metric.Reference, null, $"computed line by line of {string.Join(", ", others.Select(other => other.Reference))}: {Text(metric.Sql)}");
        foreach (var number in others.SelectMany(other => Numbers(other, parts, detached))) yield return number;
    }

    private string How(Metric metric, MetricPart part)
    {
        var table = metric.Reference.Table;
        var what = $"{Spaced(metric.Kind.ToString())} over the rows of {table}";
        var where = metric.Filters.Count == 0 ? "" : $", where {string.Join(" and ", metric.Filters.Select(Word))}";
        var key = string.Join(", ", scope.Graph.Table(part.Home).PrimaryKey);
        return $"{what}{where}; " + part.Shape switch
        {
            PartShape.Direct when part.Tables.Count == 1 => "nothing is joined.",
            PartShape.Direct when scope.Graph.IsMultiplied(table, part.Tables) => "a join meets its rows several times, which changes nothing of it.",
            PartShape.Direct => "the joins meet each of its rows once.",
            PartShape.DistinctRows => $"a join meets its rows several times, so each counts once in a line, told by {key}.",
            PartShape.DistinctKeys => $"one value for each {string.Join(", ", part.Keys)} in a line.",
            PartShape.Rejoined => $"a join meets its rows several times, so the table is met again by {key}, once for each line.",
            _ => "",
        };
    }

    private IEnumerable<string> Words(FilterNode? node) => node switch
    {
        FilterRule { Disabled: false } rule => [Word(rule)],
        FilterGroup { Conjunction: FilterConjunction.And } group => group.Members.SelectMany(Words),
        FilterGroup group when group.Members.SelectMany(Words).Any() => [$"({string.Join(" or ", group.Members.Select(member => string.Join(" and ", Words(member))).Where(words => words.Length > 0))})"],
        _ => [],
    };

    private static string Word(FilterRule rule)
    {
        var values = rule.Values.Take(10).Select(value => value ?? "no value").ToList();
        if (rule.Values.Count > 10) values.Add($"{rule.Values.Count - 10} more");
        var isCurrent = rule.Operator is FilterOperator.InTheCurrent or FilterOperator.NotInTheCurrent or FilterOperator.InPeriodToDate;
        // The current year; the past 3 completed months.
        var unit = rule.Unit is { } of ? $" {(rule.Completed ? "completed " : "")}{of.ToString().ToLowerInvariant()[..(isCurrent ? ^1 : ^0)]}" : "";
        var hasNoValues = isCurrent || rule.Operator is FilterOperator.IsNull or FilterOperator.NotNull || values.Count == 0;
        return $"{rule.Field} {Spaced(rule.Operator.ToString())}{(hasNoValues ? "" : $" {string.Join(", ", values)}")}{unit}";
    }

    private static string Shown(Dimension dimension) => dimension.Bin is null ? dimension.Reference.ToString() : $"bin {dimension.Reference.Name}";

    /// <summary>SQL as its author wrote it.</summary>
    private static string Text(SqlTemplate sql) => Text(sql.Pieces);

    private static string Text(IReadOnlyList<TemplatePiece> pieces)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            text.Append(piece switch
            {
                TextPiece plain => plain.Text,
                TablePiece => "${TABLE}",
                ColumnPiece column => column.Name,
                FieldPiece { Table: { } table } field => $"${{{table}.{field.Name}}}",
                FieldPiece field => $"${{{field.Name}}}",
                AttributePiece attribute => $"${{lightdash.attributes.{attribute.Name}}}",
                EmailPiece => "${lightdash.user.email}",
                ParameterPiece parameter => $"${{lightdash.parameters.{parameter.Name}}}",
                ChoicePiece choice => $"{string.Concat(choice.Branches.Select(branch => $"{{% {branch.Tag} %}}{Text(branch.Pieces)}"))}{{% end{choice.Branches[0].Tag.Split(' ')[0]} %}}",
                _ => "",
            });
        }

        return text.ToString();
    }

    private static string Spaced(string name) => Capitals().Replace(name, " $1").TrimStart().ToLowerInvariant();

    [GeneratedRegex("([A-Z])")]
    private static partial Regex Capitals();
}
