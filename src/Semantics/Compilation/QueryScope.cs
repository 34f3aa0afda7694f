using System.Collections.ObjectModel;
using Vitrine.Semantics.Compilation.Filters;
using Vitrine.Semantics.Metrics;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Sql.Tree;

namespace Vitrine.Semantics.Compilation;

/// <summary>An explore as one person may ask it: finds fields, and opens rows.</summary>
internal sealed class QueryScope
{
    private readonly SemanticLayer layer;
    private readonly CompilationContext context;
    private readonly OutsideValues outside;
    private readonly DimensionSql cutting;
    private readonly SemanticOptions options;
    private readonly SortedSet<string> unasked = new(StringComparer.Ordinal);
    private ZoneCalendar? calendar;

    private QueryScope(SemanticLayer layer, Explore explore, CompilationContext context, OutsideValues? outside = null)
    {
        this.layer = layer;
        this.context = context;
        Explore = explore;
        Graph = new JoinGraph(explore);
        this.outside = outside ?? new OutsideValues(context, layer.Options);
        cutting = new DimensionSql(context);
        options = layer.Options;
        Filters = new FilterCompiler(explore, context, options);
        if (!explore.Access.Allows(context.Identity)) unasked.Add(explore.Name);
    }

    public Explore Explore { get; }

    public JoinGraph Graph { get; }

    public FilterCompiler Filters { get; }

    public bool MayUseRawSql => context.MayUseRawSql;

    /// <summary>The first day of a week.</summary>
    public DayOfWeek WeekStart => context.WeekStart ?? DayOfWeek.Monday;

    /// <summary>The present in the query's zone.</summary>
    public ZoneCalendar Calendar => calendar ??= new ZoneCalendar(context);

    /// <summary>Finds an explore that this person may ask, or refuses.</summary>
    public static QueryScope Open(SemanticLayer layer, string name, CompilationContext context)
    {
        if (!layer.TryGetExplore(name, out var explore)) throw QueryRefusals.UnknownExplore(name, layer.ExploreNames);
        if (!layer.IsVisible(explore, context.Identity) && !IsPassedOver(explore.Access, context)) throw QueryRefusals.NotAllowed();
        return new QueryScope(layer, explore, context);
    }

    /// <summary>The same, with what the query makes up for itself.</summary>
    public static QueryScope Open(SemanticLayer layer, MetricQuery query, CompilationContext context)
    {
        var scope = Open(layer, query.Explore, context);
        return !QueryFields.HasAny(query) ? scope : new QueryScope(layer, QueryFields.Extend(scope.Explore, query, context), context);
    }

    /// <summary>The present day in the zone of the query.</summary>
    public DateOnly Today => new ZoneCalendar(context).Today;

    /// <summary>The same person at another explore, whose fields were looked for already.</summary>
    public QueryScope At(Explore explore) => new(layer, explore, context, outside);

    /// <summary>The explore over a dbt model itself.</summary>
    public Explore BaseOf(string model) => layer.FindBase(model) ?? throw QueryRefusals.UnknownExplore(model, layer.ExploreNames);

    /// <summary>A time cut as a dimension says.</summary>
    public SqlExpression Cut(Dimension dimension, SqlExpression value) => cutting.Cut(dimension, value);

    public Dimension Dimension(FieldReference reference) => Find(reference) as Dimension ?? throw QueryRefusals.NotADimension(reference);

    public Metric Metric(FieldReference reference) => Find(reference) as Metric ?? throw QueryRefusals.NotAMetric(reference);

    public RowSource Rows(IReadOnlySet<string> tables) => Rows(tables, null);

    public RowSource Rows(IReadOnlySet<string> tables, PeriodShift? shift) => new(Explore, outside, cutting, tables, shift);

    public FilterCompiler FiltersOf(PeriodShift? shift) => shift is null ? Filters : new FilterCompiler(Explore, context, options, shift);

    public SqlExpression Fill(SqlTemplate sql, string table, Func<FieldPiece, SqlExpression> field) => RowSource.Fill(sql, Graph.Table(table), field, outside);

    /// <summary>The format of a column that belongs to no table.</summary>
    public FieldFormat? Filled(FieldFormat? format) => outside.Filled(format, Graph.Table(Explore.BaseTable));

    /// <summary>The explore and the fields of which it is not known whether this person may see them.</summary>
    public IReadOnlyCollection<string> Unasked => unasked;

    /// <summary>The parameters that decided over the query so far.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> UsedParameters => outside.UsedParameters;

    /// <summary>The tables whose rows the answer is made of: those of its dimensions and filters, and those that are always there.</summary>
    public IEnumerable<string> RowTables(IEnumerable<Dimension> used)
        => used.SelectMany(dimension => dimension.TablesReferences.Append(dimension.Reference.Table)).Concat(Explore.Tables.Where(table => table.IsAlways).Select(table => table.Name));

    public IReadOnlyList<Dimension> FilteredDimensions(FilterNode? node) => [.. FilterNode.RulesOf(node).Select(rule => Dimension(rule.Field))];

    public IReadOnlyList<Metric> FilteredMetrics(FilterNode? node) => [.. FilterNode.RulesOf(node).Select(rule => Metric(rule.Field))];

    /// <summary>Refuses a question that lacks a filter which its explore requires.</summary>
    public void CheckRequired(FilterNode? node)
    {
        if (Explore.RequiredFilters.Count == 0) return;
        var filtered = FilterNode.RulesOf(node).Where(rule => !rule.Disabled).Select(rule => rule.Field).ToHashSet();
        foreach (var required in Explore.RequiredFilters.Where(required => !filtered.Contains(required.Field))) throw QueryRefusals.RequiredFilter(required.Field, Explore);
    }

    /// <summary>The column of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="format">How the query wants it shown, or null for the field's own way.</param>
    public ResultColumn Column(Field field, FieldFormat? format = null) => new()
    {
        Field = field.Reference,
        Id = field is Dimension { IsMadeUp: true } ? field.Reference.Name : field.Reference.Id,
        Label = field.Label,
        Type = field.Type,
        IsMetric = field is Metric,
        Interval = (field as Dimension)?.Interval,
        Format = outside.Filled(format ?? field.Format, Graph.Table(field.Reference.Table)),
        Links = field.Links,
        Colors = (field as Dimension)?.Colors ?? ReadOnlyDictionary<string, string>.Empty,
        TimeZone = field is Dimension dimension ? cutting.ZoneOf(dimension) : null,
    };

    /// <summary>A field that is there and that this person may see.</summary>
    private Field Find(FieldReference reference)
    {
        if (!Explore.TryGetField(reference, out var field)) throw QueryRefusals.UnknownField(reference, Explore);
        if (field.Access.Allows(context.Identity)) return field;
        if (!IsPassedOver(field.Access, context)) throw QueryRefusals.NotAllowed();
        unasked.Add(field.Reference.ToString());
        return field;
    }

    private static bool IsPassedOver(AttributeRule access, CompilationContext context) => context.PassesOverUnnamedAttributes && access.AllowsAsFarAsKnown(context.Identity);
}
