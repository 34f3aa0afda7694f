using Vitrine.Agents.Composer.Catalog;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;
using Vitrine.Agents.Composer.Values;
using Vitrine.Semantics.Model;

namespace Vitrine.Unit.Agents.Composer;

/// <summary>A catalog and its data written out in a test: a library that lends books.</summary>
internal sealed class SmallCatalog : IValueSource
{
    private readonly Dictionary<string, string[]> values = new(StringComparer.Ordinal)
    {
        ["loans.state"] = ["On shelf", "Lent out", "lost_in_transit"],
        ["loans.desk"] = ["Window", "Machine"],
        ["loans.branch"] = ["North hall", "South hall", "Machine room"],
    };

    public static CatalogField Late { get; } = Metric("loans.late_rate", "Lateness rate", MetricType.Number, "Share of loans brought back too late.", "%");

    public static CatalogField Loans { get; } = Metric("loans.loan_count", "Number of loans", MetricType.Count, "How often something was borrowed.");

    public static CatalogField Wait { get; } = Metric("loans.average_wait", "Average waiting time (days)", MetricType.Average, "Days until a reader got the book.");

    public static CatalogField Fines { get; } = Metric("loans.fines", "Fines", MetricType.Sum, "Charged for overdue books.", "USD");

    public static CatalogField Decoy { get; } = Metric("loans.fines_old", "Fines", MetricType.Sum, "Do not use. Inflated.", "USD") with { IsWarnedOf = true };

    public static CatalogField State { get; } = Dimension("loans.state", "State", "Where the volume is.");

    public static CatalogField Desk { get; } = Dimension("loans.desk", "Desk", "How it was handed over.");

    public static CatalogField Branch { get; } = Dimension("loans.branch", "Branch", "The hall that lends it.");

    public static CatalogExplore Explore { get; } = Of([State, Desk, Branch, Late, Loans, Wait, Fines, Decoy]);

    public static CatalogExplore Of(IReadOnlyList<CatalogField> fields) => new()
    {
        Name = "loans",
        Label = "Loans",
        BaseModel = "loans",
        Fields = [.. fields.Select((field, at) => field with { Index = at })],
        ModelCount = 1,
        Names = [FieldName.Of("Loans", 1)],
    };

    public static CatalogBook Book(CatalogExplore? explore = null)
    {
        explore ??= Explore;
        return new CatalogBook([explore], [.. explore.Fields.Select(field => field.Label)]);
    }

    public static CatalogField Metric(string name, string label, MetricType kind, string description, string? unit = null) => Field(name, label, description) with { Type = FieldType.Number, Metric = kind, Unit = unit };

    public static CatalogField Dimension(string name, string label, string description) => Field(name, label, description);

    public SmallCatalog With(string field, params string[] list)
    {
        values[field] = list;
        return this;
    }

    public Task<ValueList?> FindAsync(CatalogExplore explore, CatalogField field, string? search, CancellationToken cancellationToken) => FindAsync(explore.Name, field.Name, search, cancellationToken);

    public Task<ValueList?> FindAsync(string explore, string field, string? search, CancellationToken cancellationToken) => Task.FromResult(values.TryGetValue(field, out var list) ? new ValueList(list, IsCut: false) : null);

    /// <summary>What the data answers, by the plan that asks and the widget's name; nothing unless a test says so.</summary>
    public Func<AppPlan, PlanWidget, IReadOnlyList<IReadOnlyList<object?>>?> Answer { get; init; } = (_, _) => null;

    public Task<IReadOnlyList<IReadOnlyList<object?>>?> AskAsync(AppPlan plan, string widget, CancellationToken cancellationToken) => Task.FromResult(Answer(plan, plan.Widgets.First(one => one.Name == widget)));

    public static IReadOnlyList<Word> Words(string text) => PromptText.Read(text).Words;

    private static CatalogField Field(string name, string label, string description) => new()
    {
        Name = name,
        Model = "loans",
        Label = label,
        ModelLabel = "Loans",
        Description = description,
        Type = FieldType.String,
        Names = [FieldName.Of(label, 1)],
        Told = new HashSet<string>(NameWords.Stems(description)),
    };
}
