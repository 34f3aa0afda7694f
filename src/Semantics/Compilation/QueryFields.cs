using System.Collections.ObjectModel;
using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Exploring;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Compilation;

/// <summary>An explore with what a query makes up for itself: metrics over its dimensions, and bins. A made-up field is seen by whoever may see what it is made of.</summary>
internal static class QueryFields
{
    private const int Most = 100;
    private const int MostBins = 1000;

    public static Explore Extend(Explore explore, MetricQuery query, CompilationContext context)
    {
        if (!HasAny(query)) return explore;
        if (query.AdditionalMetrics.Count + query.AdditionalDimensions.Count + query.Bins.Count > Most) throw Bad($"A query makes up at most {Most} fields.");
        var fields = explore.Everything.Copy();
        var dimensions = query.AdditionalDimensions.Select(dimension => Added(fields, Made(explore, dimension, fields, context))).ToList();
        var bins = query.Bins.Select((bin, at) => Added(fields, Made(explore, bin, at))).ToList();
        var metrics = query.AdditionalMetrics.Select(metric => Added(fields, Made(explore, metric, fields, query, context))).ToList();
        return explore.With([.. dimensions, .. bins], metrics, fields);
    }

    /// <summary>Whether a query makes up anything.</summary>
    public static bool HasAny(MetricQuery query) => query.AdditionalMetrics.Count + query.AdditionalDimensions.Count + query.Bins.Count > 0;

    private static T Added<T>(ExploreFields fields, T field)
        where T : Field
    {
        if (fields.TryGet(field.Reference, out _)) throw Bad($"{field.Reference} is a field already. Give what the query makes up another name.");
        fields.Set(field);
        return field;
    }

    private static Dimension Made(Explore explore, Bin bin, int at)
    {
        CheckName(bin.Name);
        var ways = (bin.Count is null ? 0 : 1) + (bin.Width is null ? 0 : 1) + (bin.Ranges.Count > 0 ? 1 : 0) + (bin.Groups.Count > 0 ? 1 : 0);
        if (ways != 1) throw Bad($"The bin {bin.Name} needs one of a count, a width, ranges and groups.");
        if (bin.Count is < 1 or > MostBins || bin.Ranges.Count > MostBins || bin.Groups.Count > MostBins) throw Bad($"The bin {bin.Name} has 1 to {MostBins} bins.");
        if (bin.Width is <= 0) throw Bad($"The width of the bin {bin.Name} must be above 0.");
        if (bin.Ranges.Any(range => range is { From: { } from, To: { } to } && from >= to)) throw Bad($"A range of the bin {bin.Name} ends before it begins.");
        var of = Dimension(explore, bin.Dimension);
        if (of.Type != FieldType.Number && bin.Groups.Count == 0) throw Bad($"{bin.Dimension} is no number, so it has no ranges. Use groups.");
        return of with
        {
            Reference = bin.Reference,
            Label = bin.Label ?? bin.Name,
            Type = FieldType.String,
            Format = null,
            Links = [],
            Colors = ReadOnlyDictionary<string, string>.Empty,
            FilterValues = null,
            IsIntervalBase = false,
            IsMadeUp = true,
            Bin = new BinSql(bin, $"bounds_{at + 1}"),
        };
    }

    private static Dimension Made(Explore explore, AdditionalDimension dimension, ExploreFields fields, CompilationContext context)
    {
        CheckName(dimension.Reference.Name);
        var table = explore.Tables.FirstOrDefault(table => table.Name == dimension.Reference.Table) ?? throw Bad($"There is no table {dimension.Reference.Table} in the explore {explore.Name}.");
        var sql = Parse($"dimension {dimension.Reference}", dimension.Sql, context, "Use a dimension of the explore, or a bin.");
        if (sql.HasAggregate) throw Bad($"The SQL of the dimension {dimension.Reference} aggregates, which only metrics do.");
        // Whoever may not see a field may not see what is made of it.
        var read = sql.Fields.Select(piece => fields.TryResolve(dimension.Reference.Table, piece, out var field) ? field : null).OfType<Field>();
        var made = new Dimension
        {
            Reference = dimension.Reference,
            Label = dimension.Label ?? dimension.Reference.Name,
            TableLabel = table.Label,
            Type = dimension.Type,
            BaseType = dimension.Type,
            Access = read.Aggregate(table.Access, (access, field) => access.And(field.Access)),
            IsMadeUp = true,
            Sql = sql,
        };
        return made with { TablesReferences = TablesOf(made, $"dimension {dimension.Reference}", fields) };
    }

