namespace Vitrine.Integration.Evaluation;

/// <summary>What some contract of an app has to be, whatever it is called.</summary>
/// <param name="Metrics">Metrics that it asks for.</param>
/// <param name="Dimensions">Dimensions that it groups by; a time without its interval.</param>
/// <param name="Grain">The interval of its time; null for any or none.</param>
/// <param name="Filters">Filters that always apply, or that the page opens with.</param>
/// <param name="Rows">SQL on the tables themselves whose rows are dimensions, then time, then metrics, as above; null to compare nothing.</param>
internal sealed record WantedContract(IReadOnlyList<string> Metrics, IReadOnlyList<string> Dimensions, string? Grain, IReadOnlyList<WantedFilter> Filters, string? Rows)
{
    public override string ToString() => $"{string.Join(", ", Metrics)} by {string.Join(", ", Dimensions)}{(Grain is null ? "" : $" per {Grain}")}{(Filters.Count == 0 ? "" : $" where {string.Join(", ", Filters)}")}";
}
