using Vitrine.Primitives;
using Vitrine.Semantics.Dbt;
using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Exploring;

/// <summary>Makes one explore of dbt models. A field or join that is broken is left out and named; the rest stands.</summary>
internal sealed class ExploreBuilder
{
    private readonly DbtModel model;
    private readonly DbtExplore? extra;
    private readonly Func<string, DbtModel?> models;
    private readonly Func<DbtModel, string> relationOf;
    private readonly SemanticOptions options;
    private readonly FindingList findings;
    private readonly ExploreFields fields = new();
    private readonly ReferenceCheck references;
    private readonly List<ExploreTable> tables = [];
    private readonly Dictionary<string, Parameter> parameters = new(StringComparer.Ordinal);
    private readonly List<ExploreJoin> joins = [];
    private readonly List<FieldReference> exposed = [];

    private ExploreBuilder(DbtModel model, DbtExplore? extra, Func<string, DbtModel?> models, Func<DbtModel, string> relationOf, SemanticOptions options, FindingList findings)
    {
        this.model = model;
        this.extra = extra;
        this.models = models;
        this.relationOf = relationOf;
        this.findings = findings;
        this.options = options;
        references = new ReferenceCheck(fields) { Misplaced = Misplaced };
    }

    private string Name => extra?.Name ?? model.Name;

    /// <summary>The explore, or null when its base is broken; then a finding says why.</summary>
    public static Explore? Build(DbtModel model, DbtExplore? extra, Func<string, DbtModel?> models, Func<DbtModel, string> relationOf, SemanticOptions options, FindingList findings)
        => findings.Try("bad-explore", extra?.Name ?? model.Name, $"The explore {extra?.Name ?? model.Name}", new ExploreBuilder(model, extra, models, relationOf, options, findings).Run);

    private Explore Run()
    {
        var access = extra?.Access is { } own ? model.Access.And(own) : model.Access;
        var candidates = (extra?.Joins ?? model.Joins).Select(join => (Join: join, Model: models(join.Model))).ToList();
        // A name begins with the model that declares it, so those of all tables together are unique.
        foreach (var (key, parameter) in candidates.Select(candidate => candidate.Model).Prepend(model).OfType<DbtModel>().SelectMany(one => one.Parameters)) parameters[key] = parameter;
        AddFields(model, model.Name, model.Label, null, hidden: false, access, extra?.Dimensions ?? []);
        foreach (var (join, joined) in candidates)
        {
            if (joined is null) Missing(join);
            else AddFields(joined, join.Table, join.Label ?? joined.Label, FieldSet.Expand(join.Fields, joined), join.Hidden, joined.Access, []);
        }

        tables.Add(Base(access));
        foreach (var (join, joined) in candidates)
        {
            if (joined is null) continue;
            if (findings.Try("bad-join", $"{Name}.joins.{join.Table}", $"The join of {Name} with {join.Table}", () => Table(join, joined)) is { } table) Add(join, table);
        }

        var (dimensions, metrics) = CheckFields();
        var filters = extra?.Filters ?? model.Filters;
        return new Explore(dimensions, metrics)
        {
            Name = Name,
            Label = extra?.Label ?? model.Label,
            Description = extra?.Description ?? model.Description,
            BaseTable = model.Name,
            Joins = joins,
            Groups = extra?.Groups ?? model.Groups,
            AiHints = extra is { AiHints.Count: > 0 } ? extra.AiHints : model.AiHints,
            Synonyms = extra is { Synonyms.Count: > 0 } ? extra.Synonyms : model.Synonyms,
            Tags = extra?.Tags ?? model.Tags,
            Owner = model.Owner,
            ListsByLabel = model.ListsByLabel,
            DefaultTime = model.DefaultTime,
            RequiredFilters = [.. filters.Where(filter => filter.IsRequired).Select(filter => filter.Filter)],
            DefaultFilters = [.. filters.Where(filter => !filter.IsRequired).Select(filter => filter.Filter)],
            Access = access,
            CaseSensitive = extra?.CaseSensitive ?? model.CaseSensitive,
            Tables = tables,
            Everything = fields,
        };
    }