    private static Metric Made(Explore explore, AdditionalMetric metric, ExploreFields fields, MetricQuery query, CompilationContext context)
    {
        CheckName(metric.Reference.Name);
        if (metric.Earlier is { } earlier) return Made(explore, metric, earlier, query);
        if (!MetricTypes.IsAggregate(metric.Kind)) throw Bad($"The metric {metric.Reference} that the query makes up must be of an aggregate type.");
        if (metric.Kind is MetricType.SumDistinct or MetricType.AverageDistinct && metric.DistinctKeys.Count == 0) throw Bad($"The metric {metric.Reference} needs distinct keys.");
        if (metric.Percentile is < 0 or > 100) throw Bad($"The percentile of {metric.Reference} must be between 0 and 100.");
        var table = explore.Tables.FirstOrDefault(table => table.Name == metric.Reference.Table) ?? throw Bad($"There is no table {metric.Reference.Table} in the explore {explore.Name}.");
        var of = metric.Dimension is { } named ? Dimension(explore, named) : null;
        var over = of is null && metric.Metric is { } known ? Aggregated(explore, known, metric.Reference) : null;
        // One that filters or counts by what the person may not see would tell of it.
        var read = metric.Filters.Select(filter => filter.Field).Concat(metric.DistinctKeys).Select(reference => Dimension(explore, reference));
        var made = new Metric
        {
            Reference = metric.Reference,
            Label = metric.Label ?? metric.Reference.Name,
            TableLabel = table.Label,
            Type = MetricTypes.ResultOf(metric.Kind, over is null ? of?.Type : ValueTypeOf(explore, over)),
            Kind = metric.Kind,
            Format = metric.Format,
            Access = read.Append<Field?>(of).Append(over).OfType<Field>().Aggregate(table.Access, (access, field) => access.And(field.Access)),
            Filters = over is null ? metric.Filters : [.. over.Filters, .. metric.Filters],
            Percentile = metric.Percentile,
            DistinctKeys = metric.DistinctKeys,
            DimensionReference = of?.Reference ?? over?.DimensionReference,
            Sql = over is not null ? over.Sql : of is not null ? SqlTemplate.OfField(of.Reference.Table, of.Reference.Name) : Parse($"metric {metric.Reference}", metric.Sql ?? throw Bad($"The metric {metric.Reference} names no dimension."), context, "Name a dimension instead."),
        };
        return made with { TablesReferences = TablesOf(made, $"metric {metric.Reference}", fields) };
    }

    private static Metric Aggregated(Explore explore, FieldReference reference, FieldReference made)
    {
        if (!explore.TryGetField(reference, out var field)) throw QueryRefusals.UnknownField(reference, explore);
        var metric = field as Metric ?? throw QueryRefusals.NotAMetric(reference);
        if (made.Table != reference.Table) throw Bad($"{made} stands in another table than {reference}, whose values it aggregates.");
        return MetricTypes.IsAggregate(metric.Kind) && metric.Origin is null ? metric : throw Bad($"{made} aggregates the values of {reference}, which is no aggregate itself. Name a metric that is, or a dimension.");
    }

    private static FieldType? ValueTypeOf(Explore explore, Metric metric)
        => metric.DimensionReference is { } reference && explore.Everything.TryGet(reference, out var field) ? field.Type : metric.Kind is MetricType.Min or MetricType.Max ? metric.Type : null;

    private static IReadOnlyList<string> TablesOf(Field made, string what, ExploreFields fields)
    {
        try
        {
            return new ReferenceCheck(fields).TablesOf(made);
        }
        catch (MetaProblemException problem)
        {
            throw Bad($"The {what} cannot be used: {problem.Message}.");
        }
    }

    private static Metric Made(Explore explore, AdditionalMetric metric, EarlierPeriod earlier, MetricQuery query)
    {
        if (!explore.TryGetField(earlier.Metric, out var field)) throw QueryRefusals.UnknownField(earlier.Metric, explore);
        var of = field as Metric ?? throw QueryRefusals.NotAMetric(earlier.Metric);
        if (metric.Reference.Table != of.Reference.Table) throw Bad($"{metric.Reference} stands in another table than {of.Reference}, whose earlier values it shows.");
        var shift = PeriodShift.Of(earlier, explore, query);
        return of with
        {
            Reference = metric.Reference,
            Label = metric.Label ?? $"{of.Label} ({(earlier.Count == 1 ? "previous " + earlier.Unit.ToString().ToLowerInvariant()[..^1] : $"{earlier.Count} {earlier.Unit.ToString().ToLowerInvariant()} ago")})",
            Format = metric.Format ?? of.Format,
            Access = of.Access.And(shift.Time.Access),
            Earlier = earlier,
        };
    }

    private static SqlTemplate Parse(string what, string sql, CompilationContext context, string instead)
    {
        if (!context.MayUseRawSql) throw new RefusalException("semantics.raw-sql", $"The {what} brings SQL of its own, which you may not use here. {instead}", RefusalKind.Forbidden);
        try
        {
            return SqlTemplate.Parse(sql);
        }
        catch (SqlProblemException problem)
        {
            throw Bad($"The SQL of the {what} {problem.Message}.");
        }
    }

    private static Dimension Dimension(Explore explore, FieldReference reference)
    {
        if (!explore.TryGetField(reference, out var field)) throw QueryRefusals.UnknownField(reference, explore);
        return field as Dimension ?? throw QueryRefusals.NotADimension(reference);
    }

    private static void CheckName(string name)
    {
        if (name.Length is 0 or > 200 || name.Any(char.IsControl)) throw Bad("What a query makes up has a name of 1 to 200 characters.");
    }

    private static RefusalException Bad(string message) => new("semantics.bad-made-up-field", message);
}
