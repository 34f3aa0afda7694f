using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;

namespace Vitrine.Semantics.Dbt.MetricFlow;

/// <summary>
/// Makes joins of entities: a model with a foreign entity joins the models whose rows that entity is, and what those reach, as far as MetricFlow goes. A join that multiplies rows is never made.
/// </summary>
internal sealed class EntityJoins(IReadOnlyList<(FlowModel Flow, ModelDraft Draft)> models)
{
    /// <summary>MetricFlow's own limit.</summary>
    private const int MostSteps = 2;

    private readonly Dictionary<(string Model, string Path), (string Table, ModelDraft Draft)> tables = [];

    /// <summary>Adds the joins to every draft.</summary>
    public void Add()
    {
        foreach (var (flow, draft) in models)
        {
            if (PrimaryOf(flow) is not { } primary) continue;
            draft.Entity = primary.Name;
            if (draft.PrimaryKey.Count == 0 && primary.Expression.Length > 0) draft.PrimaryKey = [draft.DimensionOf(primary.Expression)];
        }

        foreach (var (flow, draft) in models) Reach(draft, flow, draft, draft.Name, []);
    }

    /// <summary>The table that a path of entities leads to from a model: the model itself for its own entity.</summary>
    public (string Table, ModelDraft Draft)? Find(ModelDraft from, IReadOnlyList<string> path)
    {
        var rest = path.Count > 0 && IsOwn(from, path[0]) ? path.Skip(1).ToList() : [.. path];
        if (rest.Count == 0) return (from.Name, from);
        return tables.TryGetValue((from.Name, string.Join("__", rest)), out var found) ? found : null;
    }

    /// <summary>What an entity of a model stands in, or null when it has none of that name.</summary>
    public string? ExpressionOf(ModelDraft draft, string entity)
        => models.Where(one => one.Draft == draft).SelectMany(one => one.Flow.Entities).FirstOrDefault(own => own.Name == entity)?.Expression;

    private static FlowEntity? PrimaryOf(FlowModel flow)
        => flow.Entities.FirstOrDefault(entity => entity.Kind == "primary") ?? (flow.PrimaryEntity is { } name ? new FlowEntity(name, "primary", "") : flow.Entities.FirstOrDefault(entity => entity.Kind == "unique"));

    private bool IsOwn(ModelDraft draft, string entity)
        => draft.Entity == entity || models.Any(one => one.Draft == draft && one.Flow.Entities.Any(own => own.Name == entity && own.IsUnique));

    private void Reach(ModelDraft start, FlowModel from, ModelDraft draft, string table, IReadOnlyList<string> path)
    {
        if (path.Count == MostSteps) return;
        foreach (var entity in from.Entities.Where(entity => entity.Kind is "primary" or "unique" or "foreign"))
        {
            foreach (var (flow, other) in models.Where(other => other.Draft != start && other.Draft != draft))
            {
                if (flow.Entities.FirstOrDefault(one => one.Name == entity.Name && one.IsUnique) is not { } met) continue;
                if (Join(start, draft, table, entity, other, met, [.. path, entity.Name]) is { } joined) Reach(start, flow, other, joined, [.. path, entity.Name]);
            }
        }
    }

    private string? Join(ModelDraft start, ModelDraft draft, string table, FlowEntity entity, ModelDraft other, FlowEntity met, IReadOnlyList<string> path)
    {
        var key = (start.Name, string.Join("__", path));
        if (tables.ContainsKey(key)) return null;
        if (start.IsJoinedByAuthor(other.Name))
        {
            // A join that its author wrote stands for itself, and is the entity's only where it says just what the entity does.
            if (start.Recognize(other.Name, table, draft.Known(entity.Expression), other.Known(met.Expression), path) is not { } known) return null;
            tables[key] = (known, other);
            return known;
        }

        var name = start.HasTable(other.Name) ? $"{other.Name}_{string.Join("_", path)}" : other.Name;
        if (start.HasTable(name)) return null;
        var (left, right) = (draft.DimensionOf(entity.Expression), other.DimensionOf(met.Expression));
        start.Add(new DbtJoin
        {
            Model = other.Name,
            Table = name,
            Label = name == other.Name ? null : FriendlyName.Of(name),
            Kind = JoinKind.Left,
            Relationship = entity.IsUnique ? JoinRelationship.OneToOne : JoinRelationship.ManyToOne,
            On = SqlTemplate.Parse($"${{{table}.{left}}} = ${{{name}.{right}}}"),
            EntityPath = path,
        });
        tables[key] = (name, other);
        return name;
    }
}
