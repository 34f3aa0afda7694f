namespace Vitrine.Integration.Evaluation;

/// <summary>A filter that a contract has to have.</summary>
/// <param name="Field">The field.</param>
/// <param name="Operator">The operator by its name; null for any.</param>
/// <param name="Values">Its values in any order; empty for any.</param>
internal sealed record WantedFilter(string Field, string? Operator, IReadOnlyList<string> Values)
{
    public override string ToString() => $"{Field} {Operator ?? "?"} {string.Join(" ", Values)}".TrimEnd();
}