    private void AddFields(DbtModel owner, string table, string label, IReadOnlySet<string>? only, bool hidden, AttributeRule access, IReadOnlyList<Dimension> more)
    {
        fields.AddTable(table, owner.Name);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dimension in more.Concat(owner.Dimensions).Where(dimension => names.Add(dimension.Reference.Name)))
        {
            var moved = dimension with
            {
                Reference = dimension.Reference with { Table = table },
                TableLabel = label,
                IntervalBase = dimension.IntervalBase is { } cut ? cut with { Table = table } : null,
                Hidden = dimension.Hidden || hidden,
                Access = dimension.Access.And(access),
            };
            Add(moved, only);
        }

        foreach (var metric in owner.Metrics.Where(metric => names.Add(metric.Reference.Name)))
        {
            var moved = metric with
            {
                Reference = metric.Reference with { Table = table },
                TableLabel = label,
                DimensionReference = metric.DimensionReference is { } at ? at with { Table = table } : null,
                Hidden = metric.Hidden || hidden,
                Access = metric.Access.And(access),
            };
            Add(moved, only);
        }
    }

    private void Add(Field field, IReadOnlySet<string>? only)
    {
        fields.Set(field);
        if (only is null || only.Contains(field.Reference.Name)) exposed.Add(field.Reference);
    }

    private ExploreTable Base(AttributeRule access)
    {
        var rule = Both(model.RowRule, extra?.RowRule);
        return TableOf(model, model.Name, model.Label, access) with
        {
            RowRule = rule,
            EntityPath = [],
            RuleTables = rule is null ? [] : [.. references.TablesOf(rule, model.Name).Where(table => table != model.Name)],
        };
    }

    private ExploreTable Table(DbtJoin join, DbtModel joined)
    {
        // Only its own columns: the rule holds wherever the table is joined, whatever else is there.
        if (joined.RowRule is { } rule && references.TablesOf(rule, join.Table).Any(table => table != join.Table))
            throw new MetaProblemException($"the row rule of {joined.Name} reads other tables, so it cannot be kept when {joined.Name} is joined; let its sql_filter read {joined.Name} alone");
        var parents = references.TablesOf(join.On, join.Table).Where(table => table != join.Table).ToList();
        if (parents.FirstOrDefault(parent => !tables.Exists(table => table.Name == parent)) is { } later)
            throw new MetaProblemException($"sql_on reads {later}, which does not stand before it");
        var (multiplies, multiplied) = JoinMultiplicity.Of(join.Relationship, join.On, join.Table, parents, fields, PrimaryKeyOf);
        return TableOf(joined, join.Table, join.Label ?? joined.Label, joined.Access) with
        {
            RowRule = joined.RowRule,
            EntityPath = join.EntityPath,
            On = join.On,
            Kind = join.Kind,
            IsAlways = join.Always,
            Parents = parents,
            MultipliesParents = multiplies || parents.Count == 0,
            IsMultipliedByParents = multiplied || parents.Count == 0,
        };

        IReadOnlyList<string> PrimaryKeyOf(string name)
            => name == join.Table ? joined.PrimaryKey : tables.Find(table => table.Name == name)?.PrimaryKey ?? [];
    }

    private ExploreTable TableOf(DbtModel owner, string name, string label, AttributeRule access)
    {
        var relation = SqlTemplate.Parse(relationOf(owner));
        if (owner == model) NameParameters(Name, [relation, owner.RowRule, extra?.RowRule]);
        return new ExploreTable
        {
            Name = name,
            Model = owner.Name,
            Label = label,
            Relation = relation,
            PrimaryKey = owner.PrimaryKey,
            Access = access,
            Entity = owner.Entity,
            CaseSensitive = owner.CaseSensitive,
            Parameters = parameters,
        };
    }

    /// <summary>Names parameters that nobody declares, where lightdash.config.yml was read and declares others: one without a declaration may still get its value from the project's settings.</summary>
    private void NameParameters(string subject, IEnumerable<SqlTemplate?> used)
    {
        if (options.Parameters.Count == 0) return;
        foreach (var name in used.OfType<SqlTemplate>().SelectMany(sql => sql.AllPieces).OfType<ParameterPiece>().Select(piece => piece.Name).Distinct().Where(name => !options.Parameters.ContainsKey(name) && !parameters.ContainsKey(name)))
            findings.Add("undeclared-parameter", subject, $"{subject} takes the parameter {name}, which is declared nowhere; without a value in the project's settings it is refused.", DiagnosticSeverity.Warning, NearestName.Hint(name, options.Parameters.Keys.Concat(parameters.Keys)) is { Length: > 0 } hint ? hint : null);
    }

    private void Add(DbtJoin join, ExploreTable table)
    {
        tables.Add(table);
        joins.Add(new ExploreJoin(join.Table, join.Model, join.Kind, join.Relationship, join.Always, join.Hidden, join.Description));
        foreach (var name in join.On.Fields.Where(piece => fields.TryResolve(join.Table, piece, out var needed) && needed.Reference.Table == join.Table))
        {
            if (!fields.TryResolve(join.Table, name, out var field) || exposed.Contains(field.Reference)) continue;
            fields.Set(field with { Hidden = true });
            exposed.Add(field.Reference);
        }
    }

    private (List<Dimension> Dimensions, List<Metric> Metrics) CheckFields()
    {
        var joined = tables.ConvertAll(table => table.Name);
        var (dimensions, metrics) = (new List<Dimension>(exposed.Count), new List<Metric>());
        foreach (var reference in exposed)
        {
            if (!joined.Contains(reference.Table) || !fields.TryGet(reference, out var field)) continue;
            if (Check(field, joined) is not { } good) continue;
            fields.Set(good);
            if (good is Dimension dimension) dimensions.Add(dimension);
            else metrics.Add((Metric)good);
        }

        return (dimensions, metrics);
    }

    /// <summary>Why a metric that is computed apart from its explore's rows does not fit here; null when it does.</summary>
    private string? Misplaced(Metric metric)
    {
        if (metric.Origin is not { } origin || (metric.Reference.Table == model.Name && (extra is null || origin.Model == model.Name))) return null;
        return $"{metric.Reference} is computed over its own model's rows; ask for it in the explore {fields.ModelOf(metric.Reference.Table)}";
    }

    private Field? Check(Field field, List<string> joined)
    {
        try
        {
            var read = references.TablesOf(field);
            var isOwn = field.Reference.Table == model.Name && extra is null;
            if (isOwn) NameParameters($"{Name}/{field.Reference}", [field is Dimension { Sql: var one } ? one : (field as Metric)?.Sql]);
            if (isOwn && FormatTemplate.ProblemOf(field.Format?.Format) is { } problem)
                findings.Add("bad-format", $"{Name}/{field.Reference}", $"The format of {field.Reference} {problem}; its values are shown plainly.", DiagnosticSeverity.Note);
            if (read.FirstOrDefault(table => !joined.Contains(table)) is { } absent) throw new MetaProblemException($"it reads {absent}, which is not joined");
            return field switch
            {
                Dimension dimension => dimension with { TablesReferences = read },
                Metric metric => Resolved(metric) with { TablesReferences = read },
                _ => throw new InvalidOperationException($"Unknown field {field.GetType().Name}."),
            };
        }
        catch (MetaProblemException problem)
        {
            // What a joined model's field needs may well be absent in this explore; in its own it is a fault.
            var severity = field.Reference.Table == model.Name && extra is null ? DiagnosticSeverity.Error : DiagnosticSeverity.Note;
            findings.Add("bad-reference", $"{Name}/{field.Reference}", $"The field {field.Reference} is left out of the explore {Name}: {problem.Message}.", severity);
            return null;
        }
    }

    private Metric Resolved(Metric metric)
    {
        FieldReference Place(FieldReference reference)
            => fields.TryResolve(metric.Reference.Table, reference.Table, reference.Name, out var field) ? field.Reference : reference;

        var seen = metric.TakesTypeOf && metric.Sql.Pieces is [FieldPiece piece] && fields.TryResolve(metric.Reference.Table, piece, out var looked) ? looked.Type : metric.Type;
        return metric with
        {
            Type = seen,
            Filters = [.. metric.Filters.Select(filter => filter with { Field = Place(filter.Field) })],
            DistinctKeys = [.. metric.DistinctKeys.Select(Place)],
            DefaultTime = metric.DefaultTime is { } time ? time with { Field = Place(time.Field) } : null,
        };
    }

    private void Missing(DbtJoin join)
        => findings.Add(
            "unknown-model", $"{Name}.joins.{join.Table}", $"{Name} joins {join.Model}, and there is no such dbt model; the join is left out.",
            hint: "It may be ephemeral, disabled or broken itself.");

    private static SqlTemplate? Both(SqlTemplate? one, SqlTemplate? two) => one is null ? two : two is null ? one : SqlTemplate.Both(one, two);
}
