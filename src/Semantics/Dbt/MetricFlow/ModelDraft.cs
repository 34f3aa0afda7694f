using Vitrine.Semantics.Model;
using Vitrine.Semantics.Templates;
using Vitrine.Sql.Lexing;

namespace Vitrine.Semantics.Dbt.MetricFlow;

/// <summary>A dbt model to which MetricFlow's words are being added.</summary>
internal sealed class ModelDraft(DbtModel model, CatalogTypes catalog, IntervalReading intervals)
{
    /// <summary>What a column is called beside a metric of its name.</summary>
    private const string Aside = "_column";

    private readonly Dictionary<string, string> byExpression = new(StringComparer.Ordinal);
    private readonly HashSet<string> reserved = new(StringComparer.Ordinal);
    private readonly List<Dimension> dimensions = [.. model.Dimensions];
    private readonly List<Metric> metrics = [.. model.Metrics];
    private readonly List<DbtJoin> joins = [.. model.Joins];

    public DbtModel Model => model;

    public string Name => model.Name;

    public string? Entity { get; set; }

    public IReadOnlyList<string> PrimaryKey { get; set; } = model.PrimaryKey;

    public DefaultTime? Time { get; set; } = model.DefaultTime;

    public DbtModel Finish() => model with { Dimensions = dimensions, Metrics = metrics, Joins = joins, Entity = Entity, PrimaryKey = PrimaryKey, DefaultTime = Time };

    public bool HasMetric(string name) => metrics.Exists(metric => metric.Reference.Name == name);

    public bool HasTable(string name) => name == Name || joins.Exists(join => join.Table == name);

    /// <summary>Whether a join of the author's leads to that model already.</summary>
    public bool IsJoinedByAuthor(string other) => joins.Exists(join => join.Model == other && join.EntityPath is null);

    /// <summary>Finds the author's left join to a model that compares these two fields and nothing else, and notes which entities it follows.</summary>
    /// <param name="other">The model.</param>
    /// <param name="from">The table that it is joined to.</param>
    /// <param name="left">The field there; null when there is none.</param>
    /// <param name="right">The field of the model; null when there is none.</param>
    /// <param name="path">The entities.</param>
    /// <returns>The name of the joined table, or null when no join says that.</returns>
    public string? Recognize(string other, string from, string? left, string? right, IReadOnlyList<string> path)
    {
        if (left is null || right is null) return null;
        var at = joins.FindIndex(join => join is { EntityPath: null, Kind: JoinKind.Left } && join.Model == other && join.On.Pieces is [FieldPiece one, TextPiece sign, FieldPiece two] && sign.Text.Trim() == "="
            && new HashSet<FieldPiece> { one, two }.SetEquals([new FieldPiece(from, left), new FieldPiece(join.Table, right)]));
        if (at < 0) return null;
        joins[at] = joins[at] with { EntityPath = path };
        return joins[at].Table;
    }

    public Dimension? Dimension(string name) => dimensions.Find(dimension => dimension.Reference.Name == name);

    public void Add(Metric metric) => metrics.Add(metric);

    public void Add(DbtJoin join) => joins.Add(join);

    /// <summary>A name that no field has.</summary>
    public string FreeName(string wanted)
    {
        var name = wanted;
        for (var at = 2; IsTaken(name); at++) name = $"{wanted}_{at}";
        return name;
    }

    /// <summary>The dimension that an expression is, or null where there is none.</summary>
    public string? Known(string expression)
    {
        var text = expression.Trim();
        return byExpression.TryGetValue(text, out var known) ? known : IsColumn(text) ? Whole(Column(text).Name)?.Reference.Name : null;
    }

    /// <summary>The dimension that an expression is, made and hidden where there is none.</summary>
    public string DimensionOf(string expression)
    {
        var text = expression.Trim();
        if (byExpression.TryGetValue(text, out var known)) return known;
        if (IsColumn(text))
        {
            return byExpression[text] = Whole(Column(text).Name)?.Reference.Name ?? Added(Made(FreeName(reserved.Contains(text) ? text + Aside : text), text) with { Hidden = true });
        }

        return byExpression[text] = Added(Made(FreeName("mf_expression"), text) with { Hidden = true });
    }

    /// <summary>A time of the model cut to a grain.</summary>
    public string Cut(string time, string grain)
    {
        if (Dimension(time) is not { } whole || whole.Type is not (FieldType.Date or FieldType.Timestamp) || !TimeIntervals.TryParse(grain, out var interval))
            throw new MetaProblemException($"{Name}.{time} is not cut by {grain}");
        if (dimensions.Find(one => one.IntervalBase == whole.Reference && one.Interval == interval) is { } known) return known.Reference.Name;
        return Added(intervals.Cut(whole, interval) with { Reference = new FieldReference(Name, FreeName($"{time}_{grain.ToLowerInvariant()}")), Hidden = true });
    }

