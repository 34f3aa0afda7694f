using System.Globalization;
using System.Text;
using Vitrine.Agents.Composer.Planning;
using Vitrine.Agents.Composer.Reading;

namespace Vitrine.Agents.Composer.Writing;

/// <summary>Writes <c>src/queries.yml</c>. The same plan gives the same bytes, and a contract's text depends on its widget alone.</summary>
internal static class QueriesWriter
{
    public static string Write(AppPlan plan)
    {
        var text = new StringBuilder("# All that this app may ask.\nversion: 1\n");
        var filters = plan.Filters.Where(filter => plan.Widgets.Any(widget => widget.Uses.Any(use => use.Filter == filter.Name))).ToList();
        if (filters.Count > 0) text.Append("filters:\n");
        foreach (var filter in filters) Write(text, filter, plan);
        text.Append("contracts:\n");
        foreach (var widget in plan.Widgets)
        {
            Write(text, widget, plan, widget.Name, isSpark: false);
            if (widget is { Chart: ChartKind.Kpi, Time: not null }) Write(text, widget, plan, SparkName(widget), isSpark: true);
        }

        return text.ToString();
    }

    /// <summary>The contract behind the small lines of headline numbers.</summary>
    public static string SparkName(PlanWidget widget) => widget.Name + "_trend";

    /// <summary>The key of a widget's time column: a slot where the viewer may choose the grain.</summary>
    public static string TimeKey(PlanTime time) => time.Choices.Count > 1 ? "period" : time.Choices[0];

    private static void Write(StringBuilder text, PlanFilter filter, AppPlan plan)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {filter.Name}:\n    label: {CodeText.Quote(filter.Label)}\n    field: {filter.Field}\n");
        if (!filter.IsRange)
        {
            text.Append(CultureInfo.InvariantCulture, $"    operators: [equals]\n    max: {(filter.IsFlag ? 2 : 50)}\n    options: true\n    explore: {filter.Explore}\n");
            return;
        }

        text.Append("    type: range\n");
        if (plan.Range is { } range && RangeText(range) is { } given) text.Append(CultureInfo.InvariantCulture, $"    required: true\n    default: {given}\n");
    }

    private static string? RangeText(TimeRange range)
    {
        var unit = range.Unit.ToString().ToLowerInvariant() + "s";
        return range.Kind switch
        {
            TimeRangeKind.Last => string.Create(CultureInfo.InvariantCulture, $"{{ operator: inThePast, values: [{range.Count}], unit: {unit}{(range.Completed ? ", completed: true" : "")} }}"),
            TimeRangeKind.Next => string.Create(CultureInfo.InvariantCulture, $"{{ operator: inTheNext, values: [{range.Count}], unit: {unit} }}"),
            TimeRangeKind.Current => $"{{ operator: inTheCurrent, unit: {unit} }}",
            TimeRangeKind.Between => $"{{ operator: inBetween, values: [{Day(range.From!.Value)}, {Day(range.To!.Value)}] }}",
            TimeRangeKind.All => null,
            _ => throw new InvalidOperationException($"Unknown range {range.Kind}."),
        };
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Write(StringBuilder text, PlanWidget widget, AppPlan plan, string name, bool isSpark)
    {
        var isKpi = widget.Chart == ChartKind.Kpi;
        var time = isKpi && !isSpark ? null : widget.Time;
        text.Append(CultureInfo.InvariantCulture, $"  {name}:\n    label: {CodeText.Quote(isSpark ? widget.Title + " over time" : widget.Title)}\n    explore: {widget.Explore}\n");
        if (time is not null || widget.Dimensions.Count > 0) text.Append("    dimensions:\n");
        if (time is { Choices.Count: > 1 }) text.Append(CultureInfo.InvariantCulture, $"      - slot: period\n        oneOf: [{string.Join(", ", time.Choices)}]\n");
        else if (time is not null) text.Append(CultureInfo.InvariantCulture, $"      - {time.Choices[0]}\n");
        foreach (var dimension in widget.Dimensions.Concat(widget.Keys)) text.Append(CultureInfo.InvariantCulture, $"      - {dimension.Name}\n");
        text.Append(CultureInfo.InvariantCulture, $"    metrics: [{string.Join(", ", widget.Metrics.Select(metric => metric.Name))}]\n");
        Write(text, "where", widget.Where.Where(condition => !condition.IsOfMetric));
        if (widget.Dimensions.Count > 0) Write(text, "having", widget.Where.Where(condition => condition.IsOfMetric && widget.Metrics.Any(metric => metric.Name == condition.Field)));
        if (widget.Uses.Count > 0) text.Append(CultureInfo.InvariantCulture, $"    use: [{string.Join(", ", widget.Uses.Select(use => use.Field is null ? use.Filter : $"{{ filter: {use.Filter}, field: {use.Field} }}"))}]\n");
        if (Sort(widget, time) is { } sort) text.Append(CultureInfo.InvariantCulture, $"    sort: [{sort}]\n");
        var limit = isKpi && !isSpark ? 1 : isSpark ? 500 : widget.Limit;
        text.Append(CultureInfo.InvariantCulture, $"    limit: {limit}\n");
        if (((isKpi && !isSpark) || widget.IsCompared) && plan.Compare is { } compare && RangeFilter(widget, plan) is { } filter)
            text.Append(CultureInfo.InvariantCulture, $"    compare: {{ filter: {filter.Name}, to: {(compare == Comparison.PreviousYear ? "previousYear" : "previousPeriod")} }}\n");
    }

    private static void Write(StringBuilder text, string key, IEnumerable<PlanCondition> conditions)
    {
        var list = conditions.ToList();
        if (list.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"    {key}:\n");
        foreach (var condition in list)
        {
            text.Append(CultureInfo.InvariantCulture, $"      - {{ field: {condition.Field}, operator: {condition.Operator}");
            if (condition.Values.Count > 0) text.Append(CultureInfo.InvariantCulture, $", values: [{string.Join(", ", condition.Values.Select(CodeText.Quote))}]");
            if (condition.Unit is not null) text.Append(CultureInfo.InvariantCulture, $", unit: {condition.Unit}{(condition.Completed ? ", completed: true" : "")}");
            text.Append(" }\n");
        }
    }

    private static PlanFilter? RangeFilter(PlanWidget widget, AppPlan plan)
        => plan.Range is { Kind: not TimeRangeKind.All } ? plan.Filters.FirstOrDefault(filter => filter.IsRange && widget.Uses.Any(use => use.Filter == filter.Name)) : null;

    private static string? Sort(PlanWidget widget, PlanTime? time)
    {
        if (time is not null) return $"{{ field: {TimeKey(time)}{(widget.Chart == ChartKind.Table ? ", descending: true" : "")} }}";
        if (widget.Dimensions.Count == 0 || widget.Metrics.Count == 0) return null;
        return widget.IsSortedByName ? $"{{ field: {widget.Dimensions[0].Name} }}" : $"{{ field: {widget.Metrics[0].Name}{(widget.IsBottom ? "" : ", descending: true")} }}";
    }
}
