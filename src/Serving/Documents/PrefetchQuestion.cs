using System.Text.Json;

namespace Vitrine.Serving.Documents;

/// <summary>A question that an app asks when it is loaded.</summary>
/// <param name="Contract">The contract's name.</param>
/// <param name="Arguments">A JSON object.</param>
/// <param name="Limit">Rows, or null for the contract's default.</param>
public sealed record PrefetchQuestion(string Contract, JsonElement Arguments, int? Limit);