    /// <summary>A dimension as a semantic model declares it; one that the model has by that name stands.</summary>
    public void Declare(FlowDimension declared)
    {
        if (Dimension(declared.Name) is not null) return;
        // MetricFlow's dimensions have names of their own: a metric may have the same one.
        var name = IsTaken(declared.Name) ? FreeName(declared.Name + Aside) : declared.Name;
        var made = Made(name, declared.Expression) with { Description = Text(declared.Description) };
        if (declared.Label is { Length: > 0 } label) made = made with { Label = label };
        // MetricFlow knows that it is a time, and not which kind: only the catalog tells a date.
        if (declared.IsTime && made.Type is not (FieldType.Date or FieldType.Timestamp)) made = made with { Type = FieldType.Timestamp, BaseType = FieldType.Timestamp };
        foreach (var dimension in intervals.Add(made, default).Where(one => !IsTaken(one.Reference.Name))) dimensions.Add(dimension);
    }

    /// <summary>Makes room for a metric that is called like a plain column, which is then called <c>…_column</c>; false when the author configured the dimension.</summary>
    public bool MakeRoom(string name)
    {
        if (IsTaken(name) && Dimension(name) is null) return false;
        var there = Dimension(name);
        if (there is not null && (there.IsConfigured || there.Interval is not null)) return false;
        reserved.Add(name);
        if (there is null) return true;
        var free = FreeName(name + Aside);
        for (var at = 0; at < dimensions.Count; at++)
        {
            var dimension = dimensions[at];
            if (dimension.Reference == there.Reference) dimensions[at] = dimension with { Reference = dimension.Reference with { Name = free } };
            else if (dimension.IntervalBase == there.Reference) dimensions[at] = dimension with { IntervalBase = there.Reference with { Name = free } };
        }

        for (var at = 0; at < metrics.Count; at++)
        {
            if (metrics[at].DimensionReference == there.Reference) metrics[at] = metrics[at] with { DimensionReference = there.Reference with { Name = free } };
        }

        foreach (var (expression, _) in byExpression.Where(entry => entry.Value == name).ToList()) byExpression[expression] = free;
        PrimaryKey = [.. PrimaryKey.Select(key => key == name ? free : key)];
        if (Time?.Field == there.Reference) Time = Time with { Field = there.Reference with { Name = free } };
        return true;
    }

    private bool IsTaken(string name) => reserved.Contains(name) || HasMetric(name) || Dimension(name) is not null;

    public static bool IsColumn(string expression)
        => expression.Length > 0 && !char.IsAsciiDigit(expression[0]) && expression.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter)) && !expression.Equals("null", StringComparison.OrdinalIgnoreCase)
            && !expression.Equals("true", StringComparison.OrdinalIgnoreCase) && !expression.Equals("false", StringComparison.OrdinalIgnoreCase);

    public static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private Dimension? Whole(string column)
        => dimensions.Find(dimension => dimension.Interval is null && dimension.Sql.Pieces is [ColumnPiece piece] && piece.Name.Equals(column, StringComparison.OrdinalIgnoreCase));

    private string Added(Dimension dimension)
    {
        dimensions.Add(dimension);
        return dimension.Reference.Name;
    }

    private (string Name, string? Type, bool IsExact) Column(string text)
    {
        var (name, type) = catalog.Find(model.Id, text);
        return (name ?? text, type, name is not null);
    }

    private Dimension Made(string name, string expression)
    {
        var text = expression.Trim();
        var (column, type, isExact) = IsColumn(text) ? Column(text) : (text, null, false);
        var sql = IsColumn(text) ? SqlTemplate.Column(column, isExact) : SqlTemplate.Parse(text);
        if (sql.HasAggregate) throw new MetaProblemException($"{text} calls an aggregate, and what it stands for is a column");
        if (sql.Fields.Any()) throw new SqlProblemException("holds ${…}, which MetricFlow does not know");
        var known = SqlTypeNames.OfSql(type) ?? FieldType.String;
        return new Dimension
        {
            Reference = new FieldReference(Name, name),
            Label = FriendlyName.Of(name),
            TableLabel = model.Label,
            Type = known,
            BaseType = known,
            IsZoned = SqlTypeNames.IsZoned(type),
            ColumnType = SqlTypeNames.OfSql(type),
            Sql = sql,
        };
    }
}
