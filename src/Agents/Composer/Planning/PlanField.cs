using Vitrine.Agents.Composer.Catalog;
using Vitrine.Semantics.Model;

namespace Vitrine.Agents.Composer.Planning;

/// <summary>A field of a plan, with what generated code has to know of it.</summary>
/// <param name="Name">Written <c>model.field</c>.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Unit">What a number counts; null for a plain one.</param>
/// <param name="IsAdditive">Whether the values of groups add up.</param>
/// <param name="LowerIsBetter">Whether less of it is good.</param>
internal sealed record PlanField(string Name, string Label, string? Unit = null, bool IsAdditive = false, bool LowerIsBetter = false)
{
    private static readonly string[] Unwelcome =
        ["cost", "churn", "return", "refund", "cancel", "complaint", "ticket", "error", "fail", "bounc", "delay", "late", "overdue", "defect", "downtime", "unsubscrib", "resolution", "resolv", "wait", "backlog", "incident", "discount", "abandon", "loss", "spend", "unpaid", "age"];

    public static PlanField Of(CatalogField field)
        => new(field.Name, field.Label, field.Unit, field.IsAdditive, field.IsMetric && Shame(field));

    private static readonly string[] Lasting = ["time", "minute", "hour", "day", "second", "duration"];

    /// <summary>Less of it is welcome. What comes back for money spent is, and so are responses, but not the time that they take.</summary>
    private static bool Shame(CatalogField field)
        => !field.Label.Contains("return on", StringComparison.OrdinalIgnoreCase)
            && field.Metric is not MetricType.Date and not MetricType.String
            && NameWords.Stems(field.Label).Any(stem => Unwelcome.Any(word => stem == word || (word.Length >= 5 && stem.StartsWith(word, StringComparison.Ordinal))) || (stem.StartsWith("respon", StringComparison.Ordinal) && Lasts(field.Label)));

    private static bool Lasts(string label) => Array.Exists(Lasting, word => label.Contains(word, StringComparison.OrdinalIgnoreCase));
}
